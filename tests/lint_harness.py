"""Measure the lint: plant untraced numbers of every class in the real manuscript, and count which of them it catches.

usage: .venv/bin/python tests/lint_harness.py [--write]

Prints the table that stands in docs/reviewer.md between its two marks; `--write` puts it there. The plants are drawn at
random from a fixed seed, so the table is the same each time; another seed can be given as SEED=7 in the environment.
A place where a plant and its neighbours make an idiom is drawn again. A plant is caught when the words that a fault
names, at its line and column, are those planted or overlap them.
"""

import os
import random
import re
import sys
from collections import Counter
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import cache
from itertools import count
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path[:0] = [str(ROOT / "workflow"), str(ROOT / "tests")]

from study.claims import claims  # noqa: E402
from study.parts import entries, strategies  # noqa: E402
from traced.core import english  # noqa: E402
from traced.core.fault import Fault, Faults  # noqa: E402
from traced.lint import idioms, lexicon, phrases  # noqa: E402
from traced.lint.exemptions import parse_exemptions  # noqa: E402
from traced.lint.grammar import find_numerals, foreign_words, normalized  # noqa: E402
from traced.lint.lint import document_faults, template_faults, unused_exemptions  # noqa: E402
from traced.lint.prose import running_texts  # noqa: E402
from traced.lint.template_text import extract_text  # noqa: E402
from traced.manuscript.document import parse_markdown  # noqa: E402
from traced.manuscript.table import Table  # noqa: E402
from unit import builders  # noqa: E402

TEMPLATE = "manuscript/paper.md.j2"
EXEMPTIONS = "manuscript/exemptions.yaml"
FIGURES = tuple(path.stem for path in (ROOT / "workflow/study/figures").glob("[a-z]*.py") if path.stem != "style")
PAGE = ROOT / "docs/reviewer.md"
BEGIN, END = "<!-- lint: begin -->", "<!-- lint: end -->"
SEED, EACH, BATCHES, SAMPLED = int(os.environ.get("SEED", "20200219")), 3, 20, 2


# Written down by themselves, so that the grammar is measured by another list than its own.
COMPARATORS = (
    "at least|at most|at the very least|more than|fewer than|less than|no fewer than|not more than|little more than|"
    "older than|exactly|precisely|nearly|almost|approximately|roughly|circa|about|around|over|well over|just over|"
    "under|above|below|beyond|up to|upwards of|close to|in excess of|short of|a mere|a full|a maximum of|"
    "a minimum of|merely|fully|only|just|barely|hardly|virtually|practically|as many as|as few as|some|not|not even|"
    "just under|an estimated|in the region of|all but"
).split("|")


def _drawn(*forms: str) -> Callable[[random.Random], str]:
    return lambda draw: draw.choice(forms)


# What is planted, by class.
CLASSES: dict[str, Callable[[random.Random], str]] = {
    "digits": lambda draw: draw.choice(
        [
            str(draw.randrange(2, 99_999)),
            f"{draw.randrange(1000, 10**7):,}",
            f"{draw.uniform(0, 99):.1f}",
            "33(1)",
            "２６",
        ]
    ),
    "cardinals": lambda draw: english.cardinal(draw.randrange(0, 20)),
    "compound cardinals": lambda draw: english.cardinal(
        draw.choice([draw.randrange(21, 30), draw.randrange(31, 10_000)])
    ).replace("-", draw.choice(["-", " ", "", "‑"])),
    "ordinals": lambda draw: draw.choice(
        [english.ordinal(draw.randrange(1, 120)), f"{draw.randrange(4, 20)}th", "21st"]
    ),
    "fractions": _drawn(
        *("half", "a quarter", "two thirds", "three-fifths", "½", "one in four", "two out of three", "halves"),
        *("exactly half", "more than half", "fewer than half", "nearly three quarters", "two and a half"),
    ),
    "percentages": lambda draw: draw.choice([f"{draw.randrange(1, 100)}%", "53.8 %", "ninety percent", "12 per cent"]),
    "multiples": _drawn("once", "twice", "thrice", "doubled", "tripled", "halved", "quadrupling", "septupled"),
    "counted multiples": _drawn(
        *("threefold", "two-fold", "four times", "19 times", "2.5 times as many", "26-fold", "a hundredfold"),
    ),
    "collectives": _drawn(
        *("a dozen", "dozens", "a couple", "a pair", "hundreds", "several thousand", "tens of thousands", "a handful"),
        *(
            "fourscore",
            "a centenary",
            "an octogenarian",
            "the upper quartile",
            "trilateral",
            "twentyish",
            "thirtysomething",
        ),
        *("scores of", "a decade", "half a dozen", "millions"),
    ),
    "decades": _drawn("the 1990s", "the mid-nineties", "the late 1980s", "her forties", "the ’70s", "their teens"),
    "dates": _drawn(
        *("May 8, 2002", "November 2002", "2002-05-08", "8 May 2002", "in March", "the eighth of May", "December"),
        *("July 22nd, 2019", "since September"),
    ),
    "quantifiers": _drawn(
        *("most", "a majority", "the majority", "none", "nobody", "no one", "all but one", "not a single", "the only"),
        *(
            "fewer",
            "mostly",
            "a minority",
            "the greater part",
            "the bulk of",
            "an equal number of",
            "more participants",
        ),
        *("nearly all", "almost everyone", "hardly any", "not a soul", "all except her", "everyone but her"),
        *("every other guide", "the overwhelming share", "a preponderance", "the same proportion", "countless guides"),
        *("more often than not", "as a rule", "by and large", "a single", "predominantly", "the sole"),
    ),
    "ranks": _drawn(
        *("the smallest share", "the largest", "the earliest", "the fewest", "the highest", "the least", "the oldest"),
        *("the eldest", "the rarest", "the peak year", "the median", "the penultimate", "the last to leave"),
        *("the second person to leave", "their number one destination", "the most likely reason", "the top reason"),
        *("the second-largest", "more frequently than any other", "most frequently", "foremost"),
    ),
    "counts in ranks": _drawn(
        *("more people, 77 of them, than any other", "less often by seventeen than any other", "more hundreds"),
        *("more by half than all others", "a good half", "more frequently, or four times, than any other"),
    ),
    "comparators": lambda draw: draw.choice(
        [
            *(f"{comparator} {draw.choice([NUMBER, f'the {NUMBER}'])}" for comparator in COMPARATORS),
            *(f"{NUMBER} {comparator}" for comparator in ("or more", "or so", "at least", "at most", "and counting")),
        ]
    ),
    "typed references": lambda draw: draw.choice([f"Table {draw.randrange(1, 9)}", "Figure II", "Section 4.1"]),
    "cut traces": lambda draw: (
        f"{{{{ (participants.total | words){draw.choice(['[:7]', '[2]', ' | first', ' | upper', '.title()'])} }}}}"
    ),
    "bare values": _drawn("{{ 17 }}", "{{ 8 + 9 }}", '{{ "aaaaa" | length }}', "{{ participants.total.value }}"),
    "glued": lambda draw: draw.choice(
        [
            *(f"{NUMBER}{tail}" for tail in ("teen", "**teen**", "_teen_", "ty", "-ty", "fold", "-fold", "ths")),
            *(f"{DIGITS}{sign}{DIGITS}" for sign in ("", ".", ",", "/", ":", "-", "⁄")),
            *(f"{DIGITS}^{DIGITS}^", f"-{DIGITS}", f"−{DIGITS}", f".{DIGITS}", f"minus {NUMBER}", f"{DIGITS}^th^"),
        ]
    ),
    "magnitudes": lambda draw: (
        f"{DIGITS}{draw.choice(['M', 'k', ' k', ' bn', ' per cent', ' percent', '-percent', 's', '’s', ' BC', '+'])}"
    ),
    "other spellings": _drawn(
        "Ⅻ", "the XVII guides", "the xvii guides", "were II in all", "were V people", "２６", "twen\u00adty"
    ),
    "other scripts": _drawn("семь", "sеvеn", "επτά", "十七", "三人", "열일곱", "이십 명"),
    "cited counts": lambda draw: draw.choice(
        [
            "[@kato2019, {} guides]",
            "[@kato2019, p. 65, {} guides]",
            "[@kato2019, {}-99 guides]",
            "@kato2019 [{} guides]",
        ]
    ).format(draw.randrange(10, 99)),
    "titles": lambda draw: draw.choice(
        ['[so]{{title="{} guides"}}', '`so`{{aria-label="{} guides"}}', "[{} guides](https://example.org){{.uri}}"]
    ).format(draw.randrange(100, 999)),
    "HTML and mathematics": lambda draw: draw.choice(
        ["<b>{}</b>", "<abbr title='{} guides'>so</abbr>", "${}^2$"]
    ).format(draw.randrange(100, 999)),
}
NUMBER, DIGITS = "{{ participants.total | words }}", "{{ participants.total | digits }}"

# What must pass: idioms, names, and words that only look like numbers or have one inside.
PASSING = (
    "One of the reasons is known.",
    "She was one of the many who stayed.",
    "On the one hand it rained, on the other it did not.",
    "They helped one another.",
    "To lose one's way is easy.",
    "At first they hesitated, then they left once more.",
    "First of all, and in the first place, it was cold.",
    "First and foremost, they wanted to live.",
    "This was second nature to her, a second-hand account at first sight.",
    "Their zeal was second to none; nonetheless, nothing came of it.",
    "He went to a third country by way of a third party.",
    "World War II, the Second World War and the Cold War shaped the region.",
    "Elizabeth II and John XXIII had no part in it.",
    "World War II veterans and World War Ⅱ memories, Louis XIV ruled.",
    "Then (ii) the mix of a CD, a CV, a DC motor and an ML model, then (iii) the civil and vivid ill will.",
    "Chōsen, naïve cafés, façade, Zoë, Ångström, Chʻoe Sŭng-hŭi and the Ørsted prize.",
    "J. O. N. Smith and A. B. C. Jones, i. e. the authors.",
    "Once again, and at once, the police came.",
    "A half-brother gave a half-hearted answer.",
    "It was no zero-sum game but a double standard.",
    "A one-sided account of a one-way street.",
    "A single mother was singled out.",
    "A married couple lived there.",
    "An ethnic minority has minority rights.",
    "The living quarters of headquarters were plain.",
    "At least in part, and not least by chance, it worked.",
    "They arrived at the latest in the evening.",
    "It is most likely, and most importantly, true.",
    "This was mostly due to the weather.",
    "Someone, anyone and everyone often attends to weight, height and freight.",
    "A tense, lonely, unique and universal moment; the network bone of contention.",
    "Some, several, many and a few participants answered, both before and after.",
    "All participants, every participant, and no participant in either group.",
    "Each of them, neither of them, another and the other.",
    "A quarterly journal on the pairing of firsthand and secondhand sources.",
    "They may march in the autumn; may they return.",
    "More or less precise, more precarious, and no more careless than before.",
    "A semi-structured, bilateral, annual and biweekly meeting.",
    "The stone, the throne, the phone and the tone alone.",
    "Attention, retention, intention: a tent, a tenant and a tendency.",
    "Yesterday the forth bridge was begun henceforth.",
    "They decided on the tenth floor's tenants.".replace("tenth", "upper"),
)

# Honest prose of another hand than the manuscript's, on other matters: each fault in it is a false alarm. The number in
# it is traced, and stands in the forms in which a number may.
PROSE = """
The harbor had silted up long before the railway came. Fishing went on, but the boats had to wait for the tide, and the
young people looked for work inland. Once the canning factory was closed, the town lost its market as well. In those
days, as one resident put it, you could hear the clock from any street. Those who remained kept gardens, mended nets,
and rented rooms to visitors in the summer. A schoolteacher collected their stories. She had first heard them from her
grandmother, and she wrote them down at once, without asking whether anybody would ever read them.

One might suppose that such a collection tells us little about economic change. The opposite is true. Letters, account
books and songs describe the same events from different sides, and where they contradict one another, the historian has
to ask why. On the one hand, a ledger records what was paid; on the other, a diary records what was promised. Neither is
complete. To compare them is slow work, and at first it leads nowhere. After some weeks, however, patterns appear: who
lent to whom, which families moved together, and how news of a vacancy in the city traveled along the coast.

It would be wrong to treat the town as typical. Other harbors had deeper water or a richer hinterland, and their history
is a different one. Still, the sources allow a comparison with {{ participants.total | words }} places on the same
coast. In {{ background.japan_defeat | digits }} the road was widened, which changed the direction of trade. Many shops
moved uphill; several went out of business. The museum, which was founded by volunteers, now keeps the papers in a dry
room above the library. Half in jest, its keeper calls herself the last resort of lost causes. She knows her readers by
name. Each of them signs a book, and every visitor is shown the view from the window.

What can be learned from all this? First of all, that decline is seldom sudden. Households adapt, borrow, and postpone.
Children are sent to relatives; a field is sold; a letter is written to an uncle overseas. In the second place, that
memory follows its own order. People recall the smell of tar and the color of a sail, but not the price of bread. Both
kinds of knowledge matter. A chronicle that left out the smell would be as poor as a song that left out the price. For
this reason the edition prints the documents in full and adds a commentary in which doubtful readings are marked, so
that anyone who wishes to disagree can see on what the argument rests.
"""

# Where it is planted: how the plant is dressed, with {} for it, and the kind of line that it goes into.
PLACES: dict[str, tuple[str, str]] = {
    "prose": (" {} ", "prose"),
    "line end": (" {}\n", "prose"),
    "emphasis": (" *{}* ", "prose"),
    "quotation": (' "{}" ', "prose"),
    "footnote": ("^[Counted by {} people.] ", "prose"),
    "link": (" [{}](https://example.org) ", "prose"),
    "before a citation": (" [{} by @kato2019] ", "prose"),
    "after a locator": (" [@betts2014, p. 65, with {} cases] ", "prose"),
    "heading": (" {} ", "heading"),
    "caption": (" {} ", "caption"),
    "alternative text": (" {} ", "alternative"),
    "table note": (" {} ", "note"),
    "table cell": (" {} ", "cell"),
    "title": (" {} ", "title"),
    "branch taken": (" {{% if motives.types.value > 0 %}}{}{{% endif %}} ", "prose"),
    "branch not taken": (" {{% if motives.types.value < 0 %}}{}{{% endif %}} ", "prose"),
    "other branch": (" {{% if motives.types.value > 0 %}}so{{% else %}}{}{{% endif %}} ", "prose"),
    "loop": (" {{% for year in entries.gap %}}in {} parts {{% endfor %}}", "prose"),
    "string": (' {{{{ "{}" }}}} ', "prose"),
    "agreement": (' {{{{ participants.total | noun("{} man", "{} men") }}}} ', "prose"),
    "claim": (' {{% call claim("motives.survival_is_rarest") %}}for {} reasons{{% endcall %}} ', "prose"),
}
CLAIMED = {"quantifiers", "ranks", "multiples"}
# A plant that holds quotation marks, tags or spans cannot stand inside a string, and a cell holds no markup.
BARE = {"string", "agreement", "table cell", "caption", "title"}
SPANS = {"cited counts", "titles", "HTML and mathematics"}
# The template stops at these, so they are planted one by one. Where it does not get to them, they print nothing.
REFUSED = {"cut traces", "bare values"}
MARKED = SPANS | REFUSED | {"comparators", "glued", "magnitudes"}


@dataclass(frozen=True)
class Plant:
    """An untraced number: its class, its place, and the text."""

    kind: str
    place: str
    text: str


@dataclass(frozen=True)
class Outcome:
    """What came of a batch of plants: which were caught, and the faults that no plant explains."""

    caught: tuple[tuple[Plant, bool], ...]
    strays: tuple[Fault, ...]


def plants() -> list[Plant]:
    """Return all plants, some of each class in each place where it can stand."""
    draw = random.Random(SEED)
    return [
        Plant(kind, place, make(draw))
        for kind, make in CLASSES.items()
        for place in PLACES
        if not (place in BARE and kind in MARKED)
        and not (place == "claim" and kind in CLAIMED)
        and not (kind in SPANS and place in ("link", "after a locator"))
        and not (kind == "cited counts" and place == "before a citation")
        and not (kind == "other scripts" and place == "table cell")
        and not (kind in REFUSED and place in ("branch not taken", "other branch"))
        for _ in range(1 if place == "title" else EACH)
    ]


@cache
def source() -> str:
    """Return the template."""
    return (ROOT / TEMPLATE).read_text("utf-8")


@cache
def tables() -> dict[str, Table]:
    """Return the tables of the study."""
    shipped = builders.shipped()
    return {
        "strategies": strategies.table(builders.typology_of(shipped)),
        "entries": entries.table(builders.statistics_of(shipped)),
    }


def inspect(template: str, cells: dict[str, Table]) -> list[Fault]:
    """Return the faults of a template, as the build finds them."""
    try:
        filled = builders.renderer(TEMPLATE, template, cells, FIGURES).render()
    except Faults as refused:
        return list(refused.faults)
    own = extract_text(TEMPLATE, template)
    exempt, faults = parse_exemptions(EXEMPTIONS, (ROOT / EXEMPTIONS).read_text("utf-8"))
    texts = running_texts(parse_markdown(filled.markdown))
    return [
        *faults,
        *template_faults(TEMPLATE, own, builders.ledger(), claims.places(), exempt),
        *document_faults(TEMPLATE, own, texts, filled.outputs, builders.ledger(), exempt),
        *unused_exemptions(EXEMPTIONS, exempt, own, texts),
    ]


TAG = re.compile(r"\{[{%#].*?[#%}]\}|\[[^\]]*\](?:\([^)]*\))?(?:\{[^}]*\})?|\([^)]*\)|@\w+", re.DOTALL)


@cache
def spots() -> dict[str, list[int]]:
    """Return the spaces of the template into which a plant can go, by kind of line."""
    found: dict[str, list[int]] = {kind: [] for kind in ("prose", "heading", "caption", "alternative", "note", "title")}
    text = source()
    free = list(text)
    for match in TAG.finditer(text):
        free[match.start() : match.end()] = "\0" * len(match[0])
    taken = list(_protected(text))
    offset, inside, front = 0, "", 0
    for line in text.splitlines(keepends=True):
        front += line == "---\n"
        opened = re.match(r"\{% set (alt|note) %\}", line)
        inside = {"alt": "alternative", "note": "note"}[opened[1]] if opened else "" if "endset" in line else inside
        kind = _kind(line, inside, front)
        captioned = re.search(r"(?:table|figure)\(\"\w+\", \"([^\"]*)\"", line)
        start, end = (captioned.start(1), captioned.end(1)) if captioned else (0, len(line) - 1)
        for at in range(offset + start, offset + end):
            spaced = free[at] == " " if not captioned else text[at] == " "
            quotes = kind != "title" or text.index('"', offset) < at
            # After a number, "more participants" would add to it.
            if (
                kind
                and spaced
                and quotes
                and text[at - 1] != "}"
                and at > offset + 2
                and not any(a <= at < b for a, b in taken)
            ):
                found[kind].append(at)
        offset += len(line)
    return found


def idiomatic(at: int, plant: Plant) -> bool:
    """Tell whether a plant and its neighbours make a fixed phrase ("once" and "more"), or compare by themselves."""
    dressed = re.sub(r"\{\{%.*?%\}\}|\{{4}|\}{4}|[*\"\[^(,]", " ", PLACES[plant.place][0])
    before, _, after = f"{source()[at - 20 : at]} {dressed} {source()[at : at + 20]}".lower().rpartition("{}")
    planted = plant.text.replace(NUMBER, lexicon.TRACED).lower()
    if plant.text.startswith(("{{", "[")) and phrases.BEFORE_NUMERAL.search(before):
        return True
    grown, _ = normalized(" ".join(f"{before}{planted}{after}".split()))
    return any(planted in m[0] or m[0] in planted for m in idioms.IDIOM.finditer(grown))


@cache
def line_of(offset: int) -> int:
    """Return the line of a place in the template, from 0."""
    return source().count("\n", 0, offset)


def unconditional(at: int) -> bool:
    """Tell whether a place of the template is printed whatever the data are."""
    return source().count("{% if", 0, at) == source().count("{% endif", 0, at)


def _kind(line: str, inside: str, front: int) -> str:
    if front < 2:
        return "title" if line.startswith("title:") else ""
    if re.match(r"\{\{ (?:table|figure)\(\"\w+\", \"", line):
        return "caption"
    if line.startswith("#"):
        return "heading"
    if line.startswith(("{%", ":::", "---")) and not re.search(r"%\}.*\w.*\{%", line):
        return ""
    return (inside or "prose") if line.strip() else ""


def _protected(text: str) -> Iterator[tuple[int, int]]:
    """Yield where no plant may go: claims, in which words of quantity are allowed, phrases that are exempt, idioms."""
    for match in idioms.IDIOM.finditer(text.lower()):
        yield match.span()
    for match in re.finditer(r"\{% call\b.*?endcall %\}\n?", text, re.DOTALL):
        yield match.span()
    for words_of in re.findall(r"words: (.+)", (ROOT / EXEMPTIONS).read_text("utf-8")):
        for match in re.finditer(r"\s+".join(map(re.escape, words_of.split())), text):
            yield match.span()


def sow(batch: list[Plant], seed: int) -> Outcome:
    """Plant a batch, each in another line, and return what the lint says."""
    draw = random.Random(seed)
    lines_used: set[int] = set()
    chosen: list[tuple[int, Plant]] = []
    cells = dict(tables())
    in_cells: list[Plant] = []
    for plant in batch:
        kind = PLACES[plant.place][1]
        if kind == "cell":
            in_cells.append(plant)
            continue
        free = [at for at in spots()[kind] if line_of(at) not in lines_used]
        free = [at for at in free if plant.kind not in REFUSED or unconditional(at)]
        at = draw.choice(free)
        for _ in range(20):
            at = draw.choice(free) if idiomatic(at, plant) else at
        lines_used.add(line_of(at))
        chosen.append((at, plant))
    for plant in in_cells:
        name = draw.choice(sorted(cells))
        cells[name] = _with_cell(cells[name], plant.text, draw)
    template, expected = _grown(sorted(chosen, key=lambda pair: pair[0]))
    faults = inspect(template, cells)
    caught: list[tuple[Plant, bool]] = []
    explained: set[Fault] = set()
    begins = [0, *(match.end() for match in re.finditer("\n", template))]
    at_faults = {
        fault: begins[fault.place.row - 1] + int(fault.column) - 1 for fault in faults if fault.place.file == TEMPLATE
    }
    for plant, spans in expected:
        hits = {f for f, at in at_faults.items() if any(s < at + len(quoted(f)) and at < e for s, e in spans)}
        caught.append((plant, bool(hits)))
        explained |= hits
    for plant in in_cells:
        hits = {fault for fault in faults if "in a cell" in fault.problem and _within(fault, plant.text)}
        caught.append((plant, bool(hits)))
        explained |= hits
    return Outcome(tuple(caught), tuple(fault for fault in faults if fault not in explained))


def _within(fault: Fault, text: str) -> bool:
    return bool(quoted(fault)) and quoted(fault).lower() in normalized(text)[0].lower()


def quoted(fault: Fault) -> str:
    """Return the words that a fault names."""
    words_of = re.search(r'"(.+)"', fault.problem)
    return words_of[1] if words_of else ""


def _with_cell(table: Table, text: str, draw: random.Random) -> Table:
    """Return a table with text put into one of its cells."""
    rows = [list(row) for row in table.rows]
    row, column = draw.randrange(len(rows)), draw.randrange(len(table.columns))
    rows[row][column] = (*rows[row][column], f"; {text}, ")
    return replace(table, rows=tuple(tuple(row) for row in rows))


def _grown(chosen: list[tuple[int, Plant]]) -> tuple[str, list[tuple[Plant, list[tuple[int, int]]]]]:
    """Return the template with its plants, and where the text of each stands."""
    grown, last = "", 0
    expected: list[tuple[Plant, list[tuple[int, int]]]] = []
    for at, plant in chosen:
        grown += source()[last:at]
        spans = []
        dress = PLACES[plant.place][0].replace("{}", "\0").replace("{{", "{").replace("}}", "}")
        text = plant.text
        if plant.place == "line end":
            text = re.sub(r"(?<=-)|(?<=\w) ", "\n", text, count=1) if "{{" not in text else text
        for piece in re.split("(\0)", dress):
            if piece == "\0":
                spans.append((len(grown), len(grown) + len(text)))
                piece = text
            grown += piece
        expected.append((plant, spans))
        last = at + 1
    return grown + source()[last:], expected


def batches() -> list[list[Plant]]:
    """Return the plants in batches that mix classes and places, with as many of each kind of line in each."""
    draw = random.Random(SEED)
    every = plants()
    mixed = [plant for plant in every if plant.kind not in REFUSED]
    draw.shuffle(mixed)
    mixed.sort(key=lambda plant: PLACES[plant.place][1])
    return [*(mixed[n::BATCHES] for n in range(BATCHES)), *([plant] for plant in every if plant.kind in REFUSED)]


def outcomes(planted: list[list[Plant]]) -> list[Outcome]:
    """Return what came of batches of plants."""
    with ThreadPoolExecutor() as pool:
        return list(pool.map(sow, planted, count(SEED)))


def sample() -> list[list[Plant]]:
    """Return a few batches of each kind, which take seconds."""
    every = batches()
    return [*every[:SAMPLED], *every[-SAMPLED:]]


def measure(results: list[Outcome]) -> str:
    """Return the table of what was caught by class, and what was called a fault without being one."""
    tried = [pair for outcome in results for pair in outcome.caught]
    planted = Counter(plant.kind for plant, _ in tried)
    caught = Counter(plant.kind for plant, hit in tried if hit)
    clean = parse_markdown(builders.renderer(TEMPLATE, source(), tables(), FIGURES).render().markdown)
    length = sum(len(run.text.split()) for run in running_texts(clean))
    alarms = 1000 * len(inspect(source(), tables())) / length
    foreign = inspect(f"{source()}\n\n{PROSE}", tables())
    strays = sum(len(outcome.strays) for outcome in results)
    passed = sum(not (find_numerals(text) or any(foreign_words(text))) for text in PASSING)
    rows = [f"| {kind} | {planted[kind]} | {caught[kind]} | {share(caught[kind], planted[kind])} |" for kind in CLASSES]
    total = f"| **all** | {len(tried)} | {sum(caught.values())} | {share(sum(caught.values()), len(tried))} |"
    return "\n".join(
        [
            "| class | planted | caught | share |",
            "|---|---:|---:|---:|",
            *rows,
            total,
            "",
            f"Planted in {len(PLACES)} kinds of places: {', '.join(PLACES)}.",
            f"False alarms per thousand words of the manuscript as it is: {alarms:g}.",
            f"False alarms in {len(PROSE.split())} words of other honest prose: {len(foreign)}.",
            f"Faults that no plant explains: {strays}.",
            f"Sentences of idioms, names and words that merely contain a number word: {passed} of {len(PASSING)} pass.",
        ]
    )


def share(part: int, whole: int) -> str:
    """Return a share as a percentage that is 100 only when it is all."""
    return "100%" if part == whole else f"{1000 * part // whole / 10}%"


def section() -> str:
    """Return what docs/reviewer.md has between the marks."""
    return PAGE.read_text("utf-8").partition(BEGIN)[2].partition(END)[0].strip()


def main(arguments: list[str]) -> None:
    """Print the table and every miss, or write the table into the PAGE."""
    results = outcomes(batches())
    table = measure(results)
    print(table)
    for outcome in results:
        for plant, hit in outcome.caught:
            if not hit:
                print(f"missed: {plant}", file=sys.stderr)
        for fault in outcome.strays:
            print(f"no plant explains: {fault}", file=sys.stderr)
    if "--write" in arguments:
        text = PAGE.read_text("utf-8")
        before, _, rest = text.partition(BEGIN)
        PAGE.write_text(f"{before}{BEGIN}\n{table}\n{END}{rest.partition(END)[2]}", "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
