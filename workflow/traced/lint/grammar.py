"""Numerals: a closed grammar that finds every digit, number word and word of quantity in a running text.

What it takes for a numeral, by kind:

- `digits`: a run of digits in any script, with its signs: 1,000 · 2.5 · 33(1) · 3rd · ½ · ²
- `cardinal`, `ordinal`, `fraction`: words and their compounds, with and without hyphen: twenty six, two-hundredth,
  three quarters, one in four
- `percentage`: 50%, ninety percent, and a percent sign typed after a traced number
- `multiple`: once, twice, doubled, halved · `factor`: a multiple with a count in it: threefold, four times
- `collective`: dozens, a pair, hundreds of thousands, a decade
- `decade`: the 1990s, the mid-nineties · `date`: November 2002, May the eighth, and the name of a month by itself
- `quantifier`: how many of all, in words: none, nobody, most, a majority, all but, the only, fewer, the greater part
- `rank`: the place in an order: the smallest, the earliest, more frequently than any other
- `comparator`: what makes more or less of a traced number beside it: at least, over, up to, or more
- `reference`: a typed number of a table, figure or section, in Roman numerals too
- `glued`: what makes another number of a traced one: a syllable or a sign set against it, a magnitude, an era

Letters are read as a reader sees them: without accents, those of other scripts as the Latin ones that they look like,
and also where they stand apart (s e v e n). Roman numerals, ideographs and words in Hangul count unless they are names.

Hedges ("some", "several", "many", "few") carry no number, and "both", "either", "neither", "all", "every", "each" and
"no" before a noun speak of kinds rather than counts: they are left alone. So are Roman numerals that are
parts of names (World War II), and words that contain a numeral without being one (someone, unique, quarterly).
Fixed phrases that count nothing are listed in `IDIOMS`, each with its reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache

from traced.core.english import MONTHS, ONES, SCALES, TENS, ordinal

FOREIGN = re.compile(r"[^\x00-\x7f]")
# In a running text, this stands for a number that is traced, and the other for a citation or the like.
TRACED, APART = "\ufffc", "\ufffb"

DASH = r"\-‐‑‒–—−"
Value = int | float | str


@dataclass(frozen=True)
class Numeral:
    """A numeral in a text: where it begins and ends, its kind, and the value it has where that is plain."""

    start: int
    end: int
    kind: str
    value: Value | None = None


def _lexicon() -> dict[str, tuple[str, Value | None]]:
    """Return every single word of quantity with its kind and value."""
    scales = {name: size for size, name in SCALES} | {"trillion": 1_000_000_000_000}
    cardinals = {word: value for value, word in enumerate(ONES)}
    cardinals |= {word: value * 10 for value, word in enumerate(TENS) if value > 1} | scales
    words: dict[str, tuple[str, Value | None]] = {word: ("cardinal", value) for word, value in cardinals.items()}
    words |= dict.fromkeys(("nil", "naught", "nought"), ("cardinal", 0))
    ordinals = {f"{word}th" if word in scales else ordinal(value): value for word, value in cardinals.items()}
    words |= {word: ("ordinal", value) for word, value in ordinals.items()}
    words |= {f"{word}ly": ("ordinal", value) for word, value in ordinals.items() if value < 11}
    words |= {f"{word}s": ("fraction", 1 / value) for word, value in ordinals.items() if value > 2}
    words |= dict.fromkeys(("half", "halves"), ("fraction", 0.5))
    words |= dict.fromkeys(("quarter", "quarters"), ("fraction", 0.25))
    words |= {f"{word}s": ("collective", None) for word, value in cardinals.items() if value >= 10 and word in scales}
    words |= {f"{word}{'es' if word == 'six' else 's'}": ("collective", None) for word in ONES[2:11]}
    for word in (
        "dozen dozens pair pairs couple couples duo duos trio trios quartet quartets quintet quintets twosome "
        "threesome foursome threescore fourscore handful handfuls decade decades century centuries millennium "
        "millennia fortnight sextet sextets septet septets octet octets triplets quadruplets triad triads trilateral "
        "quadrilateral tripartite triennial quadrennial quinquennial decennial centenary centennial bicentenary "
        "bicentennial centenarian centenarians nonagenarian nonagenarians octogenarian octogenarians septuagenarian "
        "septuagenarians sexagenarian sexagenarians tercile terciles quartile quartiles quintile quintiles decile "
        "deciles percentile percentiles"
    ).split():
        words[word] = ("collective", None)
    for word in (
        "once twice thrice double doubles doubled doubling doubly triple triples tripled tripling treble trebled "
        "trebling halve halved halving"
    ).split():
        words[word] = ("multiple", None)
    for stem in ("quadrupl", "quintupl", "sextupl", "septupl", "octupl", "nonupl", "decupl", "centupl"):
        words |= {f"{stem}{ending}": ("multiple", None) for ending in ("e", "es", "ed", "ing")}
    words |= {f"{word}fold": ("factor", value) for word, value in cardinals.items()}
    decades = "tens:10 twenties:20 thirties:30 forties:40 fifties:50 sixties:60 seventies:70 eighties:80 nineties:90"
    words |= {word: ("decade", int(start)) for word, start in (pair.split(":") for pair in decades.split())}
    words |= dict.fromkeys(("teens", "noughties"), ("decade", None)) | {"tens": ("collective", None)}
    for word in (
        "none nobody majority majorities minority minorities plurality preponderance most mostly predominantly "
        "preponderantly overwhelmingly fewer countless innumerable umpteen umpteenth zilch myriad myriads "
        "zillion zillions solely exclusively unanimous unanimously single sole "
        "outnumber outnumbers outnumbered outnumbering exceed exceeds exceeded exceeding"
    ).split():
        words[word] = ("quantifier", 0 if word in ("none", "nobody") else None)
    for word in (
        "smallest largest biggest highest lowest greatest fewest least earliest latest oldest youngest longest "
        "shortest commonest foremost rarest scarcest eldest newest steepest tallest cheapest costliest busiest slowest "
        "fastest heaviest lightest widest narrowest poorest richest penultimate median topmost"
    ).split():
        words[word] = ("rank", None)
    return words


LEXICON = _lexicon()
MONTH = "|".join(MONTHS)
WORD = re.compile(r"[^\W\d_]+")
# Compounds are often typed as one word (twentysix), so a word may be several of the lexicon.
SEVERAL = re.compile("|".join(sorted(LEXICON, key=len, reverse=True)))
DIGITS = re.compile(
    r"\d+(?:[.,:/⁄'’]\d+)*(?:\(\w{1,4}\))*(?:(?:st|nd|rd|th|s|k|m|bn)(?![^\W\d_]))?(?:\s?[%‰])?"
    rf"|(?<={TRACED})\s?[%‰]"
)

# What reads as a number in other ways than as a word in Latin letters. Letters that look like Latin ones:
LOOKALIKES = str.maketrans(
    "АВЕЅІЈКМНОРСТХУҮԚԜԌаеѕіјкмнорпстхувһԁԛԝӏєѵғΑΒΕΖΗΙΚΜΝΟΡΤΥΧαγεηικνορςσϲτυχωϳօոսհցզյ"
    "ꓐꓑꓓꓔꓖꓗꓙꓚꓜꓝꓟꓠꓡꓢꓣꓦꓧꓪꓫꓬꓮꓰꓲꓳꓴᎠᎡᎢᎥᎩᎪᎫᎬᎳᎷᎻᏀᏃᏒᏔᏙᏚᏞᏟᏢᏦᏴ",
    "ABESIJKMHOPCTXYYQWGaesijkmhopnctxybhdqwlevfABEZHIKMNOPTYXayenikvopsoctuxwjonuhgqj"
    "BPDTGKJCZFMNLSRVHWXYAEIOUDRTIYAJEWMHGZRWVSLCPKB",
)
LATIN = re.compile(r"(?:(?:.+ )?LATIN .*?|REGIONAL INDICATOR SYMBOL LETTER )\b([A-Z])(?: WITH .+)?")
# Letters that show nothing.
BLANK = "\u115f\u1160\u3164\uffa0"
APART_LETTERS = re.compile(r"(?<![^\W_])[a-z](?:[\s.·–/_|,:;~+*\\-]{1,2}[a-z]){2,}(?![^\W_])")
# A noun in the plural, as far as its ending tells; "more precarious" and "more or less" are none.
_PLURAL = r"(?:people|men|women|children|\w{2,}(?<!ou)(?<!s)(?<!i)s)\b"
# Fewer letters, or others, make abbreviations: CD, CV, DC, ML.
ROMAN = re.compile(
    r"\b(?=[IVX]{2,}\b|[IVXLCDM]{4,}\b|[ivx]{3,}\b|[ivxlc]{5,}\b)"
    r"(?i:M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))\b(?:(?=\s+[a-z])|(?<=[IVX])(?![-’'\w]))"
    rf"|\b[VX](?=\s+{_PLURAL})"
)
# A Roman numeral after a word with a capital is part of a name, unless the capital only begins the sentence.
NAMED = re.compile(
    r"\b(?!(?:The|A|An|Of|In|On|At|By|To|For|From|With|And|But|Or|Some|All|These|Those|Only|About|Over|After|Before|We|"
    r"They|There|Our|Their|His|Her|Its|Was|Were|Is|Are|Had|Has|Have|That|This|Then|Thus|Among|Between|Since|Until)\s)[A-Z][^\W\d_]*\s+\Z"
)
IDEOGRAPH = re.compile(r"[\u3400-\u9fff]")
# With each numeric one as a null: several in a row, or one by itself or before what counts. Others are parts of words.
IDEOGRAPHIC = re.compile(
    r"\0{2,}|(?<![\u3400-\u9fff])\0(?![\u3400-\u9fff])|(?<![\u3400-\u9fff])\0(?=[人名個件年月日回歳割倍階番])|(?<=[第約])\0"
)
HANGUL = re.compile(
    r"(?:(?:열|스물|서른|마흔|쉰|예순|일흔|여든|아흔)?(?:하나|둘|셋|넷|다섯|여섯|일곱|여덟|아홉)"
    r"|스물|스무|서른|마흔|예순|일흔|여든|아흔|[이삼사오육칠팔구]?십[일이삼사오육칠팔구]|[이삼사오육칠팔구]십)"
    r"(?:명|개|년|월|번|살|시|차례|배)?"
)

# What may stand between two numerals that are one: nothing but a hyphen, or these words.
TIGHT = re.compile(rf"\s*[{DASH}]?\s*")
AND = re.compile(rf"[\s{DASH}]+and(?:[\s{DASH}]+an?)?[\s{DASH}]+")
A = re.compile(r"\s+an?\s+|\s+of\s+an?\s+")
OF = re.compile(r"\s+(?:out\s+)?of\s+|\s+in\s+(?:every\s+)?")
PERCENT = re.compile(rf"[\s{DASH}]*(?:percent|per\s+cent)\b")
TIMES = re.compile(rf"[\s{DASH}]+times\b(?!\s*[-])|[{DASH}]fold\b")

_N = rf"(?:\d|{TRACED})"
# Those of whom one may be the last.
_ACTORS = r"(?:person|people|man|men|woman|women|child|group|case|entry|arrivals?|newcomers?|\w+(?:ants?|ees?))"
_DATES = (
    rf"\b(?:{MONTH})\.?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b",
    rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:{MONTH})(?:,?\s+|\s+of\s+)\d{{4}}\b",
    rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTH})\b",
    r"\b(?:January|February|April|June|July|August|September|October|November|December)\b",
    # "March" and "may" have other meanings, so these months need something beside them that tells.
    rf"\b(?:March|May)\b(?=,?\s+(?:of\s+|the\s+)?{_N})",
    rf"{_N}\s+(?:of\s+)?(March|May)\b",
    r"\b(?:[Ii]n|[Oo]n|[Ss]ince|[Uu]ntil|[Bb]y|[Bb]efore|[Aa]fter|[Dd]uring|[Ff]rom|[Tt]o|[Oo]f|[Ee]arly|[Ll]ate|[Mm]id)"
    r"[\s-]+(March|May)\b",
)
# Each with its kind and the letters without which it cannot match; those with capitals are read as written.
PHRASES = tuple(
    (kind, needles.split("|"), re.compile(pattern), pattern_is_cased)
    for kind, needles, pattern, pattern_is_cased in (
        *(("date", MONTH, pattern, True) for pattern in _DATES),
        ("date", "-", r"\b\d{4}-\d\d(?:-\d\d)?\b", True),
        ("date", ".", r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=\s)", True),
        (
            "reference",
            "Table|Figure|Section|Chapter|Appendix|Equation",
            r"\b(?:Tables?|Figures?|Sections?|Chapters?|Appendix|Equations?)\s+[IVXL]+\b",
            True,
        ),
        ("decade", "0s|0's|0’s", r"(?:['’]|\b)\d{1,3}0[’']?s\b", False),
        ("collective", "score", r"\b(?:a|three|four|five|six)\s+score\b|\bscores\s+of\b", False),
        (
            "quantifier",
            "one|not a|all but",
            rf"\b(?:no[\s{DASH}]one|not\s+(?:a\s+single|one|any\s+of)|all\s+but)\b",
            False,
        ),
        (
            "quantifier",
            "all|every|any|no",
            r"\b(?:nearly|almost|virtually|practically|not|just\s+about|as\s+good\s+as|nigh\s+on)\s+"
            r"(?:all(?!\s+(?:that|the\s+same|too)\b)|every(?:one|body)?|any(?:one|body)|no(?:\s+one|body|ne)?)\b",
            False,
        ),
        ("quantifier", "any", r"\b(?:hardly|scarcely|barely)\s+any(?:one|body)?\b", False),
        ("quantifier", "not a soul|not a person", r"\bnot\s+a\s+(?:soul|person)\b", False),
        (
            "quantifier",
            "but|except|save",
            r"\b(?:all|everyone|everybody|none|no[\s-]one|nobody)\s+(?:of\s+\w+\s+)?(?:but|except|save)\b",
            False,
        ),
        ("quantifier", "every other|without ex", r"\bevery\s+other\b|\bwithout\s+exceptions?\b", False),
        ("rank", "last|final", rf"\bthe\s+(?:very\s+)?(?:last|final)\b(?=\s+(?:of|to|one|ones|{_ACTORS})\b)", False),
        (
            "rank",
            "peak|record",
            r"\b(?:the|a)\s+(?:peak|record)\s+(?:years?|months?|numbers?|levels?|figures?)\b",
            False,
        ),
        ("rank", "top", r"\b(?:the|their|her|his)\s+top\s+(?!of\b|floor\b)\w+", False),
        ("quantifier", "than not", r"\bmore\s+often\s+than\s+not\b", False),
        (
            "quantifier",
            "rule|large|exceptions|whole",
            r"\bas\s+a\s+rule\b|\bby\s+and\s+large\b|\bwith\s+(?:few|rare)\s+exceptions\b|\bon\s+the\s+whole\b",
            False,
        ),
        ("quantifier", "bulk|lion", r"\bthe\s+bulk\s+of\b|\blion['’]s\s+share\b", False),
        (
            "quantifier",
            "part|share|portion|percentage|number|half",
            r"\b(?:greater|larger|bigger|better|best|major|main|smaller|lesser|good|large|small|overwhelming|"
            r"vast|huge|tiny|siz(?:e)?able|substantial|preponderant)\s+"
            r"(?:part|share|portion|proportion|percentage|number|half)\b",
            False,
        ),
        ("quantifier", "only", r"\bthe\s+only\b", False),
        ("quantifier", "as many|as few", r"\bas\s+(?:many|few)\b(?=.{0,40}?\bas\b)", False),
        (
            "quantifier",
            "same|equal",
            r"\b(?:the\s+same|an\s+equal|equal)\s+(?:numbers?|shares?|proportions?|percentages?)\b",
            False,
        ),
        ("quantifier", "more", rf"(?<!{TRACED}\s)(?<!once\s)\bmore\s+{_PLURAL}", False),
        ("quantifier", "more", r"\bmore\s+(?:frequent|frequently|common|commonly|often|numerous)\s+than\b", False),
        (
            "rank",
            "than",
            r"\b(?:more|less)\b(?:(?!\b(?:more|less)\b)[^.;:!?]){0,60}?\bthan\s+(?:any(?:body|one)?|all)\b(?:\s+others?)?",
            False,
        ),
    )
)

# Comparators change what a number says, so they need an origin too when they stand beside a traced one.
_COMPARED = "more|fewer|less|greater|larger|bigger|smaller|higher|lower|older|younger|longer|shorter|earlier|later"
_COMPARATORS = (
    rf"at\s+(?:the\s+)?(?:very\s+)?(?:least|most|minimum|maximum)|(?:(?:no|not|little|hardly)\s+)?(?:{_COMPARED})\s+than|"
    r"exactly|precisely|nearly|almost|practically|virtually|approximately|approx\.?|roughly|circa|ca?\.|about|around|"
    r"(?:well\s+|just\s+|slightly\s+|a\s+little\s+)?(?:over|under|above|below|beyond)|up\s+to|upwards?\s+of|"
    r"close\s+(?:to|on)|near\s+to|nigh\s+on|in\s+excess\s+of|(?:just\s+)?short\s+of|in\s+the\s+(?:region|order)\s+of|"
    r"an?\s+(?:mere|full|good|bare|scant|maximum\s+of|minimum\s+of)|merely|fully|only|just|barely|hardly|scarcely|"
    r"as\s+(?:many|few|much|little)\s+as|some|not(?:\s+(?:quite|even))?|an\s+estimated|more\s+or\s+less|"
    r"all\s+but|anything\s+(?:over|under)"
)
BESIDE_TRACED = re.compile(
    rf"\b(?:{_COMPARATORS})(?=\s+(?:(?:the|an?|another|these|those)\s+)?{TRACED})"
    rf"|(?<![-=])[<>≤≥≦≧≈≃~±]+(?=\s?=?\s?{TRACED})"
    rf"|(?<={TRACED}\s)(?:or\s+(?:more|fewer|less|so|thereabouts|over|above|under)|and\s+(?:more|counting))\b"
    rf"|(?<={TRACED}\s)(?:at\s+(?:the\s+)?(?:very\s+)?(?:least|most)|give\s+or\s+take)\b"
)
# And this makes another number of it: 4 → -4, 4/13, fourteen, 4k, 4 per cent, 4 BC.
GLUED = re.compile(
    rf"{TRACED}(?:(?:[.,/:^*×·⁄∕÷'’\-‐−]|\s+point\s+)?{TRACED})+"
    rf"|[A-Za-z]+{TRACED}|(?<![^\s(\[\"“‘'])[.,/:^+\-‐–−]{TRACED}|(?<!{TRACED}\s)\b(?:[Mm]inus|[Nn]egative)\s+{TRACED}"
    rf"|{TRACED}(?:[A-Za-z]+|[+×]|['’]s\b|[\-‐](?i:teens?|ty|fold|ths?|st|nd|rd|odd|plus)\b)"
    rf"|{TRACED}\s(?:[kKM]|bn|mn|mln|mio|tn|trn|mrd)\b|{TRACED}[\s-]*(?i:per[\s-]*cent(?:age)?|per[\s-]+mill?e?|pct)\b"
    rf"|{TRACED}\s(?:BCE?|CE|AD|B\.C\.|C\.E\.|A\.D\.)(?![A-Za-z])"
)
BEFORE_NUMERAL = re.compile(
    rf"\b(?:{_COMPARATORS}|every|total\s+of)\s+(?:an?\s+|the\s+)?\Z",
)
LONGEST_COMPARATOR = 30
# What says how many without a count.
UNCOUNTED = ("quantifier", "rank", "comparator", "multiple")

_POINTED = "the these those its their his her our my them us whom which".replace(" ", "|")
# Phrases whose numerals count nothing: what is matched, and why it may stand.
IDIOMS: tuple[tuple[str, str], ...] = (
    (rf"one\s+of\s+(?:{_POINTED})", "some member of a group, not a count of it"),
    (r"on\s+(?:the\s+)?one\s+hand", "turn of an argument"),
    (r"one\s+another|one\s+or\s+another|one\s+and\s+the\s+same|one\s+by\s+one", "reciprocal or indefinite"),
    (r"one['’]s", "pronoun for a person in general"),
    (
        r"one\s+(?:might|may|can|could|would|should|must)\s+(?:\w+ly\s+)?(?:suppose|say|think|expect|argue|ask|wonder|"
        r"imagine|assume|object|add|speak|conclude|infer|hope|believe|note)",
        "pronoun for a person in general",
    ),
    (
        r"an?\s+(?:different|new|similar|better|simple|difficult|hard|good|bad|long|old)\s+one|the\s+one\s+(?:who|whom|that)|"
        r"(?:this|that)\s+one(?=[.,;:?!]|\s+(?:is|was|has|had)\b)",
        "pronoun for what was named",
    ),
    (
        r"as\s+one\s+(?:\w+\s+){1,3}?(?:put|puts|said|says|told|recalled|explained|wrote|noted|remarked|observed)",
        "some member of a group who is quoted, not a count of it",
    ),
    (
        r"(?:(?<![\s\S])|(?<=[.;:!?(—]\s)|(?<=,\s)|(?<=[(—]))once\s+(?:he|she|it|they|we|you|the|his|her|their|this|these|"
        r"that|those)\s+(?:\w+\s+){0,3}?(?:had|has|have|was|were|is|are)",
        "conjunction: as soon as",
    ),
    (
        r"(?:had|have|has|having|when\s+(?:he|she|they|it|we))\s+first\s+(?:\w+ed|heard|came|come|met|saw|seen|told|thought|"
        r"gone|went|read|written|begun|began|taken|left|known)",
        "for the first time, a sequence and no rank",
    ),
    (r"half\s+in\s+(?:jest|earnest)|half[\s-](?:asleep|jokingly|forgotten|finished)", "degree"),
    (r"(?:square|day)\s+one", "fixed expression"),
    (
        r"at\s+first(?:\s+(?:sight|glance))?|first\s+of\s+all|first\s+and\s+foremost|in\s+the\s+(?:first|second)\s+place",
        "sequence",
    ),
    (r"first[\s-](?:names?|hand|languages?)|second[\s-](?:hand|languages?|nature|class)", "fixed term"),
    (
        r"(?:first|second|third)-person|in\s+the\s+(?:first|second|third)\s+person(?!\s+(?:to|who|whom|that|of|from|in)\b)",
        "names a form of the verb",
    ),
    (r"second\s+to\s+none|on\s+second\s+thoughts?|none\s+the\s+less|none\s+other\s+than", "fixed expression"),
    (
        r"(?:an?|any|some|safe)\s+third\s+(?:party|country)|third[\s-](?:parties|countries|world)|third-(?:party|country)",
        "somebody or some place else, by a fixed term",
    ),
    (r"(?:first|second)\s+world\s+war|world\s+war\s+(?:one|two|[12])", "name"),
    (r"once\s+(?:again|more|and\s+for\s+all|in\s+a\s+while|upon\s+a\s+time)|at\s+once", "time, not a count"),
    (r"half[\s-](?:brothers?|sisters?|siblings?|hearted|heartedly)", "fixed term"),
    (r"zero[\s-](?:sum|tolerance)", "fixed term"),
    (r"double[\s-](?:standards?|edged|blind|checked|bind|spaced)", "fixed term"),
    (r"(?:one|two)[\s-](?:sided|way|tailed)", "names a form, not a count"),
    (r"single[\s-](?:handed|handedly|minded|parents?|mothers?|fathers?)|single\s+out", "fixed term"),
    (r"married\s+couples?", "two people by their bond"),
    (
        r"(?:ethnic|national|linguistic|religious|sexual|racial)\s+(?:minority|minorities)|"
        r"minority\s+(?:groups?|languages?|rights|status)",
        "names a social group, not a share",
    ),
    (r"(?:living|close)\s+quarters", "place, not a fraction"),
    (
        rf"at\s+(?:the\s+)?(?:very\s+)?least(?!\s+(?:the\s+)?{TRACED})|not\s+least|least\s+of\s+all|to\s+say\s+the\s+least",
        "degree",
    ),
    (r"at\s+the\s+(?:latest|earliest)", "limit of a time that is given elsewhere"),
    (
        r"(?<!the\s)(?<!their\s)most\s+(?:likely|probably|certainly|notably|importantly)|mostly\s+(?:thanks|due|because)",
        "degree, not a share",
    ),
    (r"more\s+(?:means|ways|needs|news|goods)", "not a comparison of counts"),
)
IDIOM = re.compile(rf"(?<![\w])(?:{'|'.join(f'(?:{pattern})' for pattern, _ in IDIOMS)})(?![\w])")


def normal(text: str) -> tuple[str, list[int]]:
    """Return text as the grammar reads it, and for each of its characters the index of the one it came from.

    Invisible characters and what only marks others go; all white space and all compatibility forms (full-width,
    superscript, ½, ﬁ) become plain.
    """
    if text.isascii():
        return text, list(range(len(text)))
    parts: list[str] = []
    origins: list[int] = []
    position = 0
    for match in FOREIGN.finditer(text):
        plain = _plain(match[0])
        parts += [text[position : match.start()], plain]
        origins += [*range(position, match.start()), *[match.start()] * len(plain)]
        position = match.end()
    return "".join([*parts, text[position:]]), [*origins, *range(position, len(text))]


@cache
def _plain(character: str) -> str:
    if character in (TRACED, APART):
        return character
    plain = "".join(c for c in unicodedata.normalize("NFKC", character) if not _unseen(c))
    if unicodedata.category(character) in ("No", "Nl") and not any(c.isdecimal() for c in plain):
        return f"{unicodedata.numeric(character):g}"
    return plain


def _unseen(character: str) -> bool:
    return unicodedata.category(character) in ("Cf", "Mn", "Me") or character in BLANK


def find(text: str) -> list[Numeral]:
    """Return the numerals of a text in its order, none overlapping another; the text is as `normal` returns it."""
    text = text if text.isascii() else FOREIGN.sub(lambda match: _latin(match[0]), text)
    low = text.lower() if len(text.lower()) == len(text) else "".join(c.lower()[:1] for c in text)
    found = _joined(low, sorted([*_words(low), *_spelled(low), *_figures(low)], key=lambda n: n.start))
    found += [*_romans(text), *_ideographic(text)]
    for kind, needles, pattern, cased in PHRASES:
        read = text if cased else low
        if any(needle in read for needle in needles):
            found += [Numeral(*match.span(pattern.groups), kind) for match in pattern.finditer(read)]
    if TRACED in low:
        found += [Numeral(*match.span(), "comparator") for match in BESIDE_TRACED.finditer(low)]
        found += [Numeral(*match.span(), "glued") for match in GLUED.finditer(text)]
    widest = _widest(found)
    idioms = [match.span() for match in IDIOM.finditer(low)] if widest else []
    return [
        numeral if numeral.kind != "date" else replace(numeral, value=_day(text[numeral.start : numeral.end]))
        for numeral in widest
        if not any(start <= _begin(low, numeral) and numeral.end <= end for start, end in idioms)
    ]


@cache
def _latin(character: str) -> str:
    """Return the Latin letter that a character looks like, or else the character."""
    base = unicodedata.normalize("NFD", character)[0].translate(LOOKALIKES)
    letter = LATIN.fullmatch(unicodedata.name(base, ""))
    return (letter[1] if base.isupper() else letter[1].lower()) if letter else base if base.isascii() else character


def _words(low: str) -> Iterator[Numeral]:
    """Yield each word of quantity; a word made of several stands as their compound."""
    for match in WORD.finditer(low):
        if meaning := _meaning(match[0]):
            yield Numeral(*match.span(), *meaning)


@cache
def _meaning(word: str) -> tuple[str, Value | None] | None:
    """Return the kind and value of a word of quantity, None for any other word."""
    if word in LEXICON:
        return LEXICON[word]
    if HANGUL.fullmatch(word):
        return "cardinal", None
    if (stem := re.fullmatch(r"(\w+?)(?:ish|something|odd)", word)) and LEXICON.get(stem[1], ("",))[0] == "cardinal":
        return "cardinal", None
    parts = SEVERAL.findall(word)
    if not parts or "".join(parts) != word:
        return None
    meanings = [LEXICON[part] for part in parts]
    return meanings[-1][0], _sum([value for _, value in meanings])


def _spelled(low: str) -> Iterator[Numeral]:
    """Yield each word of quantity whose letters stand apart."""
    for match in APART_LETTERS.finditer(low):
        at = [index for index in range(*match.span()) if low[index].isalpha()]
        word = "".join(low[index] for index in at)
        for found in SEVERAL.finditer(word):
            yield Numeral(at[found.start()], at[found.end() - 1] + 1, *LEXICON[found[0]])


def _romans(text: str) -> Iterator[Numeral]:
    """Yield each Roman numeral that stands before a word and is no part of a name."""
    for match in ROMAN.finditer(text):
        if not NAMED.search(text[: match.start()]):
            yield Numeral(*match.span(), "cardinal")


def _ideographic(text: str) -> Iterator[Numeral]:
    """Yield each number in ideographs."""
    if not text.isascii():
        masked = IDEOGRAPH.sub(lambda match: match[0] if unicodedata.numeric(match[0], None) is None else "\0", text)
        for match in IDEOGRAPHIC.finditer(masked):
            yield Numeral(*match.span(), "cardinal")


def _figures(text: str) -> Iterator[Numeral]:
    """Yield each run of digits."""
    for match in DIGITS.finditer(text):
        written = match[0]
        kind = "percentage" if written.rstrip().endswith(("%", "‰")) else "digits"
        plain = written.rstrip("%‰ ").replace(",", "")
        value: Value | None = written
        if re.fullmatch(r"\d+(?:st|nd|rd|th)", plain):
            kind, plain = "ordinal", plain[:-2]
        if re.fullmatch(r"\d+s", plain):
            kind, plain = "decade", plain[:-1]
        with suppress(ValueError):
            value = int(plain) if plain.isdecimal() else float(plain)
        if kind == "percentage":
            value = value / 100 if isinstance(value, int | float) else None
        yield Numeral(*match.span(), kind, value)


def _joined(text: str, found: list[Numeral]) -> list[Numeral]:
    """Return numerals with those that make one another's compound joined: twenty-six, two and a half, one in four."""
    joined: list[Numeral] = []
    values: list[Value | None] = []
    for numeral in found:
        if joined and (kind := _bond(joined[-1], numeral, text[joined[-1].end : numeral.start])):
            value = _fraction(_sum(values), numeral.value) if kind == "fraction" else _sum([*values, numeral.value])
            values = [value] if kind == "fraction" else [*values, numeral.value]
            joined[-1] = Numeral(joined[-1].start, numeral.end, kind, value)
        else:
            values = [numeral.value]
            joined.append(numeral)
    return [_measured(text, numeral) for numeral in joined]


def _bond(left: Numeral, right: Numeral, between: str) -> str:
    """Return the kind of the compound that two numerals make, empty if they make none."""
    counts = ("cardinal", "digits", "collective")
    if TIGHT.fullmatch(between):
        if left.kind == "digits" and right.kind == "cardinal" and right.value in range(100):
            return ""  # two columns of a table, say; 8.5 million is one numeral, 8 five are two
        joins = left.kind in counts and right.kind in (*counts, "ordinal", "fraction", "decade", "factor")
        return right.kind if joins and right.kind != "digits" else ""
    if AND.fullmatch(between):
        if right.kind == "fraction" and left.kind in counts:
            return "fraction"
        scaled = isinstance(left.value, int) and left.value >= 100 and left.kind == "cardinal"
        return right.kind if scaled and right.kind in ("cardinal", "ordinal") else ""
    if A.fullmatch(between):
        return "collective" if (left.kind, right.kind) == ("fraction", "collective") else ""
    if OF.fullmatch(between):
        if left.kind == right.kind == "collective":
            return "collective"
        return "fraction" if left.kind == right.kind == "cardinal" else ""
    return ""


def _measured(text: str, numeral: Numeral) -> Numeral:
    """Return a numeral with the percent or the times that follow it."""
    if numeral.kind in ("cardinal", "digits"):
        if match := PERCENT.match(text, numeral.end):
            value = numeral.value / 100 if isinstance(numeral.value, int | float) else None
            return Numeral(numeral.start, match.end(), "percentage", value)
        if match := TIMES.match(text, numeral.end):
            return Numeral(numeral.start, match.end(), "factor", numeral.value)
    return numeral


def _begin(low: str, numeral: Numeral) -> int:
    """Return where a numeral begins with the comparator before it: "only one of the" is not the idiom "one of the"."""
    begin = max(0, numeral.start - LONGEST_COMPARATOR)
    match = BEFORE_NUMERAL.search(low[begin : numeral.start])
    return begin + match.start() if match else numeral.start


def _widest(found: list[Numeral]) -> list[Numeral]:
    """Return the numerals without those that lie in a wider one; of two that overlap, the later is cut off.

    A phrase of quantity or rank ends before a count in it ("more of them, 77, than any other"); "no one" has none.
    """
    kept: list[Numeral] = []
    for numeral in sorted(found, key=lambda n: (n.start, -n.end, n.kind not in ("date", "comparator"))):
        if not kept or numeral.start >= kept[-1].end:
            kept.append(numeral)
        elif (
            kept[-1].kind in UNCOUNTED
            and numeral.kind not in UNCOUNTED
            and (numeral.value, numeral.end)
            != (
                1,
                kept[-1].end,
            )
        ):
            kept[-1:] = [replace(kept[-1], end=numeral.start), numeral] if numeral.start > kept[-1].start else [numeral]
        elif numeral.end > kept[-1].end:
            kept[-1] = replace(kept[-1], end=numeral.end)
    return kept


def _sum(values: list[Value | None]) -> Value | None:
    """Return what number words mean in a row: two thousand three hundred six is 2306; None where they do not add up."""
    total: float = 0
    current: float = 0
    for value in values:
        if not isinstance(value, int | float):
            return None
        if value >= 1000 and not value % 1000:
            total, current = total + (current or 1) * value, 0
        else:
            current = (current or 1) * value if value == 100 else current + value
    return total + current


def _fraction(left: Value | None, right: Value | None) -> Value | None:
    """Return what two number words mean as a fraction: two thirds, two and a half, one in four."""
    if not isinstance(left, int | float) or not isinstance(right, int | float) or not right:
        return None
    return left + right if right == 0.5 else left * right if right < 1 else left / right


def _day(written: str) -> Value | None:
    """Return a spelled date as ISO: May 8, 2002 is 2002-05-08; None if there is no year."""
    if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", written):
        return written
    months = [number for number, month in enumerate(MONTHS, start=1) if month in written]
    year, day = re.search(r"\d{4}", written), re.search(r"(?<!\d)\d{1,2}(?!\d)", written)
    if not months or not year:
        return None
    return f"{year[0]}-{months[0]:02}" + (f"-{int(day[0]):02}" if day else "")


def spaced(text: str) -> str:
    """Return text with each run of white space as one space."""
    return " ".join(text.split())
