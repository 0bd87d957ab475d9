"""The lexicon of the grammar: every single word of quantity with its kind and value, and the words that compare."""

from __future__ import annotations

from traced.core.english import MONTHS, ONES, SCALES, TENS, ordinal

# In a running text, the first stands for a number that is traced, the second for a citation or another expression.
TRACED, APART = "\ufffc", "\ufffb"
Value = int | float | str

MONTH = "|".join(MONTHS)

COLLECTIVES = (
    "dozen dozens pair pairs couple couples duo duos trio trios quartet quartets quintet quintets twosome "
    "threesome foursome threescore fourscore handful handfuls decade decades century centuries millennium "
    "millennia fortnight sextet sextets septet septets octet octets triplets quadruplets triad triads trilateral "
    "quadrilateral tripartite triennial quadrennial quinquennial decennial centenary centennial bicentenary "
    "bicentennial centenarian centenarians nonagenarian nonagenarians octogenarian octogenarians septuagenarian "
    "septuagenarians sexagenarian sexagenarians tercile terciles quartile quartiles quintile quintiles decile "
    "deciles percentile percentiles tens"
).split()
MULTIPLES = (
    "once twice thrice double doubles doubled doubling doubly triple triples tripled tripling treble trebled "
    "trebling halve halved halving"
).split()
MULTIPLE_STEMS = ("quadrupl", "quintupl", "sextupl", "septupl", "octupl", "nonupl", "decupl", "centupl")
DECADES = "tens twenties thirties forties fifties sixties seventies eighties nineties".split()
QUANTIFIERS = (
    "none nobody majority majorities minority minorities plurality preponderance most mostly predominantly "
    "preponderantly overwhelmingly fewer countless innumerable umpteen umpteenth zilch myriad myriads "
    "zillion zillions solely exclusively unanimous unanimously single sole "
    "outnumber outnumbers outnumbered outnumbering exceed exceeds exceeded exceeding"
).split()
RANKS = (
    "smallest largest biggest highest lowest greatest fewest least earliest latest oldest youngest longest "
    "shortest commonest foremost rarest scarcest eldest newest steepest tallest cheapest costliest busiest slowest "
    "fastest heaviest lightest widest narrowest poorest richest penultimate median topmost"
).split()


def _lexicon() -> dict[str, tuple[str, Value | None]]:
    """Return each word of quantity with its kind and value."""
    scales = {name: size for size, name in SCALES} | {"trillion": 1_000_000_000_000}
    cardinals = {word: value for value, word in enumerate(ONES)}
    cardinals |= {word: value * 10 for value, word in enumerate(TENS) if value > 1} | scales
    ordinals = {f"{word}th" if word in scales else ordinal(value): value for word, value in cardinals.items()}
    words: dict[str, tuple[str, Value | None]] = {word: ("cardinal", value) for word, value in cardinals.items()}
    words |= dict.fromkeys(("nil", "naught", "nought"), ("cardinal", 0))
    words |= {word: ("ordinal", value) for word, value in ordinals.items()}
    words |= {f"{word}ly": ("ordinal", value) for word, value in ordinals.items() if value < 11}
    words |= {f"{word}s": ("fraction", 1 / value) for word, value in ordinals.items() if value > 2}
    words |= dict.fromkeys(("half", "halves"), ("fraction", 0.5))
    words |= dict.fromkeys(("quarter", "quarters"), ("fraction", 0.25))
    words |= {f"{word}s": ("collective", None) for word in scales}
    words |= {f"{word}{'es' if word == 'six' else 's'}": ("collective", None) for word in ONES[2:11]}
    words |= {f"{word}fold": ("factor", value) for word, value in cardinals.items()}
    words |= {word: ("decade", 10 * value) for value, word in enumerate(DECADES, start=1)}
    words |= dict.fromkeys(("teens", "noughties"), ("decade", None))
    words |= dict.fromkeys(COLLECTIVES, ("collective", None))
    words |= dict.fromkeys(MULTIPLES, ("multiple", None))
    words |= {f"{stem}{ending}": ("multiple", None) for stem in MULTIPLE_STEMS for ending in ("e", "es", "ed", "ing")}
    words |= {word: ("quantifier", 0 if word in ("none", "nobody") else None) for word in QUANTIFIERS}
    return words | dict.fromkeys(RANKS, ("rank", None))


LEXICON = _lexicon()

# Words that compare; beside a traced number they change what it says.
_COMPARED = "more|fewer|less|greater|larger|bigger|smaller|higher|lower|older|younger|longer|shorter|earlier|later"
COMPARATORS = (
    rf"at\s+(?:the\s+)?(?:very\s+)?(?:least|most|minimum|maximum)|(?:(?:no|not|little|hardly)\s+)?(?:{_COMPARED})\s+than|"
    r"exactly|precisely|nearly|almost|practically|virtually|approximately|approx\.?|roughly|circa|ca?\.|about|around|"
    r"(?:well\s+|just\s+|slightly\s+|a\s+little\s+)?(?:over|under|above|below|beyond)|up\s+to|upwards?\s+of|"
    r"close\s+(?:to|on)|near\s+to|nigh\s+on|in\s+excess\s+of|(?:just\s+)?short\s+of|in\s+the\s+(?:region|order)\s+of|"
    r"an?\s+(?:mere|full|good|bare|scant|maximum\s+of|minimum\s+of)|merely|fully|only|just|barely|hardly|scarcely|"
    r"as\s+(?:many|few|much|little)\s+as|some|not(?:\s+(?:quite|even))?|an\s+estimated|more\s+or\s+less|"
    r"all\s+but|anything\s+(?:over|under)"
)
