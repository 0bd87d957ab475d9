"""The command that answers where a number or claim comes from, asked of a built house, and of SYNTHETIC ledgers."""

import json
import os
import pty
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from study.tables import VALUES
from study.wording import VOICE
from traced.audit.last_build import last_build
from traced.audit.terminal import Terminal, entry_as_text
from traced.audit.trail import AS_IT_IS
from traced.ledger.quantity import STATUS_MEANING

ROOT = Path(__file__).resolve().parents[2]


def command(house: Path, *arguments: str) -> list[str]:
    """Return the command: without the packages of the environment, since it needs none of them."""
    return [sys.executable, "-S", str(house / "workflow/commands/trace.py"), *arguments]


def trace(house: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command where a house does not stand, on a terminal of 100 columns, and return what it printed."""
    return subprocess.run(
        command(house, *arguments),
        cwd="/",
        env=os.environ | {"COLUMNS": "100"} | environment,
        capture_output=True,
        text=True,
        check=False,
    )


def answer_to(house: Path, *arguments: str, **environment: str) -> str:
    """Return the answer to a question that has one."""
    run = trace(house, *arguments, **environment)
    assert (run.returncode, run.stderr) == (0, ""), run.stderr
    return run.stdout


def ledger(house: Path) -> dict[str, dict[str, Any]]:
    """Return the rows of the ledger of a built house by name."""
    rows: dict[str, dict[str, Any]] = json.loads((house / "results/numbers.json").read_text("utf-8"))["numbers"]
    return rows


def claims(house: Path) -> dict[str, dict[str, Any]]:
    """Return the claims of a built house by name."""
    rows: dict[str, dict[str, Any]] = json.loads((house / "results/claims.json").read_text("utf-8"))["claims"]
    return rows


def unwrapped(text: str) -> str:
    """Return text without its line ends and indents."""
    return " ".join(text.split())


# Forth: from a number to its rows


@pytest.mark.parametrize(
    ("name", "value", "status", "used", "other"),
    [
        ("motives.survival", "4 participants", "reported", "value = 4", "statement reason-survival"),
        ("journeys.suk_young.church_years", "5 years", "recomputed", "value = 5", "participant Suk-young"),
        ("motives.freedom_share", "50%", "entailed", "value = 13", "statement reason-freedom"),
        ("background.repatriates", "over 93,000 people", "external", "value = 93000", "fact repatriates"),
        ("entries.south_korea.2009", "2,914 arrivals", "recomputed", "total = 2914", "period 2009"),
    ],
)
def test_the_answer_on_a_number(built: Path, name: str, value: str, status: str, used: str, other: str) -> None:
    """The value stands first; then definition, status with its meaning, article, rows, origin, code and uses."""
    row = ledger(built)[name]
    answer = answer_to(built, name)
    assert answer.startswith(f"{name} = {value}\n{row['definition'][0].upper()}")
    single = len(row["records"]) == 1 and not row["of"]
    assert f"Status {status} ({VOICE.text(STATUS_MEANING[status])}{AS_IT_IS if single else ''})" in unwrapped(answer)
    assert row["status"] == status
    for record in row["records"]:
        assert re.search(rf"^(Rows? .*| +){re.escape(record)}  \w+", answer, re.MULTILINE)
    assert re.search(rf"\n +{used}\b.* · {other}\b", answer)
    for other in row["of"] or ["its rows alone"]:
        assert re.search(rf"^(Made of| ) +{re.escape(other)}", answer, re.MULTILINE)
    assert f"Made by     {row['code']} " in answer
    for use in row["used"] or ["no place of the manuscript"]:
        assert re.search(rf"^(Printed at| ) +{re.escape(use)}$", answer, re.MULTILINE)


def test_the_answer_has_what_the_article_printed(built: Path) -> None:
    """Its words, page and verdict, or that it does not print the number, but never so of one that it reports."""
    assert "Article     “four” on p. 69: reported only\n" in answer_to(built, "motives.survival")
    assert "Article     does not print it\n" in answer_to(built, "motives.survival_share")
    assert "Article     no number of its own is listed for it\n" in answer_to(built, "strategies.total")


def test_every_number_can_be_traced(built: Path) -> None:
    """Each number of the ledger has an answer that names its first row and the function that made it."""
    build = last_build(built / "results", None, VALUES, VOICE)
    assert (build.edited, build.remarks) == ((), ())
    for name, row in ledger(built).items():
        lines = [*entry_as_text(build, name, Terminal(100, False, False), source=True)]
        text = "\n".join(lines)
        assert row["records"][0] in text
        assert re.search(rf"{re.escape(row['code'])} \w+ \(rule {row['rule']}\)", text)
        assert "\ndef " in text


def test_a_long_list_is_condensed(built: Path) -> None:
    """Of many rows the first ones are shown, the others counted and placed; all of them on request."""
    name = "participants.unnamed"
    records = ledger(built)[name]["records"]
    short, full = answer_to(built, name), answer_to(built, name, "--all")
    assert f"Rows ({len(records)})" in short
    assert f"and {len(records) - 8} more: data/interviews/codings.csv:9-{len(records)} (--all" in unwrapped(short)
    assert all(record in full.split() for record in records)
    assert " more" not in full


def test_the_source_is_shown(built: Path) -> None:
    """On request the function that made the number follows, as it stands in the file."""
    row = ledger(built)["motives.survival"]
    path, _, line = row["code"].rpartition(":")
    source = answer_to(built, "motives.survival", "--source").partition("\n\n@")[2]
    assert f"@{source.rstrip()}" in (built / path).read_text("utf-8")
    assert (built / path).read_text("utf-8").splitlines()[int(line) - 1] == f"@{source.splitlines()[0]}"


# Claims, and other ways to ask


def test_the_answer_on_a_claim(built: Path) -> None:
    """The verdict with its margin stands first; then comparisons, fragility with an example, rows, numbers, places."""
    name = "motives.survival_is_rarest"
    claim = claims(built)[name]
    answer = answer_to(built, name)
    assert answer.startswith(f"{name}: holds by 5 participants\n{claim['definition'][0].upper()}")
    assert f"Because {claim['why']} " in unwrapped(answer)
    assert "Fragility no single row that was tried " in unwrapped(answer)
    other = unwrapped(answer_to(built, "background.crisis_followed_dissolution"))
    assert "Fragility 1 row, for example data/background/facts.csv:12: value 1991 → 2000 " in other
    assert "Missing" not in answer
    for record in claim["records"]:
        assert re.search(rf"^(Rows? .*| +){re.escape(record)}  \w+", answer, re.MULTILINE)
    for number in claim["numbers"]:
        assert re.search(rf"^(Decided by| ) +{re.escape(number)} +\d+ participants +reported$", answer, re.MULTILINE)
    assert f"Made by     {claim['code']} survival_is_rarest\n" in answer
    for sentence in claim["sentences"]:
        assert f"{sentence['place']} “{sentence['text'].removeprefix(', ')}”" in unwrapped(answer)


def test_the_answer_on_an_undecided_claim(built: Path) -> None:
    """It names what is missing to decide the claim, and nothing that would turn it."""
    name, claim = next((n, c) for n, c in claims(built).items() if c["verdict"] == "undecided" and not c["records"])
    answer = answer_to(built, name)
    assert answer.startswith(f"{name}: undecided\n")
    assert f"Missing {claim['missing']} " in unwrapped(answer)
    assert "Fragility" not in answer
    assert "\nRows        none\n" in answer


def test_every_claim_can_be_traced(built: Path) -> None:
    """Each claim has an answer with its verdict, its first row and the function that decides it."""
    build = last_build(built / "results", None, VALUES, VOICE)
    for name, claim in claims(built).items():
        lines = [*entry_as_text(build, name, Terminal(100, False, False), source=True)]
        text = "\n".join(lines)
        assert lines[0] == f"{name}: {claim['margin']['words'] or claim['verdict']}"
        assert all(record in text for record in claim["records"][:1])
        assert "\ndef " in text


def test_a_claim_as_json(built: Path) -> None:
    """A program gets the row of the claim as it is, its rows with their cells, and the source."""
    row = claims(built)["motives.survival_is_rarest"]
    answer = json.loads(answer_to(built, "motives.survival_is_rarest", "--json"))
    assert row.items() <= answer.items()
    assert answer.keys() - row.keys() == {"name", "source", "evidence", "notes"}
    assert [evidence["id"] for evidence in answer["evidence"]] == row["records"]


@pytest.mark.parametrize(
    ("asked", "named"),
    [
        (["Motives.SURVIVAL"], ["motives.survival"]),
        (["motives.Survival_is_rarest"], ["motives.survival_is_rarest"]),
        (["--record", "suk-YOUNG"], ["--record", "Suk-young"]),
        (["--record", "Data/Interviews/codings.csv"], ["--record", "data/interviews/codings.csv"]),
    ],
)
def test_capitals_make_no_difference(built: Path, asked: list[str], named: list[str]) -> None:
    """A name is found whatever its case."""
    assert answer_to(built, *asked).partition("\n")[2] == answer_to(built, *named).partition("\n")[2]


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ("13", "motives.freedom"),
        ("thirteen", "motives.freedom"),
        ("13 participants", "motives.freedom"),
        ("93000", "background.repatriates"),
        ("93,000", "background.repatriates"),
        ("50%", "motives.freedom_share"),
        ("November 2002", "background.return_report"),
    ],
)
def test_a_value_lists_its_numbers(built: Path, value: str, name: str) -> None:
    """A value in digits or words lists every number that has it, and no other."""
    answer = json.loads(answer_to(built, value, "--json"))
    row = ledger(built)[name]
    assert answer["value"] == value
    same = {n for n, other in ledger(built).items() if (other["value"], other["unit"]) == (row["value"], row["unit"])}
    assert {n for n in answer["numbers"] if ledger(built)[n]["unit"] == row["unit"]} == same
    assert {ledger(built)[n]["value"] for n in answer["numbers"]} == {row["value"]}
    text = answer_to(built, value)
    assert re.match(rf"\d+ numbers? ha(s|ve) the value {value}:\n", text)
    assert re.search(rf"^  {re.escape(name)}  +\S", text, re.MULTILINE)


# Back: from a record to its numbers


def test_the_answer_on_a_row(built: Path) -> None:
    """The row comes first with its value, and then every number that rests on it with its value and status."""
    record = ledger(built)["journeys.suk_young.church_years"]["records"][0]
    answer = answer_to(built, "--record", record)
    assert answer.startswith(f"{record}  stated, p. 73\n  value = 5 · participant Suk-young · variable church_years")
    resting = [name for name, row in ledger(built).items() if record in row["records"]]
    assert re.findall(r"^  (\w+\.[\w.]+)  ", answer, re.MULTILINE) == resting
    assert re.search(r"^  journeys\.suk_young\.church_years +5 years +recomputed$", answer, re.MULTILINE)


def test_the_answer_on_a_row_has_the_claims_that_rest_on_it(built: Path) -> None:
    """After the numbers of a row come the claims that rest on it, each with its verdict and by how much."""
    record = "data/interviews/aggregates.csv:5"
    resting = {n: c["margin"]["words"] or c["verdict"] for n, c in claims(built).items() if record in c["records"]}
    listed = answer_to(built, "--record", record).partition(f"\n{len(resting)} claims rest on it:\n")[2]
    assert dict(re.findall(r"^  (\S+) +(.*)$", listed, re.MULTILINE)) == resting


def test_what_the_article_printed_is_compared(built: Path) -> None:
    """A row of what the article printed names the number that it is compared with, its value and the verdict."""
    record = "data/published/numbers.csv:3"
    answer = answer_to(built, "--record", record)
    number = re.search(r"number (\S+)", answer)[1]
    assert "\nWhat the article printed there is compared with:\n" in answer
    assert re.search(rf"^  {re.escape(record)}  {number}  \S+  reported only$", answer, re.MULTILINE)
    whole = json.loads(answer_to(built, "--record", "data/published/numbers.csv", "--json"))
    assert {"record": record, "number": number, "verdict": "reported only"} in whole["compared"]
    listed = {(row["id"], row["cells"]["number"]) for row in whole["evidence"] if row["cells"]["value"]}
    compared = {(row["record"], row["number"]) for row in whole["compared"]}
    assert compared == {(record, number) for record, number in listed if number in ledger(built)}


@pytest.mark.parametrize("wanted", ["Suk-young", "data/statistics/new_entries.csv"])
def test_a_participant_and_a_file(built: Path, wanted: str) -> None:
    """A participant or a file stands for all rows of theirs."""
    answer = json.loads(answer_to(built, "--record", wanted, "--json"))
    ids = {row["id"] for row in answer["evidence"]}
    assert {row["cells"].get("participant", row["id"].rpartition(":")[0]) for row in answer["evidence"]} == {wanted}
    assert [*answer["numbers"]] == [name for name, row in ledger(built).items() if ids.intersection(row["records"])]
    text = answer_to(built, "--record", wanted)
    assert text.startswith(f"{wanted}: {len(ids)} rows\n")
    assert f"\n{len(answer['numbers'])} numbers rest on them:\n" in text


def test_a_file_as_this_machine_knows_it(built: Path) -> None:
    """A path from where one stands means the same row as its identity, with a line or without."""
    file = built / "data/interviews/aggregates.csv"
    assert answer_to(built, "--record", f"{file}:5") == answer_to(built, "--record", "data/interviews/aggregates.csv:5")
    assert answer_to(built, "--record", str(file)) == answer_to(built, "--record", "data/interviews/aggregates.csv")


# What cannot be answered


@pytest.mark.parametrize(
    ("arguments", "hint"),
    [
        (["motives.survivl"], "there is no number or claim motives.survivl: did you mean motives.survival or "),
        (["entries"], "there is no number or claim entries: did you mean entries."),
        (["xyz"], "there is no number or claim xyz: names begin with one of background, entries, journeys, motives, "),
        (["survival_is_rares"], "did you mean motives.survival_is_rarest?"),
        (["9999"], "there is no number or claim 9999: "),
        (["--record", "Suk-yong"], "there is no record, file or participant Suk-yong: did you mean Suk-young?"),
        (["--record", "data/interviews/aggregates.csv:999"], "the rows of data/interviews/aggregates.csv are on its"),
        (["--record", "data/interview/codings.csv"], "did you mean data/interviews/codings.csv"),
    ],
)
def test_a_wrong_question_gets_the_nearest(built: Path, arguments: list[str], hint: str) -> None:
    """A wrong name or record ends with status 1, nothing but a hint of one line, as text and as JSON."""
    for options in ([], ["--json"]):
        run = trace(built, *arguments, *options)
        assert (run.returncode, run.stdout) == (1, "")
        assert hint in run.stderr
        assert run.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("wanted", "hint"),
    [
        ("data/published/numbers.csv:6", "on none of its rows); what it printed is compared with no number\n"),
        ("data/statistics/south_korea_arrivals.csv:2", "(of data/statistics/south_korea_arrivals.csv, on "),
        ("data/published/findings.csv", "nothing rests on data/published/findings.csv\n"),
    ],
)
def test_a_record_on_which_nothing_rests(built: Path, wanted: str, hint: str) -> None:
    """A row that no number needs is shown, and that nothing rests on it ends the command with status 1."""
    run = trace(built, "--record", wanted)
    assert run.returncode == 1
    assert run.stdout.startswith(wanted)
    assert run.stderr.startswith(f"nothing rests on {wanted}")
    assert hint in run.stderr
    answer = json.loads(trace(built, "--record", wanted, "--json").stdout)
    assert answer["evidence"]
    assert not answer["numbers"] | answer["claims"]
    assert not answer["compared"]


@pytest.mark.parametrize(
    "arguments", [[], ["motives.survival", "--record", "Aoki"], ["motives.survival", "--colour"], ["a.b", "c.d"]]
)
def test_a_wrong_command(built: Path, arguments: list[str]) -> None:
    """A command that asks nothing, two things, or with an option that there is not, ends with status 2."""
    run = trace(built, *arguments)
    assert (run.returncode, run.stdout) == (2, "")
    assert "usage: trace.py" in run.stderr


@pytest.mark.parametrize(
    "files",
    [
        {"numbers.json": None},
        {"numbers.json": "{"},
        {"numbers.json": "[]"},
        {"numbers.json": '{"numbers": {}, "schema": 1}', "claims.json": "[]"},
        {"numbers.json": '{"numbers": {}, "schema": 0}'},
    ],
    ids=["nothing", "no JSON", "no ledger", "no claims", "another version"],
)
def test_nothing_has_been_built(built: Path, tmp_path: Path, files: dict[str, str | None]) -> None:
    """Before the first build, or where a file is something else, one line names the file and how to build."""
    for file, content in files.items():
        if content is not None:
            (tmp_path / file).write_text(content)
    run = trace(built, "motives.survival", "--results", str(tmp_path))
    assert (run.returncode, run.stdout, run.stderr.count("\n")) == (1, "", 1)
    assert [*files][-1] in run.stderr
    assert "`make` builds it" in run.stderr


# Other readers than a terminal, and other terminals


def test_a_number_as_json(built: Path) -> None:
    """A program gets the row of the ledger as it is, the rows with their cells, the source, and the words."""
    row = ledger(built)["motives.freedom_share"]
    answer = json.loads(answer_to(built, "motives.freedom_share", "--json"))
    assert row.items() <= answer.items()
    assert answer.keys() - row.keys() == {"name", "in_words", "meaning", "source", "evidence", "notes"}
    assert (answer["name"], answer["in_words"], answer["notes"]) == ("motives.freedom_share", "50%", [])
    assert answer["meaning"] == VOICE.text(STATUS_MEANING["entailed"])
    assert "\ndef " in answer["source"]
    assert [evidence["id"] for evidence in answer["evidence"]] == row["records"]
    for evidence in answer["evidence"]:
        assert evidence.keys() == {"id", "basis", "page", "cells", "used"}
        assert set(evidence["used"]) <= set(evidence["cells"])


def test_a_record_as_json(built: Path) -> None:
    """A program gets the rows that are meant, and by name numbers with value and uses, and claims with verdict."""
    answer = json.loads(answer_to(built, "--record", "data/interviews/aggregates.csv:5", "--json"))
    assert answer.keys() == {"record", "evidence", "numbers", "claims", "compared", "notes"}
    assert answer["record"] == "data/interviews/aggregates.csv:5"
    row = ledger(built)["motives.survival"]
    keys = ("value", "low", "high", "unit", "status", "definition", "used")
    assert answer["numbers"]["motives.survival"] == {key: row[key] for key in keys} | {"in_words": "4 participants"}
    resting = {n: c for n, c in claims(built).items() if answer["record"] in c["records"]}
    shown_of = ("verdict", "margin", "missing", "definition", "sentences")
    assert answer["claims"] == {name: {key: claim[key] for key in shown_of} for name, claim in resting.items()}


@pytest.mark.parametrize("columns", [20, 60, 100, 300])
def test_text_fits_the_terminal(built: Path, columns: int) -> None:
    """No line is wider than the terminal, unless it is a path or a row of a table; the widest is fit for reading."""
    width = max(44, min(columns, 120))
    answer = answer_to(built, "entries.gap.2010", COLUMNS=str(columns))
    assert unwrapped(answer) == unwrapped(answer_to(built, "entries.gap.2010"))
    for line in answer.splitlines():
        assert len(line) <= width or re.search(r"\S+:\d+|  \S+$", line), line
    assert max(map(len, answer.splitlines())) > width - 25


def test_colour_is_for_terminals_that_want_it(built: Path) -> None:
    """A terminal gets bold and dim, a file or a terminal without colour plain text; the words are the same."""

    def on_terminal(**environment: str) -> str:
        """Return what stands on a terminal."""
        master, slave = pty.openpty()
        kept = {key: value for key, value in os.environ.items() if key != "NO_COLOR"}
        subprocess.run(
            command(built, "motives.survival"),
            stdout=slave,
            env=kept | {"COLUMNS": "100", "TERM": "xterm"} | environment,
            check=True,
        )
        os.close(slave)
        shown = b""
        try:
            while more := os.read(master, 65536):
                shown += more
        except OSError:  # how Linux reports that the other end is closed
            pass
        os.close(master)
        return shown.decode().replace("\r\n", "\n")

    plain = answer_to(built, "motives.survival")
    assert "\033" not in plain
    coloured = on_terminal()
    assert coloured.startswith("\033[1mmotives.survival\033[0m = \033[1m4 participants\033[0m\n")
    assert re.search(r"\033\[1mvalue = 4[^·]*\033\[0m · statement", coloured)
    assert re.sub(r"\033\[\dm", "", coloured) == plain
    assert on_terminal(NO_COLOR="1") == on_terminal(TERM="dumb") == plain


def test_the_language_of_the_machine_makes_no_difference(built: Path) -> None:
    """The answer is UTF-8 everywhere."""
    assert answer_to(built, "motives.survival", LC_ALL="POSIX", PYTHONIOENCODING="ascii", PYTHONUTF8="0") == answer_to(
        built, "motives.survival"
    )


def test_a_reader_may_leave(built: Path) -> None:
    """Where the reader closes the pipe early there is no traceback."""
    run = subprocess.run(
        ["sh", "-c", '"$@" | true', "sh", *command(built, "participants.unnamed", "--json")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.stderr == ""


# Builds that are not as they were


def test_the_rows_are_read_from_the_data_without_the_work_of_the_build(house: Path, built: Path) -> None:
    """Where the build's own copy of the rows has been cleared away, the data files have the same, with a note."""
    shutil.rmtree(house / "results/.work")
    for question in (["motives.freedom_share"], ["--record", "Suk-young"]):
        before, after = (json.loads(answer_to(place, *question, "--json")) for place in (built, house))
        assert after.pop("notes") != before.pop("notes")
        assert after == before
    text = answer_to(house, "motives.freedom_share")
    assert text.endswith("\nNote: The build's own copy of the rows is gone; these stand in the data files today.\n")
    assert text.startswith(answer_to(built, "motives.freedom_share"))


def test_the_rows_are_those_of_the_build_when_a_file_has_been_edited(house: Path, built: Path) -> None:
    """After an edit the rows are those that made the number, and a note names the file that is no longer the same."""
    path = house / "data/interviews/aggregates.csv"
    lines = path.read_text("utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines[:2], *lines[3:]]), "utf-8")
    text = answer_to(house, "motives.survival")
    before, after = (
        answer_to(built, "motives.survival"),
        unwrapped(text.removeprefix(answer_to(built, "motives.survival"))),
    )
    assert text.startswith(before)
    assert after.startswith(
        "Note: data/interviews/aggregates.csv has been edited since the build, whose rows these are"
    )
    untouched = "journeys.suk_young.church_years"
    assert answer_to(house, untouched) == answer_to(built, untouched)


def test_a_note_on_a_build_that_did_not_end(house: Path) -> None:
    """Where a later build has computed other numbers than the ledger has, or is still at it, a note says so."""
    path = house / "results/.work/motives/numbers.json"
    path.write_text(path.read_text("utf-8").replace('"value": 4', '"value": 5'), "utf-8")
    assert "Note: A later build has not come to its end" in answer_to(house, "motives.survival")
    path.write_bytes(path.read_bytes()[:1000])  # killed while it wrote
    assert "Note: A later build has not come to its end" in answer_to(house, "motives.survival")
    rows = house / "results/.work/prepare/interviews.json"
    rows.write_bytes(rows.read_bytes()[:1000])
    assert "\nRow         data/interviews/aggregates.csv:5\n" in answer_to(house, "motives.survival")
    path.unlink()
    assert "Note: A later build has not come to its end" in answer_to(house, "motives.survival")


def test_without_data_the_rows_are_named(house: Path) -> None:
    """With the ledger alone, everything but the cells of the rows is shown."""
    shutil.rmtree(house / "results/.work")
    shutil.rmtree(house / "data")
    text = answer_to(house, "motives.survival")
    assert "\nRow         data/interviews/aggregates.csv:5\nMade of" in text
    assert "Note: The rows are not at hand: data has none." in text
    rows = json.loads(answer_to(house, "--record", "data/background/facts.csv", "--json"))["evidence"]
    lines = [int(row["id"].removeprefix("data/background/facts.csv:")) for row in rows]
    assert lines == sorted(lines)
    resting = answer_to(house, "--record", "data/interviews/aggregates.csv:5")
    assert re.search(r"^  motives\.survival  +4 participants  +reported$", resting, re.MULTILINE)


def test_data_outside_of_the_repository(house: Path, built: Path, tmp_path: Path) -> None:
    """Data that lie elsewhere are found when their folder is given, and a row of theirs by its path on this machine."""
    shutil.rmtree(house / "results/.work")
    data = Path(shutil.move(house / "data", tmp_path / "elsewhere/data"))
    expected = json.loads(answer_to(built, "motives.survival", "--json"))["evidence"]
    assert json.loads(answer_to(house, "motives.survival", "--data", str(data), "--json"))["evidence"] == expected
    row = json.loads(answer_to(house, "--record", f"{data}/interviews/aggregates.csv:5", "--data", str(data), "--json"))
    assert (row["record"], row["evidence"]) == (expected[0]["id"], expected)


def test_other_data_are_not_taken_for_those_of_the_build(house: Path, built: Path, tmp_path: Path) -> None:
    """A folder of another name than the rows bear is not what was built."""
    shutil.rmtree(house / "results/.work")
    other = Path(shutil.copytree(house / "data", tmp_path / "followup"))
    file = other / "interviews/aggregates.csv"
    file.write_text(file.read_text("utf-8").replace("survival", "another"), "utf-8")
    expected = json.loads(answer_to(built, "motives.survival", "--json"))["evidence"]
    assert json.loads(answer_to(house, "motives.survival", "--data", str(other), "--json"))["evidence"] == expected


SYNTHETIC = {
    "part.some": {
        "value": None,
        "low": 2,
        "high": 5,
        "unit": "participants",
        "status": "bounded",
        "qualifier": "",
        "definition": "SYNTHETIC participants",
        "rule": "part",
        "code": "workflow/study/gone.py:1",
        "records": ["SYNTHETIC/interviews/codings.csv:2"],
        "of": [],
        "used": [],
        "published": {"text": "three", "page": "", "verdict": "cannot be computed"},
    }
}


def test_the_answer_on_an_interval(built: Path, tmp_path: Path) -> None:
    """A SYNTHETIC number of which only an interval is known has both ends; what is not at hand is named."""
    other = {"value": 4, "low": 4, "high": 4, "status": "reported"}
    published = {"text": "five", "page": "9", "verdict": "differs"}
    numbers = SYNTHETIC | {"part.other": SYNTHETIC["part.some"] | other | {"published": published}}
    (tmp_path / "numbers.json").write_text(json.dumps({"numbers": numbers, "schema": 1}), "utf-8")
    text = answer_to(built, "part.some", "--results", str(tmp_path), "--source")
    assert text.startswith("part.some = 2 to 5 participants\nSYNTHETIC participants.\n\nStatus      bounded (only an ")
    assert "\nArticle     “three”: this cannot be computed\n" in text
    assert "\nRow         SYNTHETIC/interviews/codings.csv:2\nMade of     its rows alone\n" in text
    assert "\nworkflow/study/gone.py:1 is no longer the function that made it.\n" in text
    assert "“five” on p. 9: this differs" in answer_to(built, "part.other", "--results", str(tmp_path))


# The command that the documentation names


def make(house: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run make in a house that has no environment of its own, with this interpreter as the machine's."""
    environment = {key: value for key, value in os.environ.items() if key != "COLUMNS"}
    return subprocess.run(
        ["make", "--no-print-directory", "trace", *arguments],
        cwd=house,
        env=environment | {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_what_the_documentation_asks_has_an_answer(built: Path) -> None:
    """The page for the reviewer asks for a number, a claim and a row, and still gets answers."""
    page = (ROOT / "docs/reviewer.md").read_text("utf-8")
    asked = re.findall(r"^\$ make trace (\w)=(.+)$", page, re.MULTILINE)
    assert [kind for kind, _ in asked] == ["N", "N", "R"]
    for kind, name in asked:
        answer = make(built, f"{kind}={name}")
        assert answer.returncode == 0, answer.stderr
        assert answer.stdout.startswith(name)


def test_make_hands_everything_on(built: Path, house: Path) -> None:
    """The target passes name, record, folders and options, says how it is used, and builds nothing."""
    assert make(built, "N=motives.survival", "OPTIONS=--source --json").stdout == answer_to(
        built, "motives.survival", "--json"
    )
    assert make(built, "R=Suk-young").stdout == answer_to(built, "--record", "Suk-young")
    wrong = make(built)
    assert wrong.returncode == 2
    assert wrong.stderr.startswith("make trace N=motives.survival, or R=data/interviews/codings.csv:")
    (house / "results").rename(house / "other results")
    assert make(house, "N=motives.survival", "RESULTS=other results").stdout == answer_to(built, "motives.survival")
    unbuilt = make(house, "N=motives.survival")
    assert unbuilt.returncode == 2
    assert unbuilt.stderr.startswith("results/numbers.json does not exist: nothing has been built there yet; `make`")
    assert not (house / "results").exists()
