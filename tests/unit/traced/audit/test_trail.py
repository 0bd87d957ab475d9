"""Trails: the evidence for a number, and the way back from a record to the numbers that rest on it."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.tables import VALUES
from traced.audit.trail import AS_IT_IS, Evidence, Trails, name_hint, record_hint
from traced.core.record import Record
from traced.ledger.quantity import STATUS_MEANING
from traced.ledger.style import search_texts, value_in_words
from unit.builders import SYNTHETIC, row, shipped

CODE = '''"""SYNTHETIC."""

def helper():
    return 1


@part.number("total", unit="participants")
@cached
def total(cases):
    """participants."""
    return 3
'''
CODINGS = f"{SYNTHETIC}/codings.csv"
RECORDS = (
    row("codings", line=2, participant="SYNTHETIC-1", variable="reason", value="survival", page="7", evidence=""),
    row("codings", line=3, participant="SYNTHETIC-2", variable="reason", value="freedom", page="", evidence="left"),
    row("codings", line=4, participant="SYNTHETIC-2", variable="sex", value="male", page="8", evidence=""),
    row("routes", line=2, basis="reported", **{"from": "a", "to": "b"}),
    row("notes", line=2, basis="cited", text="SYNTHETIC"),
)


def entry(value: Any = 3, unit: str = "participants", **changes: Any) -> dict[str, Any]:
    """Return a SYNTHETIC row of the ledger."""
    plain = {
        "value": value,
        "low": value,
        "high": value,
        "unit": unit,
        "status": "recomputed",
        "qualifier": "",
        "definition": "SYNTHETIC participants",
        "rule": "part",
        "code": "workflow/study/part.py:7",
        "records": [RECORDS[0].id, RECORDS[1].id],
        "of": [],
        "used": [],
    }
    return plain | changes


LEDGER = {
    "part.total": entry(
        published={"text": "three", "page": "9", "verdict": "same"}, used=["manuscript/paper.md.j2:4"], of=["part.men"]
    ),
    "part.men": entry(1, status="reported", records=[RECORDS[2].id], code="workflow/study/part.py:3"),
    "other.legs": entry(1, "legs", records=[RECORDS[3].id], code="workflow/study/gone.py:1"),
}
EXAMPLE = [
    {"record": RECORDS[0].id, "column": "value", "old": "a", "new": "b"},
    {"record": RECORDS[0].id, "column": "page", "old": "7", "new": "8"},
]
CLAIMS = {
    "part.is_most": {
        "definition": "SYNTHETIC claim",
        "verdict": "holds",
        "why": "part.total (3) > part.men (1)",
        "margin": {"by": 2, "unit": "participants", "words": "holds by 2 participants"},
        "missing": "",
        "code": "workflow/study/part.py:3",
        "numbers": ["part.men", "part.total"],
        "records": [RECORDS[0].id, RECORDS[2].id],
        "fragility": {"rows": 1, "words": "1 row", "example": EXAMPLE},
        "sentences": [{"place": "manuscript/paper.md.j2:4", "text": "Most left."}],
    },
    "part.is_late": {
        "definition": "SYNTHETIC claim",
        "verdict": "undecided",
        "why": "the word of somebody",
        "margin": {"by": None, "unit": "", "words": ""},
        "missing": "a year",
        "code": "workflow/study/gone.py:1",
        "numbers": [],
        "records": [],
        "fragility": None,
        "sentences": [],
    },
}
TRAILS = Trails(LEDGER, {r.id: r for r in RECORDS}, VALUES, {"workflow/study/part.py": CODE}, CLAIMS)


def test_the_trail_of_a_number() -> None:
    """A trail has the words of the ledger row, the meaning of its status, its rows and the source of its function."""
    trail = TRAILS.number_trail("part.total")
    assert (trail.name, trail.value, trail.definition) == ("part.total", "3 participants", "SYNTHETIC participants")
    assert (trail.status, trail.meaning) == ("recomputed", STATUS_MEANING["recomputed"])
    assert (trail.rule, trail.code) == ("part", "workflow/study/part.py:7")
    assert [evidence.id for evidence in trail.evidence] == [f"{CODINGS}:2", f"{CODINGS}:3"]
    assert (trail.of, trail.used) == (("part.men",), ("manuscript/paper.md.j2:4",))
    assert trail.published == {"text": "three", "page": "9", "verdict": "same"}


def test_the_trail_of_a_claim() -> None:
    """A trail has the verdict with its margin, what would turn it, its rows, and the source of its function."""
    trail = TRAILS.claim_trail("part.is_most")
    assert (trail.verdict, trail.outcome, trail.missing) == ("holds", "holds by 2 participants", "")
    assert (trail.fragility, trail.turning_row) == ("1 row", f"{CODINGS}:2")
    assert trail.turning_change == "value a → b, page 7 → 8"
    assert [evidence.id for evidence in trail.evidence] == [f"{CODINGS}:2", f"{CODINGS}:4"]
    assert trail.of == ("part.men", "part.total")
    assert trail.source.startswith("def helper():")
    assert [sentence["text"] for sentence in trail.sentences] == ["Most left."]


def test_a_claim_that_is_undecided() -> None:
    """Without margin the verdict stands for itself; what is missing is named, and no fragility."""
    trail = TRAILS.claim_trail("part.is_late")
    assert (trail.verdict, trail.outcome, trail.missing) == ("undecided", "undecided", "a year")
    assert (trail.fragility, trail.turning_row, trail.turning_change) == ("", "", "")
    assert (trail.evidence, trail.source) == ((), "")


READ = STATUS_MEANING["recomputed"] + AS_IT_IS


@pytest.mark.parametrize(
    ("row", "meaning"),
    [
        (entry("survival", "label", records=[RECORDS[0].id]), READ),
        (entry("a", "label", records=[RECORDS[3].id]), READ),
        (entry("survival", "label", records=[RECORDS[0].id], of=["part.men"]), STATUS_MEANING["recomputed"]),
        (entry("survival", "label"), STATUS_MEANING["recomputed"]),
        (entry(1, records=[RECORDS[0].id]), STATUS_MEANING["recomputed"]),
        (entry(40, "decade", records=["age"]), READ),
        (entry(4, records=["age"]), STATUS_MEANING["recomputed"]),
    ],
    ids=["the cell", "one of its cells", "of another number", "two rows", "a count of one", "a decade", "not the cell"],
)
def test_a_value_that_is_read_as_it_is(row: dict[str, Any], meaning: str) -> None:
    """A number that is the cell of a single row is marked as read; one that is computed from it is not."""
    age = Record("SYNTHETIC/codings.csv:9", "stated", {"value": "40s"})
    trails = Trails({"part.one": row}, {r.id: r for r in RECORDS} | {"age": age}, VALUES, {})
    assert trails.number_trail("part.one").meaning == meaning


@pytest.mark.parametrize(
    ("row", "ways"),
    [
        (entry(13), ["13 participants", "13", "thirteen"]),
        (entry(93000, "people", qualifier="over"), ["over 93,000 people", "93000", "93,000", "ninety-three thousand"]),
        (entry(0.5, "share"), ["50%", "0.5", "half"]),
        (entry(0.346, "share"), ["34.6%", "0.346"]),
        (entry(2010, "year"), ["2010"]),
        (entry(1990, "decade", qualifier="mid"), ["mid-1990s", "1990", "1990s"]),
        (entry(2.5, "hours"), ["2.5 hours", "2.5", "two and a half"]),
        (entry("2002-11", "month"), ["November 2002", "2002-11"]),
        (entry("33(1)", "label"), ["33(1)"]),
        (entry(None, low=2, high=5), ["2 to 5 participants"]),
    ],
)
def test_the_ways_to_ask_for_a_value(row: dict[str, Any], ways: list[str]) -> None:
    """A value is asked for with its unit, as it is kept, in digits and in words, where there are words for it."""
    assert search_texts(row) == ways


@pytest.mark.parametrize(
    ("value", "names"),
    [("3", ["part.total"]), ("THREE", ["part.total"]), ("1", ["part.men", "other.legs"]), ("1 leg", ["other.legs"])],
)
def test_the_numbers_of_a_value(value: str, names: list[str]) -> None:
    """A value finds the numbers that have it, whatever the case, and none that merely holds its digits."""
    assert TRAILS.names_with_value(value) == names
    assert Trails({"part.total": entry(13)}, TRAILS.records, VALUES, {}).names_with_value(value) == []


@pytest.mark.parametrize("wanted", ["part.total", "PART.Total", "part.is_most", "Part.Is_Most"])
def test_names_in_any_case(wanted: str) -> None:
    """A number or claim is found by its name, whatever its case."""
    assert TRAILS.exact_name(wanted) == wanted.lower()


def test_what_the_article_does_not_print() -> None:
    """A number that the article does not print has nothing published."""
    assert TRAILS.number_trail("part.men").published == {}


def test_evidence_is_a_row_with_the_cells_that_hold_its_value() -> None:
    """The columns that hold the value are known by the file; the page is kept apart from the cells."""
    evidence = TRAILS.number_trail("part.total").evidence[0]
    assert evidence == Evidence(f"{CODINGS}:2", "stated", "7", RECORDS[0].fields, ("value",))
    assert TRAILS.evidence(RECORDS[3].id).used == ("from", "to")
    assert TRAILS.evidence(RECORDS[3].id).page == ""
    assert TRAILS.evidence(RECORDS[4].id).used == ()


def test_evidence_in_words() -> None:
    """A row is one line, without its empty cells; the page follows where there is one."""
    with_page, without = (TRAILS.evidence(record.id) for record in RECORDS[:2])
    assert with_page.in_words() == (
        f"{CODINGS}:2: participant SYNTHETIC-1, variable reason, value survival (stated, p. 7)"
    )
    assert without.in_words().endswith(", value freedom, evidence left (stated)")
    assert with_page.filled_cells() == [("participant", "SYNTHETIC-1"), ("variable", "reason"), ("value", "survival")]
    assert (with_page.basis_and_page(), without.basis_and_page()) == ("stated, p. 7", "stated")


@pytest.mark.parametrize(
    ("code", "first", "last"),
    [
        ("workflow/study/part.py:3", "def helper():", "    return 1"),
        ("workflow/study/part.py:7", '@part.number("total", unit="participants")', "    return 3"),
        ("workflow/study/part.py:9", '@part.number("total", unit="participants")', "    return 3"),
    ],
)
def test_the_source_of_a_function(code: str, first: str, last: str) -> None:
    """A function is found by its own line or that of its first decorator, and comes with all decorators."""
    lines = TRAILS.source_at(code).splitlines()
    assert (lines[0], lines[-1]) == (first, last)


@pytest.mark.parametrize("code", ["workflow/study/part.py:4", "workflow/study/part.py:99", "workflow/gone.py:1"])
def test_no_source(code: str) -> None:
    """Where no function begins, or the file is not at hand, there is no source."""
    assert TRAILS.source_at(code) == ""


def test_code_that_cannot_be_read_has_no_source() -> None:
    """A file that is no Python at the moment has no function."""
    assert Trails(LEDGER, {}, VALUES, {"a.py": "def broken(:\n"}).source_at("a.py:1") == ""


@pytest.mark.parametrize(
    ("wanted", "ids", "numbers", "claims"),
    [
        (f"{CODINGS}:3", [f"{CODINGS}:3"], ["part.total"], []),
        (f"{CODINGS}:4", [f"{CODINGS}:4"], ["part.men"], ["part.is_most"]),
        (CODINGS, [f"{CODINGS}:{line}" for line in (2, 3, 4)], ["part.total", "part.men"], ["part.is_most"]),
        ("SYNTHETIC-2", [f"{CODINGS}:3", f"{CODINGS}:4"], ["part.total", "part.men"], ["part.is_most"]),
        ("synthetic-1", [f"{CODINGS}:2"], ["part.total"], ["part.is_most"]),
        (f"{SYNTHETIC}/notes.csv:2", [f"{SYNTHETIC}/notes.csv:2"], [], []),
    ],
)
def test_what_rests_on_a_record(wanted: str, ids: list[str], numbers: list[str], claims: list[str]) -> None:
    """A row, file or participant gives the numbers and claims that rest on its rows, and none where there is none."""
    assert TRAILS.record_ids(wanted) == ids
    assert TRAILS.numbers_on(wanted) == numbers
    assert TRAILS.claims_on(wanted) == claims


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        (f"{CODINGS}:77", f"the rows of {CODINGS} are on its lines 2 to 4"),
        ("SYNTHETIC-9", "did you mean SYNTHETIC-2 or SYNTHETIC-1?"),
        ("codings", "FILE:LINE, a data file, or a participant"),
        ("", "FILE:LINE, a data file, or a participant"),
    ],
)
def test_a_wrong_record(wanted: str, expected: str) -> None:
    """Something that no record has gets the lines of its file, the nearest ones, or what may be asked for."""
    for ask in (TRAILS.numbers_on, TRAILS.claims_on, TRAILS.record_ids):
        with pytest.raises(KeyError) as raised:
            ask(wanted)
        assert raised.value.args[0] == f"there is no record, file or participant {wanted}: {expected}"


def test_hint_takes_any_names() -> None:
    """The hint after a wrong record needs no more than the names there are, in any iterable."""
    assert record_hint("data/a.csv:9", iter(["data/a.csv:2", "data/a.csv:30", "data/a.csv"])).endswith("lines 2 to 30")
    assert record_hint("dat/a.csv", iter(["data/a.csv"])) == "did you mean data/a.csv?"


@pytest.mark.parametrize(
    ("wanted", "expected"),
    [
        ("part.totl", "did you mean part.total or part.is_most?"),
        ("legs", "did you mean other.legs?"),
        ("part.", "did you mean part.is_late or part.is_most or part.men or part.total?"),
        ("part.is_mist", "did you mean part.is_most or part.is_late or part.men?"),
        ("xyz", "names begin with one of other, part"),
        ("", "names begin with one of other, part"),
    ],
)
def test_a_wrong_name(wanted: str, expected: str) -> None:
    """A wrong name gets the names that hold it, those that look like it, or the parts of the ledger."""
    with pytest.raises(KeyError) as raised:
        TRAILS.exact_name(wanted)
    assert raised.value.args[0] == f"there is no number or claim {wanted}: {expected}"


def test_a_name_that_many_hold() -> None:
    """A wrong name that many names hold gets some of them, and how many more there are."""
    names = [f"part.n{n}" for n in range(9)]
    assert name_hint("part", names) == f"did you mean {' or '.join(names[:6])} or one of 3 more?"


@pytest.mark.parametrize(
    ("ledger_row", "words"),
    [
        (entry(4), "4 participants"),
        (entry(1), "1 participant"),
        (entry(0), "0 participants"),
        (entry(1, "countries"), "1 country"),
        (entry(1, "churches"), "1 church"),
        (entry(1, "people"), "1 person"),
        (entry(1, "trillion won"), "1 trillion won"),
        (entry(1, ""), "1"),
        (entry(2.5, "hours"), "2.5 hours"),
        (entry(93000, "people", high=None, qualifier="over"), "over 93,000 people"),
        (entry(10, "years", low=None, qualifier="less_than"), "less than 10 years"),
        (entry(0.5, "share"), "50%"),
        (entry(0.9, "share", qualifier="around"), "around 90%"),
        (entry(2010, "year", qualifier="around"), "around 2010"),
        (entry(1990, "decade", qualifier="mid"), "mid-1990s"),
        (entry("2002-11", "month"), "November 2002"),
        (entry("33(1)", "label"), "33(1)"),
        (entry(None, low=2, high=5), "2 to 5 participants"),
        (entry(None, low=0, high=1), "0 to 1 participant"),
        (entry(None, low=1, high=4), "1 to 4 participants"),
        (entry(None, low=1), "at least 1 participant"),
        (entry(None, low=3), "at least 3 participants"),
        (entry(None, high=1), "at most 1 participant"),
        (entry(None, "people", low=200), "at least 200 people"),
        (entry(None, "share", low=0.25, high=0.5), "25% to 50%"),
        (entry(None, "share", low=0.5), "at least 50%"),
        (entry(None, "year", low=2010, high=2011), "2010 to 2011"),
        (entry(None, "year", low=2010), "2010 or later"),
        (entry(None, "decade", high=1990), "1990s or earlier"),
        (entry(None, "month", low="2002-11"), "November 2002 or later"),
        (entry(None), "not known"),
    ],
)
def test_value_in_words(ledger_row: dict[str, Any], words: str) -> None:
    """A value has its unit and qualifier, an interval as far as it is known, and the unit agrees."""
    assert value_in_words(ledger_row) == words


@st.composite
def ledgers(draw: st.DrawFn) -> Trails:
    """Return a SYNTHETIC ledger whose numbers rest on any of some records."""
    people = draw(st.lists(st.sampled_from(["SYNTHETIC-1", "SYNTHETIC-2", None]), min_size=1, max_size=8))
    records = [
        row("codings" if who else "notes", line=line, **({"participant": who} if who else {}))
        for line, who in enumerate(people, start=2)
    ]
    ids = st.lists(st.sampled_from([r.id for r in records]), unique=True)
    rows = {f"part.n{n}": entry(records=draw(ids)) for n in range(draw(st.integers(0, 5)))}
    return Trails(rows, {r.id: r for r in records}, VALUES, {})


@given(ledgers())
def test_back_is_the_reverse_of_forth(trails: Trails) -> None:
    """A number rests on a record exactly when the record is among its rows; likewise a file or person."""
    evidence = {name: {row.id for row in trails.number_trail(name).evidence} for name in trails.rows}
    records: list[Record] = list(trails.records.values())
    wanted = {r.id for r in records} | {r.file for r in records}
    wanted |= {r["participant"] for r in records if "participant" in r.fields}
    for what in wanted:
        ids = {r.id for r in records if what in (r.id, r.file, r.fields.get("participant"))}
        assert trails.numbers_on(what) == [name for name in trails.rows if evidence[name] & ids]


def test_the_cells_that_hold_a_value_exist() -> None:
    """Every column that is declared to hold the value of a row is a column of the shipped file of that name."""
    for table, columns in VALUES.items():
        alike = "codings" if table == "further" else table  # none are shipped
        assert set(columns) <= set(shipped()[alike][0].fields), table
