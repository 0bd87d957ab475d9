"""What changed: rows are matched by what names them, sentences by their words, and a build is as it is."""

import csv
import json
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study.tables import KEYS, NOTES
from traced.audit.reports import ReportFiles, changes_page
from traced.changes.causes import Keys
from traced.changes.compare import Changes, ClaimChange, NumberChange, compare
from traced.changes.rewording import Rewording, Sentence, rewordings
from traced.changes.snapshot import (
    Drawing,
    PaperTable,
    Snapshot,
    sentences_and_exhibits,
    snapshot_files,
    snapshot_of,
)
from traced.changes.summary import COLUMNS, causes_in_words, changes_csv, changes_summary
from traced.changes.tables import table_changes
from traced.claims.lineage import differ
from traced.core.fault import Faults
from traced.core.record import Record, place_of
from traced.ledger.ledger import dump_rows, ledger_rows
from unit.builders import compute, edited, row, shipped
from unit.builders import ledger as numbers_of_the_study

STYLES = Path(__file__).resolve().parents[4] / "manuscript/styles"
FILES = ReportFiles(
    *((STYLES / name).read_text("utf-8") for name in ("report.html", "changes.html")),
    tuple((STYLES / name).read_text("utf-8") for name in ("audit.css", "report.css")),
)
KEY = Keys({"codings": ("participant", "variable")}, ("page",))
EVIL = '=<img src=x onerror="alert(1)">\x1b[2J{{ 7 * 7 }}'


def coding(line: int, value: str, participant: str = "SYNTHETIC-1", **cells: Any) -> Record:
    """Return a SYNTHETIC coding of a participant's years."""
    return row("codings", line=line, participant=participant, variable="years", value=value, **cells)


def number(value: Any, *lines: int, **cells: Any) -> dict[str, Any]:
    """Return a row of the ledger that rests on SYNTHETIC codings."""
    records = [row("codings", line=line).id for line in lines]
    plain = {"unit": "years", "status": "recomputed", "qualifier": "", "definition": "years spent", "of": []}
    code = {"rule": "part", "code": "part.py:1"}
    return {"value": value, "low": value, "high": value, "records": records, **plain, **code, **cells}


def build(records: Any = (), **numbers: Mapping[str, Any]) -> Snapshot:
    """Return a snapshot of SYNTHETIC codings, and of numbers by what follows the name of their part."""
    return Snapshot(numbers={f"part.{name}": cells for name, cells in numbers.items()}, records={"codings": records})


def only(old: Snapshot, new: Snapshot) -> NumberChange:
    """Return the only number that changed."""
    (change,) = compare(old, new, KEY).numbers
    return change


ONE = coding(2, "5")
CASES = {
    "a value": (build([ONE], a=number(5, 2)), build([coding(2, "6")], a=number(6, 2)), "SYN:2: value 5 → 6"),
    "a row that moved as well": (
        build([ONE], a=number(5, 2)),
        build([coding(2, "1", "SYNTHETIC-2"), coding(3, "6")], a=number(6, 3)),
        "SYN:3: value 5 → 6",
    ),
    "a new row": (
        build([ONE], a=number(5, 2)),
        build([ONE, coding(3, "1", "SYNTHETIC-2", mark="")], a=number(6, 2, 3)),
        "new row SYN:3 (participant SYNTHETIC-2, variable years: 1)",
    ),
    "a row that is gone": (
        build([ONE, coding(3, "1", "SYNTHETIC-2", flag="x")], a=number(6, 2, 3)),
        build([ONE], a=number(5, 2)),
        "row gone SYN:3 (participant SYNTHETIC-2, variable years: 1, flag x)",
    ),
    "a row that was there and counts now": (
        build([ONE, coding(3, "no", "SYNTHETIC-2")], a=number(5, 2)),
        build([ONE, coding(3, "1", "SYNTHETIC-2")], a=number(6, 2, 3)),
        "SYN:3: value no → 1",
    ),
    "a cell emptied, and a note": (
        build([coding(2, "5", flag="x", page="1")], a=number(5, 2)),
        build([coding(2, "5", flag="", page="2")], a=number(4, 2)),
        "SYN:2: flag x → (empty)",
    ),
    "how a row is known": (
        build([ONE], a=number(5, 2)),
        build([replace(ONE, basis="reported")], a=number(5, 2, status="reported")),
        "SYN:2: basis stated → reported",
    ),
    "the way to compute it": (
        build([ONE], a=number(5, 2)),
        build([ONE], a=number(10, 2)),
        "none of its rows changed, but the way to compute it did",
    ),
    "rows that were not published": (
        Snapshot(numbers={"part.a": number(5, 2)}),
        build([ONE], a=number(6, 2)),
        "",
    ),
}


@pytest.mark.parametrize(("old", "new", "expected"), CASES.values(), ids=CASES)
def test_causes(old: Snapshot, new: Snapshot, expected: str) -> None:
    """A changed number names the rows that made the difference, by their lines now, and no others."""
    causes = "; ".join(map(str, only(old, new).causes))
    assert causes.replace("tests/SYNTHETIC/codings.csv", "SYN") == expected


def test_a_number_names_the_one_it_is_of() -> None:
    """Where no row of its own changed, a number names the changed numbers that it is computed from."""
    old = build([ONE], a=number(5, 2), b=number(7, of=["part.a", "part.c"]), c=number(1))
    new = build([coding(2, "6")], a=number(6, 2), b=number(8, of=["part.a", "part.c"]), c=number(1))
    first, second = compare(old, new, KEY).numbers
    assert (first.name, second.name) == ("part.a", "part.b")
    assert [str(cause) for cause in second.causes] == ["part.a"]


@pytest.mark.parametrize(
    ("stem", "before", "after", "first"),
    [("no", 9, 10, 4), ("last_year", 5, 8, 5), ("year", 7, 8, 5), ("a", 1, 2, 3)],
    ids=["the code in its name", "its value", "its new value before the old one", "neither"],
)
def test_the_row_that_a_number_is_about_comes_first(stem: str, before: int, after: int, first: int) -> None:
    """Rows that hold the code or the value that a number is about come first; the others keep their order."""
    rows = [coding(3, "7", "SYNTHETIC-3"), coding(4, "no", "SYNTHETIC-4"), coding(5, "8", "SYNTHETIC-5")]
    old = build([ONE], **{stem: number(before, 2)})
    new = build([ONE, *rows], **{stem: number(after, 2, 3, 4, 5)})
    lines = [place_of(cause.subject).row for cause in only(old, new).causes]
    assert lines == [first, *(row for row in (3, 4, 5) if row != first)]


def test_many_causes_are_counted() -> None:
    """Six causes are listed, and how many more there are."""
    rows = [coding(line, "1", f"SYNTHETIC-{line}") for line in range(2, 11)]
    change = only(build([ONE], a=number(0)), build(rows, a=number(9, *range(2, 11))))
    assert (len(change.causes), change.more) == (6, 3)
    assert causes_in_words(change.causes, change.more).endswith("; and 3 more")


@pytest.mark.parametrize(
    ("old", "new", "kind", "expected"),
    [
        (number(5), number(6), "changed", ("5 years", "6 years")),
        (number(1), number(None, low=1, high=3, status="bounded"), "changed", ("1 year", "1 to 3 years")),
        (number(5), number(5, qualifier="over"), "changed", ("5 years", "over 5 years")),
        (number(0.33333, unit="share"), number(0.33334, unit="share"), "changed", ("0.33333 share", "0.33334 share")),
        (number(5), number(5, status="reported"), "status", ("5 years", "5 years")),
        (None, number(5), "new", ("", "5 years")),
        (number(5), None, "gone", ("5 years", "")),
        (number(5), number(5, code="elsewhere.py:9", records=["x:1"], used=["y:2"]), None, None),
    ],
)
def test_kinds_of_numbers(old: Any, new: Any, kind: str | None, expected: Any) -> None:
    """A number changed if it says something else; where it is computed or printed is not what it says."""
    sides = [Snapshot(numbers={"part.a": side} if side else {}) for side in (old, new)]
    found = compare(*sides, KEY).numbers
    assert [(change.kind, (change.old, change.new)) for change in found] == ([(kind, expected)] if kind else [])


def claim(verdict: str, by: float | None = None, rows: int | None = 1) -> dict[str, Any]:
    """Return a SYNTHETIC claim that holds or fails by so many years."""
    words = "" if by is None else f"{verdict} by {by:g} {'year' if by == 1 else 'years'}" if by else "holds exactly"
    margin = {"by": by, "unit": "years", "words": words}
    sentences = [{"place": "paper.md:3", "text": "More left than stayed, as far as anybody knows"}]
    fragility = {"rows": rows, "words": f"{rows} rows"}
    return {"verdict": verdict, "margin": margin, "missing": "", "definition": "most left", "fragility": fragility} | {
        "numbers": ["part.a"],
        "sentences": sentences,
    }


@pytest.mark.parametrize(
    ("old", "new", "kind"),
    [
        (claim("holds", 1), claim("fails", 2), "fell"),
        (claim("undecided"), claim("fails"), "fell"),
        (claim("fails"), claim("holds"), "rose"),
        (claim("fails"), claim("undecided"), "undecided"),
        (claim("holds", rows=2), claim("holds", rows=1), "weaker"),
        (claim("holds", rows=None), claim("holds", rows=3), "weaker"),
        (claim("holds", rows=1), claim("holds", rows=None), None),
        (claim("holds", 12.5), claim("holds", 3), "weaker"),
        (claim("holds", 1), claim("holds", 0), "weaker"),
        (claim("holds", 1), claim("holds", 1e06), None),
        (claim("holds"), claim("holds", 1), None),
        (claim("fails", 9), claim("fails", 1), None),
        ({}, claim("holds"), "new"),
        (claim("holds"), {}, "gone"),
        (claim("holds"), claim("holds") | {"code": "elsewhere"}, None),
    ],
)
def test_claims(old: Any, new: Any, kind: str | None) -> None:
    """A claim turned, holds by less or by fewer rows, is new or gone; other changes in it are not listed."""
    sides = [Snapshot(claims={"part.most": side} if side else {}) for side in (old, new)]
    assert [change.kind for change in compare(*sides, KEY).claims] == ([kind] if kind else [])


def test_a_claim_names_its_changed_numbers() -> None:
    """A claim tells which of its numbers are others now; those that fell come first."""
    old = Snapshot({"part.a": number(5)}, {"a": claim("fails"), "b": claim("holds")})
    new = Snapshot({"part.a": number(6)}, {"a": claim("holds"), "b": claim("fails")})
    assert [(c.kind, c.name, c.numbers) for c in compare(old, new, KEY).claims] == [
        ("fell", "b", ("part.a",)),
        ("rose", "a", ("part.a",)),
    ]


PAPER = """# Title

![Figure 1: A bar: 5](figures/f)

Figure 1.
Bars

# 1 First

[Table 1](tables/t)

It took [five](years). Or six.
So be it.
"""


def test_a_paper_is_read_as_sentences() -> None:
    """Each line is a sentence under its heading; where figures and tables stand, their labels and descriptions are."""
    sentences, exhibits = sentences_and_exhibits(PAPER)
    assert [(sentence.text, sentence.heading) for sentence in sentences] == [
        ("Title", "Title"),
        ("Figure 1.", "Title"),
        ("Bars", "Title"),
        ("1 First", "1 First"),
        ("It took [five](years). Or six.", "1 First"),
        ("So be it.", "1 First"),
    ]
    assert exhibits == {"figures/f": ("Figure 1", "A bar: 5"), "tables/t": ("Table 1", "")}


def sentences_of(*texts: str) -> list[Sentence]:
    """Return sentences without a heading."""
    return [Sentence(text, "") for text in texts]


def test_sentences_are_not_compared_with_a_build_that_did_not_publish_them() -> None:
    """Where the text of a build is not at hand, its sentences are not called added or gone."""
    text = Snapshot(sentences=tuple(sentences_of("It took five years.")))
    assert not compare(Snapshot(), text, KEY)
    assert not compare(text, Snapshot(), KEY)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (["It took five years."], ["It took six years."], [("reworded", "It took five years.", "It took six years.")]),
        (["One.", "Two."], ["Two.", "One."], []),
        (["One."], ["One.", "One."], [("added", "", "One.")]),
        (["All left at once.", "x"], ["x"], [("gone", "All left at once.", "")]),
        (["a b c d"], ["w x y z"], [("added", "", "w x y z"), ("gone", "a b c d", "")]),
        (["a b c d"], ["a b y z", "a b c z"], [("reworded", "a b c d", "a b c z"), ("added", "", "a b y z")]),
    ],
)
def test_rewordings(old: list[str], new: list[str], expected: list[tuple[str, str, str]]) -> None:
    """Sentences that share half of their words are one reworded, the most alike first; moving is no change."""
    assert [(r.kind, r.old, r.new) for r in rewordings(sentences_of(*old), sentences_of(*new))] == expected


def test_changed_words_are_marked() -> None:
    """Of a reworded sentence, the words that went and came are marked, beside those that stayed."""
    change = Rewording("reworded", "", "It took five years.", "It took at least six years.")
    assert change.parts == [("same", "It took"), ("del", "five"), ("ins", "at least six"), ("same", "years.")]


TEXTS = st.lists(st.text("ab ", min_size=1, max_size=8).map(str.split).filter(bool).map(" ".join), max_size=6)


@given(TEXTS, TEXTS)
def test_rewordings_add_up_both_ways(old: list[str], new: list[str]) -> None:
    """What stayed, went and came adds up to both texts, and the way back tells the same the other way round."""
    there, back = (rewordings(sentences_of(*one), sentences_of(*other)) for one, other in ((old, new), (new, old)))
    went, came = Counter(r.old for r in there if r.old), Counter(r.new for r in there if r.new)
    assert Counter(old) - went == Counter(new) - came
    opposite = {"added": "gone", "gone": "added", "reworded": "reworded"}
    assert Counter((opposite[r.kind], r.new, r.old) for r in there) == Counter((r.kind, r.old, r.new) for r in back)
    for change in there:
        assert " ".join(text for kind, text in change.parts if kind != "ins") == change.old
        assert " ".join(text for kind, text in change.parts if kind != "del") == change.new


def table(*rows: str, columns: str = "Year|Entries|Notes") -> PaperTable:
    """Return a table from lines of cells."""
    return PaperTable("Table 2", tuple(columns.split("|")), tuple(tuple(line.split("|")) for line in rows))


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (["2011|1|", "2012|2|"], ["2011|1|", "2012|3|"], [("row changed", "2012", ("Entries", "2", "3"))]),
        (["2011|1|"], ["2010|1|", "2011|1|"], [("row added", "2010", ("Year", "", "2010"), ("Entries", "", "1"))]),
        (["2011|1|x"], [], [("row gone", "2011", ("Year", "2011", ""), ("Entries", "1", ""), ("Notes", "x", ""))]),
        # No first cell names these rows: that of the second has changed.
        (["a|b c d|", "|e|"], ["a|b c x|", "|e|"], [("row changed", "a", ("Entries", "b c d", "b c x"))]),
        (["|e|", "|e|"], ["|e|"], [("row gone", "e", ("Entries", "e", ""))]),
        (["b|1|", "a|2|"], ["a|2|", "b|1|"], []),
    ],
)
def test_rows_of_tables(old: list[str], new: list[str], expected: Any) -> None:
    """A row is known by its first cells; its cells are compared by column."""
    columns = "Year|Entries|Notes"
    found = table_changes(table(*old, columns=columns), table(*new, columns=columns))
    assert [(f"{change.part} {change.kind}", change.name, *change.cells) for change in found] == expected


def test_columns_of_tables() -> None:
    """A column that comes or goes is listed once, not in each row."""
    old, new = table("2011|1|x", "2012|1|x"), table("2011|1|9", "2012|1|9", columns="Year|Entries|Stays")
    assert [(f"{c.part} {c.kind}", c.name) for c in table_changes(old, new)] == [
        ("column added", "Stays"),
        ("column gone", "Notes"),
    ]


CELLS = st.lists(st.tuples(*[st.sampled_from(["", "a", "b", "a b"])] * 3), max_size=5).map(tuple)


@given(CELLS, CELLS)
def test_rows_add_up(old: Any, new: Any) -> None:
    """Between any two tables, added and gone rows account for the difference in length, and back is the opposite."""
    one, other = (PaperTable("T", ("x", "y", "z"), rows) for rows in (old, new))
    there, back = (Counter(f"{c.part} {c.kind}" for c in table_changes(*pair)) for pair in ((one, other), (other, one)))
    assert there["row added"] - there["row gone"] == len(new) - len(old)
    opposite = {"row added": "row gone", "row gone": "row added", "row changed": "row changed"}
    assert {opposite[kind]: count for kind, count in there.items()} == back
    assert not list(table_changes(one, one))


def test_figures() -> None:
    """A figure that is drawn otherwise is listed with both drawings; one that is the same is not."""
    same, old, new = (Drawing("Figure 1", svg, "") for svg in ("<svg/>", "<svg>1</svg>", "<svg>2</svg>"))
    sides = (Snapshot(drawings={"a": same, "b": old, "c": old}), Snapshot(drawings={"a": same, "b": new, "d": new}))
    found = compare(*sides, KEY).figures
    assert [(f.kind, f.old, f.new) for f in found] == [("redrawn", old, new), ("gone", old, None), ("new", None, new)]


VALUE = st.sampled_from(["1", "2", "3"])
CODED = st.dictionaries(st.sampled_from(["A", "B", "C", "D"]), VALUE, max_size=4)


def study(coded: Mapping[str, str], start: int) -> Snapshot:
    """Return a SYNTHETIC study that adds up what is coded of each participant, its rows from a line on."""
    rows = [coding(line, value, name) for line, (name, value) in enumerate(coded.items(), start)]
    each = {f"of_{r['participant']}": number(int(r["value"]), r.line) for r in rows}
    total = number(sum(map(int, coded.values())), *(r.line for r in rows))
    return replace(build(rows, total=total, **each), sentences=tuple(sentences_of(*coded.values())))


@given(CODED, CODED, st.integers(2, 9), st.integers(2, 9))
def test_causes_are_just_the_rows_that_differ(old: dict[str, str], new: dict[str, str], a: int, b: int) -> None:
    """Wherever rows stand, a sum names those that are others, new or gone, and each number of a row its own."""
    before, after = study(old, a), study(new, b)
    assert not compare(before, before, KEY)
    assert not compare(before, study(old, b), KEY)
    differing = {name for name in {*old, *new} if old.get(name) != new.get(name)}
    changes = {change.name: change for change in compare(before, after, KEY).numbers}
    assert {name.removeprefix("part.of_") for name in changes} - {"part.total"} == differing
    if old and new and "part.total" in changes:
        assert len(changes["part.total"].causes) == len(differing)


def test_a_study_does_not_differ_from_itself() -> None:
    """The shipped numbers and records, with all lines shifted, are what they were."""
    rows = ledger_rows(numbers_of_the_study(), [], {})
    tables = {name: shipped().get(name, ()) for name in KEYS}
    moved = {name: [replace(r, id=f"{r.file}:{r.line + 7}") for r in records] for name, records in tables.items()}
    ids = {r.id: m.id for name, records in tables.items() for r, m in zip(records, moved[name], strict=True)}
    shifted = {name: {**cells, "records": [ids[i] for i in cells["records"]]} for name, cells in rows.items()}
    assert not compare(Snapshot(rows, records=tables), Snapshot(shifted, records=moved), Keys(KEYS, NOTES))


def test_no_number_follows_a_note() -> None:
    """Whatever stands in the cells that only say where a row comes from, every number is what it was."""
    tables = {
        name: tuple(
            edited(r, **{c: f"{r[c]} SYNTHETIC" for c in r.fields if c in NOTES and c not in KEYS[name]}) for r in rows
        )
        if name in KEYS
        else rows
        for name, rows in shipped().items()
    }
    assert tables["codings"] != shipped()["codings"]
    now = compute(tables)
    before = numbers_of_the_study()
    assert now.keys() == before.keys()
    assert not [name for name in now if differ(before[name], now[name])]


def changed() -> Changes:
    """Return SYNTHETIC changes of every kind, with values that would do harm as markup, formula or command."""
    old = Snapshot(
        {"part.a": number(5, 2), "part.evil": number("x", unit="label")},
        {"part.most": claim("holds", 2), "part.near": claim("holds", 5, 4)},
        {"codings": [ONE]},
        tuple(sentences_of("It took five years.", "Gone for good.")),
        {"t": table("2011|1|")},
        {"f": Drawing("Figure 1", "<svg/>", "A bar")},
    )
    new = Snapshot(
        {"part.a": number(6, 2), "part.evil": number(EVIL, unit="label")},
        {"part.most": claim("fails", 1), "part.near": claim("holds", 1, 2)},
        {"codings": [coding(2, EVIL)]},
        tuple(sentences_of("It took six years.", EVIL)),
        {"t": table("2011|1|", f"2012|{EVIL}|")},
        {"f": Drawing("Figure 1", "<svg>2</svg>", EVIL)},
    )
    return compare(old, new, KEY)


def test_the_summary_of_a_terminal() -> None:
    """The first line counts, the next name what fell and what became fragile, the others the numbers."""
    lines = changes_summary(changed(), "").splitlines()
    assert lines[0] == (
        "Since the earlier build: 2 numbers changed, 1 sentence reworded, 1 sentence added, 1 sentence gone, "
        "1 claim fell, 1 claim more fragile, 1 row added to Table 2, 1 figure drawn anew."
    )
    assert lines[1:3] == [
        "fell: part.most (fails by 1 year): paper.md:3 “More left than stayed, as far as anybody knows”",
        "weaker: part.near (holds by 1 year, before by 5 years, before it took 4 rows, now 2 rows would turn it): "
        "paper.md:3 “More left than stayed, as far as anybody knows”",
    ]
    assert lines[3].startswith("part.a: 5 years → 6 years (tests/SYNTHETIC/codings.csv:2: value 5 → =<img")
    assert all(line.isprintable() for line in lines)
    nothing = changes_summary(Changes(), "followup")
    assert nothing == "Against followup: no number, sentence, claim, table or figure changed.\n"


def test_a_claim_in_a_terminal() -> None:
    """A claim is described in whole words: without a colon that nothing follows, and without saying a word twice."""
    unprinted = {"sentences": []}
    old = {
        "a": claim("holds", 0, rows=None),
        "b": claim("holds", 2),
        "c": claim("holds") | unprinted,
    }
    new = {
        "a": claim("holds", 0, rows=1) | unprinted,
        "b": claim("holds", 1) | {"fragility": {"rows": 1, "words": "1 rows"}, **unprinted},
        "c": claim("undecided") | unprinted,
    }
    changes = compare(Snapshot(claims=old), Snapshot(claims=new), KEY)
    assert changes_summary(changes, "").splitlines()[1:] == [
        "undecided: c",
        "weaker: a (holds exactly, before nothing that was tried turned it, now 1 rows would turn it)",
        "weaker: b (holds by 1 year, before by 2 years)",
    ]


def test_a_terminal_is_not_flooded() -> None:
    """Eight numbers are listed, and how many more there are."""
    sides = [Snapshot({f"part.{n}": number(n + more) for n in range(11)}) for more in (0, 1)]
    lines = changes_summary(compare(*sides, KEY), "").splitlines()
    assert len(lines) == 10
    assert lines[-1] == "and 3 more: changes.html"


def test_the_table_holds_no_formula() -> None:
    """The table has a line for each change, and no cell that a spreadsheet program would compute."""
    text = changes_csv(changed())
    header, *rows = csv.reader(text.splitlines())
    assert tuple(header) == COLUMNS
    assert Counter(cells[0] for cells in rows) == {
        "number changed": 2,
        "sentence reworded": 1,
        "sentence added": 1,
        "sentence gone": 1,
        "claim fell": 1,
        "claim weaker": 1,
        "row added": 1,
        "figure redrawn": 1,
    }
    assert not [cell for cells in rows for cell in cells if cell.startswith(("=", "+", "-", "@"))]
    assert next(cells for cells in rows if cells[1] == "part.a")[2:4] == ["5 years", "6 years"]


def test_values_are_data_on_the_page() -> None:
    """Nothing that stands in a cell becomes markup; the drawings are images; there is no script."""
    page = changes_page(changed(), "", {}, {}, {}, FILES)
    assert "<img src=x" not in page
    assert "&lt;img src=x" in page
    assert "{{ 7 * 7 }}" in page
    assert "<script" not in page
    assert page.count('src="data:image/svg+xml;base64,') == 2
    assert "<del>five</del> <ins>six</ins>" in page


def test_a_page_without_anything_to_compare() -> None:
    """The first build says that there is nothing to compare with; one that changed nothing says so."""
    assert "nothing to compare with yet" in changes_page(None, "", {}, {}, {}, FILES)
    assert "by another version" in changes_page(None, "a<b", {}, {}, {}, FILES)
    assert changes_summary(None, "") == ""
    assert changes_summary(None, "other").startswith("Against other: nothing was compared")
    assert "in <code>a&lt;b</code>: no number, sentence" in changes_page(Changes(), "a<b", {}, {}, {}, FILES)


def test_a_snapshot_is_read_from_its_files(tmp_path: Path) -> None:
    """A results folder is read as it is; a file that is missing leaves its part empty."""
    (tmp_path / "tables").mkdir()
    (tmp_path / "numbers.json").write_text(dump_rows("numbers", {"part.a": number(5, 2)}), "utf-8")
    (tmp_path / "records.json").write_text(json.dumps({"codings": [vars(ONE)]}), "utf-8")
    (tmp_path / "paper.txt").write_text(PAPER, "utf-8")
    (tmp_path / "tables/t.csv").write_text('Year,Notes\n2011,"two\nlines"\n', "utf-8")
    snapshot = snapshot_of(snapshot_files(tmp_path))
    assert snapshot.numbers["part.a"]["value"] == 5
    assert snapshot.records == {"codings": [ONE]}
    assert snapshot.tables == {"t": PaperTable("Table 1", ("Year", "Notes"), (("2011", "two\nlines"),))}
    assert snapshot.sentences == sentences_and_exhibits(PAPER)[0]
    assert not snapshot.claims
    for file in ("numbers.json", "claims.json"):  # of a version that wrote other fields, or none at all
        (tmp_path / "numbers.json").write_text(dump_rows("numbers", {"part.a": number(5, 2)}), "utf-8")
        (tmp_path / file).write_text('{"numbers": {"part.a": {}}, "claims": {}, "schema": 0}', "utf-8")
        assert snapshot_of(snapshot_files(tmp_path)) == Snapshot()
    assert snapshot_of(snapshot_files(tmp_path / "nothing")) == Snapshot()


def test_a_file_that_no_build_wrote_is_a_fault(tmp_path: Path) -> None:
    """A results folder that was tampered with is named, without a traceback."""
    (tmp_path / "numbers.json").write_text("{", "utf-8")
    with pytest.raises(Faults, match=r"numbers\.json:1: 1: this is not what a build writes: "):
        snapshot_of(snapshot_files(tmp_path))


def test_a_claim_that_is_gone_tells_what_it_was() -> None:
    """A claim that is gone is described as it last was."""
    gone = ClaimChange("gone", "a", claim("holds"), {}, ())
    assert gone.row["verdict"] == "holds"
