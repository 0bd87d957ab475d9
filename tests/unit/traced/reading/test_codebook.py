"""Codebooks: each fault has its line, and a sound codebook is read as it stands."""

# ruff: noqa: E501  a table of inputs reads best with a line for each, however long its message is

import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from traced.reading.blank_form import interview_form
from traced.reading.codebook import checked_codebook, read_codebook
from traced.reading.variable import understand
from unit.builders import DATA

PARTS = "a codebook with basis, totals, lists, variables"
BOOK = """\
basis:
  stated: SYNTHETIC
lists:
  place:
    china: {label: China, role: transit}
    japan: {label: Japan}
variables:
  choice:
    label: choice
    definition: SYNTHETIC
    type: code
    repeat: yes
    codes:
      yes: {label: chose, definition: SYNTHETIC}
      no:
        label: did not choose
        definition: SYNTHETIC
  crossing:
    label: year
    definition: SYNTHETIC
    type: year
    least: 1959
  route:
    label: leg
    definition: SYNTHETIC
    type: path
    list: place
"""


def fault_texts(text: str) -> list[str]:
    """Return the messages about a codebook."""
    return [str(fault) for fault in read_codebook("c.yaml", text.encode(), ["place"])[1]]


def test_the_shipped_codebook() -> None:
    """The shipped codebook has nothing wrong, and is read as YAML reads it, which takes its quotes at their word."""
    content = (DATA / "interviews/codebook.yaml").read_bytes()
    assert read_codebook("c.yaml", content) == (yaml.safe_load(content), ())


def test_every_text_is_itself() -> None:
    """Codes `yes` and `no` are texts without quotes; a switch and the ends of a range are what they are used as."""
    book = checked_codebook("c.yaml", BOOK.encode())
    choice = book["variables"]["choice"]
    assert [*choice["codes"]] == ["yes", "no"]
    assert choice["repeat"] is True
    assert book["variables"]["crossing"]["least"] == 1959
    assert understand("Chose", "choice_2", book).value == "yes"


@pytest.mark.parametrize(
    ("old", "new", "messages"),
    [
        ("  choice:\n", "  choice\n", [f":9: 10: not valid YAML, here or just before (mapping values are not allowed here): {PARTS}"]),
        ("    type: year\n", "    type year\n", [f":21: 5: not valid YAML, here or just before (could not find expected ':'): {PARTS}"]),
        ("type: year", "type: decades", [":21: type: 'decades' is no type: did you mean decade?"]),
        ("type: year", "type: 'no'", [":21: type: 'no' is no type: one of code, date, decade, integer, month, number, path, year"]),
        ("    type: year\n", "", [":18: crossing: the type is missing: a line type:"]),
        ("type: year", "type: [year]", [":21: type: the value is empty: one text"]),
        ("      no:\n", "      yes:\n", [":15: yes: this stands twice: each once"]),
        ("  crossing:\n", "  choice:\n", [":18: choice: this stands twice: each once"]),
        ("      no:\n        label: did not choose\n        definition: SYNTHETIC\n", "      no:\n", [":15: no: the definition is missing: a line definition:", ":15: no: the label is missing: a line label:"]),
        ("      no:\n        label: did not choose\n        definition: SYNTHETIC\n", "      no: did not\n", [":15: no: the definition is missing: a line definition:", ":15: no: the label is missing: a line label:", ":15: no: this cannot be read: lines NAME: with the keys of each below it"]),
        ("      no:\n", "      '':\n", [":15: codes: a name is missing: NAME: with its keys below it"]),
        ("      no:\n", "      ? [no]\n      :\n", [":15: codes: a name is missing: NAME: with its keys below it"]),
        ("        label: did not choose\n", "        label:\n", [":16: label: the value is empty: one text"]),
        ("        label: did not choose\n", "", [":15: no: the label is missing: a line label:"]),
        ("    label: year\n", "    lable: year\n", [":18: crossing: the label is missing: a line label:", ":19: lable: this is not known: did you mean label?"]),
        ("repeat: yes", "repeat: often", [":12: repeat: 'often' is neither yes nor no: yes or no"]),
        ("least: 1959", "least: early", [":22: least: 'early' is no number: a number"]),
        ("    list: place\n", "    list: place\n    most: 3\n", [":28: most: a path has no most: a type of integer, number, year, decade, or no such line"]),
        ("    list: place\n", "    list: place\n    codes: {a: {label: a, definition: a}}\n", [":28: codes: codes of a path: type: code, or no codes"]),
        ("    type: path\n    list: place\n", "    type: code\n", [":23: route: a code without codes: codes: with a line CODE: {label: …, definition: …} for each"]),
        ("    list: place\n", "    list: place\n    each: two\n", [":28: each: 'two' is not known: each: one, or no such line"]),
        ("role: transit", "part_of: chna", [":5: china: part_of 'chna' is not in the list place: did you mean china?"]),
        ("  stated:", "  guessed:", [":2: guessed: this is not known: one of implied, stated"]),
        ("  place:\n", "  places:\n", [":1: codebook: lists: place has nothing in it: lists: place: with a line for each", ":27: list: 'place' is no list: list: did you mean places?"]),
        ("    list: place\n", "", [":23: route: a path without a list: list: one of place"]),
        ("    type: year\n", "    type: year\n    list: place\n", [":22: list: a list of a year: type: path, or no list"]),
        ("lists:\n", "totals: [SYNTHETIC, {}]\nlists:\n", [":3: totals: the value is empty: one text"]),
        ("variables:", "variabels:", [":1: codebook: variables has nothing in it: variables: with a line for each", ":7: variabels: this is not known: did you mean variables?"]),
        (BOOK, "", [f":1: 1: not a mapping: {PARTS}"]),
        (BOOK, "&a [*a]", [f":1: 1: not a mapping: {PARTS}"]),
    ],
)  # fmt: skip
def test_bad_codebooks(old: str, new: str, messages: list[str]) -> None:
    """Each fault of a codebook has its line and what is allowed."""
    assert BOOK.count(old) == 1
    assert sorted(fault_texts(BOOK.replace(old, new))) == [f"c.yaml{message}" for message in messages]


def test_a_codebook_that_is_not_utf_8() -> None:
    """The line with the first byte that is not UTF-8 is named."""
    (fault,) = read_codebook("c.yaml", BOOK.replace("did not", "d\u00e9clined").encode("cp1252"))[1]
    assert str(fault) == "c.yaml:16: 1: this is not UTF-8: the file saved as UTF-8"


@st.composite
def edited(draw: st.DrawFn) -> str:
    """Return the codebook with a stretch of it gone, moved or replaced by marks that mean something in YAML."""
    start = draw(st.integers(0, len(BOOK)))
    end = draw(st.integers(start, min(len(BOOK), start + 60)))
    put = draw(st.one_of(st.text("\n :-?{}[]&*a'\"|>!%@#\t~0", max_size=12), st.sampled_from(BOOK.splitlines(True))))
    return BOOK[:start] + put + BOOK[end:]


@given(st.one_of(st.text(max_size=60), edited()))
def test_any_codebook(text: str) -> None:
    """Whatever the text, there are faults or nothing is wrong; and what is read can be worked with."""
    book, faults = read_codebook("c.yaml", text.encode("utf-8", "surrogatepass"))
    assert book or faults
    if book:
        assert interview_form(book, ["SYNTHETIC"])
        for variable in book["variables"]:
            understand("1", variable, book)


@pytest.mark.slow
def test_the_commands_tell_what_is_wrong(tmp_path: Path) -> None:
    """`make form` and `make prove` end with the faults of the codebook, and write nothing."""
    (tmp_path / "followup/interviews").mkdir(parents=True)
    (tmp_path / "followup/interviews/codebook.yaml").write_text(BOOK.replace("type: year", "type: decades"), "utf-8")
    target = tmp_path / "interviews.xlsx"
    for command in (["workflow/commands/interview_form.py", str(target)], ["workflow/commands/prove.py"]):
        given = [sys.executable, *command, "--data", str(tmp_path / "followup")]
        run = subprocess.run(given, cwd=DATA.parent, capture_output=True, text=True, check=False)
        assert (run.returncode, run.stdout) == (1, "")
        assert run.stderr == "followup/interviews/codebook.yaml:21: type: 'decades' is no type: did you mean decade?\n"
    assert not target.exists()


def test_paths_of_another_list() -> None:
    """A path leads from one name of its list to another, whatever the list is called; a missing name is to be added."""
    book = checked_codebook(
        "c.yaml", BOOK.replace("  place:\n", "  stops:\n").replace("list: place", "list: stops").encode()
    )
    assert understand("Japan → china", "route", book).value == "japan>china"
    problem = understand("china>Mongolia", "route", book).problem
    assert problem
    assert problem.allowed.endswith('under lists, stops: mongolia: {label: "Mongolia"}')
