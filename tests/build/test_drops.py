"""What is dropped in, in the build: the filled template, a study of its own, hostile values, and what is refused."""

import csv
import json
import re
import subprocess
import sys
import unicodedata
from collections import Counter
from html.parser import HTMLParser
from pathlib import Path

import openpyxl
import pypdf
import pytest
import yaml

import docx
import followup
from conftest import Build, BuildOnce, copied, differing, edit, snakemake

EVIL = '<u>{{ nope }}</u> **b** =A [x]{number="participants.total"} | $(rm) @x'
HOSTILE = (
    "<script>alert(1)</script>",
    "=1+1",
    "{{ 7*7 }}",
    "**b**",
    '[26]{number="participants.total"}',
    "$(rm)",
    "S" * 300,
    unicodedata.normalize("NFD", "가나다"),
    "@SUM(A1)",
    "-2+3",
    "a|b",
    "$x^2$",
)
INTERVIEWS = (
    # participant, sex, reason, destination, strategy, crossing, arrival, date
    ("SYNTHETIC-A", "female", "survival", "Japan", "brokers", "2019", "2020", "2024-05-02"),
    ("SYNTHETIC-B", "male", "survival", "japan", "brokers", "2019", "2021", "2024-05-03"),
    ("SYNTHETIC-C", "female", "Hope for freedom", "south_korea", "networks", "2018", "2019", "2024-05-04"),
)
FILLED = ("participant", "sex", "reason", "destination", "strategy", "crossing_year", "arrival_year", "interview_date")


def test_a_filled_template_is_a_study_with_three_more(house: Path) -> None:
    """Who fills in the template and builds reads which numbers changed, by which cells, and which sentences fell."""
    template = house / "data/interviews/interviews.xlsx"
    command = [sys.executable, "workflow/commands/interview_form.py", template]
    subprocess.run(command, cwd=house, check=True, capture_output=True)
    book = openpyxl.load_workbook(template)
    sheet = book["Interviews"]
    titles = [cell.value for cell in sheet[1]]
    for number, interview in enumerate(INTERVIEWS, start=2):
        for title, value in zip(FILLED, interview, strict=True):
            sheet.cell(number, titles.index(title) + 1, value)
    book.save(template)
    run = snakemake(house)
    assert run.returncode == 0, run.stderr
    cells = "data/interviews/interviews.xlsx!Interviews"
    assert re.search(r"^Since the earlier build: \d+ numbers changed, .* 2 claims fell", run.stderr, re.M)
    assert "fell: motives.freedom_is_half (fails by 1 participant): manuscript/paper.md.j2:" in run.stderr
    assert "fell: motives.survival_around_food_crisis (fails by 13 years): " in run.stderr
    assert re.search(
        rf"^motives\.survival: 4 participants → 6 participants \(new row {cells}![A-Z]+2 ", run.stderr, re.M
    )
    with (house / "results/changes.csv").open(encoding="utf-8", newline="") as file:
        changes = {(row["kind"], row["name"]): row for row in csv.DictReader(file)}
    assert changes["number changed", "participants.total"]["new"] == "29 participants"
    assert changes["claim fell", "motives.freedom_is_half"]["old_status"] == "holds"
    numbers = json.loads((house / "results/numbers.json").read_text("utf-8"))["numbers"]
    assert numbers["motives.survival"]["status"] == "entailed"
    assert any(record.startswith(cells) for record in numbers["motives.survival"]["records"])
    page = words((house / "results/changes.html").read_text("utf-8"))
    assert "fewer than half" in page
    assert f"{cells}!" in page
    assert "twenty-nine" in words((house / "results/paper.html").read_text("utf-8"))


class Elements(HTMLParser):
    """The elements of a page with the names of their attributes, and its text."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()
        self.tags: Counter[str] = Counter()
        self.text: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags[tag] += 1
        self.found.add((tag, *sorted({name for name, _ in attrs})))

    def handle_data(self, data: str) -> None:
        self.text.append(data)


def words(page: str) -> str:
    """Return what a page says, without its markup."""
    return " ".join("".join(Elements(page).text).split())


@pytest.fixture(scope="module")
def followed(build_once: BuildOnce, built: Path) -> Build:
    """The SYNTHETIC follow-up in a folder of its own, with values that would do harm."""
    return build_once("followed", lambda house: build_followup(copied(built, house)))


def build_followup(house: Path) -> subprocess.CompletedProcess[str]:
    """Write the SYNTHETIC follow-up into a house, and build it."""
    book = followup.codebook(yaml.safe_load((house / "data/interviews/codebook.yaml").read_text("utf-8")))
    book["lists"]["place"]["mongolia"]["label"] = EVIL
    book["variables"]["strategy"]["codes"]["boats"] = {"label": f"={EVIL}", "definition": EVIL}
    header, *rows = ([*row] for row in followup.wide())
    header.append("evidence")
    strategy = header.index("strategy")
    for row, name in zip(rows, HOSTILE, strict=False):
        row[0] = name
        row.append(name)
    for row in rows[:3]:
        row[strategy] = "boats"
    rows[0][1] += " "
    interviews, statistics = house / "followup/interviews", house / "followup/statistics"
    interviews.mkdir(parents=True)
    statistics.mkdir()
    (interviews / "codebook.yaml").write_text(yaml.safe_dump(book, allow_unicode=True), "utf-8")
    (interviews / "=f 2.1.xlsx").write_bytes(followup.as_xlsx({"Interviews": [header, *rows]}))
    (statistics / "FEH_0003288053.csv").write_bytes(followup.as_csv(followup.e_stat(), "\ufeff"))
    return snakemake(house, "--config", "data=followup", "results=out")


def test_a_study_of_its_own(followed: Build, built: Path) -> None:
    """A spreadsheet and the ministry's file make all documents: its own numbers, computed, and the years to 2024."""
    house, printed = followed
    assert {p.name for p in (house / "out").glob("paper*")} == {p.name for p in (house / "results").glob("paper*")}
    assert not differing(house, built)
    numbers = json.loads((house / "out/numbers.json").read_text("utf-8"))["numbers"]
    total = numbers["participants.total"]
    assert (total["value"], total["status"], total["published"]["verdict"]) == (followup.SIZE, "recomputed", "differs")
    assert numbers["participants.canada"]["value"] == 14
    assert {numbers[f"entries.stateless.{year}"]["status"] for year in range(2006, 2025)} == {"recomputed"}
    with (house / "out/tables/entries.csv").open(encoding="utf-8", newline="") as file:
        years = [row[0] for row in csv.reader(file)]
    assert years[-1] == "2024"
    claims = json.loads((house / "out/claims.json").read_text("utf-8"))["claims"]
    assert claims["motives.freedom_is_half"]["verdict"] == "fails"
    assert "forty" in words((house / "out/paper.html").read_text("utf-8"))
    assert "Against results: " in printed
    assert re.search(r"^fell: motives\.freedom_is_half ", printed, re.M)


def test_what_was_mended_is_noted(followed: Build) -> None:
    """The end of the build names what was mended in reading, each kind once, with the cells."""
    _, printed = followed
    sheet = "followup/interviews/=f 2.1.xlsx!Interviews"
    assert [line for line in printed.splitlines() if line.startswith("Noted: ")] == [
        f"Noted: {sheet}: letters in pieces were put together (Unicode NFC) (A9, Q9)",
        f"Noted: {sheet}: spaces around the text were left out (B2)",
    ]


def test_values_are_no_markup(followed: Build) -> None:
    """No page has an element or attribute that the shipped study does not have; what was written is shown as it is."""
    house, _ = followed
    figures = len([*(house / "out/figures").glob("*.svg")])
    for name in ("paper", "audit", "replication", "findings", "changes"):
        before, after = (
            Elements((house / folder / f"{name}.html").read_text("utf-8")) for folder in ("results", "out")
        )
        for tag in ("script", "u", "img"):
            more = 2 * figures if (name, tag) == ("changes", "img") else 0  # each of them, before and after
            assert after.tags[tag] == before.tags[tag] + more, (name, tag)
        if name != "changes":  # where nothing was to compare in the first build
            assert after.found - before.found == set(), name
    audit = words((house / "out/audit.html").read_text("utf-8"))
    for value in HOSTILE:
        assert unicodedata.normalize("NFC", value) in audit


def test_values_are_no_template(followed: Build) -> None:
    """The label of a place stands in Table 1 of each document as it was written, and nothing in it was carried out."""
    house, _ = followed
    cell = f"North Korea → China → {EVIL} → Canada"
    assert cell in words((house / "out/paper.html").read_text("utf-8"))
    for edition in ("paper", "paper-annotated"):
        rows = [row for table in docx.Document(str(house / f"out/{edition}.docx")).tables for row in table.rows]
        texts = [cell.text for row in rows for cell in row.cells]
        assert cell in texts
        assert f"={EVIL}" in texts
    pdf = "".join(page.extract_text() for page in pypdf.PdfReader(house / "out/paper.pdf").pages)
    assert "".join(EVIL.split()) in "".join(pdf.split())


def test_values_are_no_formula(followed: Build) -> None:
    """No cell of a table that was made is one that a spreadsheet program would compute."""
    house, _ = followed
    tables = [*(house / "out").glob("*.csv"), *(house / "out").glob("[tf]*/*.csv")]
    assert len(tables) >= 9
    for path in tables:
        with path.open(encoding="utf-8", newline="") as file:
            cells = [cell for row in csv.reader(file) for cell in row]
        found = [cell for cell in cells if cell[:1] in {*"=+-@\t\r"} and not re.fullmatch(r"[+-]?\d+(\.\d+)?", cell)]
        assert found == [], path
    with (house / "out/figures/journeys.csv").open(encoding="utf-8", newline="") as file:
        assert "'=1+1" in {row["label"] for row in csv.DictReader(file)}
    svg = (house / "out/figures/journeys.svg").read_text("utf-8")
    assert "<!-- =1+1 -->" in svg  # the mark is for spreadsheet programs, not for readers
    assert "<script" not in svg


def test_bad_files_stop_the_build(house: Path, built: Path) -> None:
    """Each fault of each file is named at once, with its cell and what to do; the results stand as they were."""
    header, *rows = followup.wide()
    merged = openpyxl.Workbook()
    sheet = merged.active
    assert sheet is not None
    for row in ([*header, "siblings"], *rows[:3]):
        sheet.append([*row])
    sheet.merge_cells("D3:D4")
    sheet["C2"] = "fourty"
    sheet["I3"] = "03/04/2019"
    sheet["A5"] = "Total"
    sheet.row_dimensions[4].hidden = True
    merged.save(house / "data/interviews/merged.xlsx")
    (house / "data/interviews/cut.xlsx").write_bytes(followup.as_xlsx({"Interviews": [header, *rows]})[:2000])
    (house / "data/interviews/old.xls").write_bytes(b"\xd0\xcf\x11\xe0")
    (house / "data/statistics/series.csv").write_text(STATISTICS, "cp932")
    edit(
        house,
        "data/interviews/codebook.yaml",
        "    definition: sex of the participant,",
        "    defintion: sex of the participant,",
    )
    run = snakemake(house)
    assert run.returncode != 0
    assert "Traceback" not in run.stderr
    assert not differing(house, built)
    *lines, hint = run.stderr.partition("The build stopped, ")[2].splitlines()[1:]  # nothing follows on the faults
    assert hint == "The codebook is data/interviews/codebook.yaml."
    assert len(lines) == len(FAULTS)
    for line, fault in zip(lines, FAULTS, strict=True):
        assert line.startswith(f"data/{fault}")


FAULTS = (
    "interviews/codebook.yaml:33: sex: the definition is missing: a line definition:",
    "interviews/codebook.yaml:35: defintion: this is not known: did you mean definition?",
    "interviews/cut.xlsx: file: the file breaks off: open it in a spreadsheet program and save it as .xlsx",
    "interviews/merged.xlsx!Sheet!Q1: siblings: the column 'siblings' is not known: one of ",
    "interviews/merged.xlsx!Sheet!C2: age_band: 'fourty' is no decade: a decade of life, 40s",
    "interviews/merged.xlsx!Sheet!E2: destination: 'canada' is no code of destination: one of japan, south_korea; "
    "a new code is "
    'added in the codebook, under destination, codes: canada: {label: "canada", definition: what it means}',
    "interviews/merged.xlsx!Sheet!M2: route_2: 'china>mongolia' is no path: FROM>TO with two of ",
    "interviews/merged.xlsx!Sheet!N2: route_3: 'mongolia>canada' is no path: FROM>TO with two of ",
    "interviews/merged.xlsx!Sheet!D3: layout: the cells D3:D4 are merged: unmerge them and fill in each",
    "interviews/merged.xlsx!Sheet!I3: interview_date: '03/04/2019' may be 2019-04-03 or 2019-03-04",
    "interviews/merged.xlsx!Sheet:4: layout: the row is hidden: show it (a filter may hide it), or delete it",
    "interviews/merged.xlsx!Sheet!A5: participant: 'Total' is no participant",
    "interviews/old.xls: file: this kind of file is not read: open it in a spreadsheet program and save it as .xlsx",
    "statistics/series.csv!D2: entries: '3*' is no count: a whole number, or - for none; ",
    "statistics/series.csv!D3: entries: '-1' is no count: a whole number, or - for none; ",
    "statistics/series.csv!C4: year: '2018年度' is no single year: a calendar year, 2018年 or 2018000000",
)

STATISTICS = """入国目的,国籍・地域,時間軸(年次),value
定住者_総数,(北朝鮮),2018年,3*
定住者_総数,無国籍,2018年,-1
定住者_総数,無国籍,2018年度,1
"""


def test_the_name_of_a_file_has_no_brackets(house: Path, built: Path) -> None:
    """A name that Snakemake would read as a pattern is refused before anything is built."""
    (house / "data/interviews/new {draft}.csv").write_text("participant,sex\nSYNTHETIC-A,male\n", "utf-8")
    run = snakemake(house)
    assert run.returncode != 0
    assert "data/interviews/new {draft}.csv: file: a bracket in the name: a name without < > { }" in run.stderr
    assert "Traceback" not in run.stderr
    assert not differing(house, built)


def test_a_folder_without_data_is_no_study(house: Path, built: Path) -> None:
    """A folder that is missing, or has nothing that is read, is never taken for the shipped study."""
    missing = snakemake(house, "--config", "data=folowup", "results=out")
    (house / "followup").mkdir()
    (house / "followup/interviews.csv").write_text("participant,sex\nSYNTHETIC-A,male\n", "utf-8")
    astray = snakemake(house, "--config", "data=followup", "results=out")
    assert (missing.returncode, astray.returncode) == (1, 1)
    assert "\nfolowup: folder: there is no such folder: interviews in folowup/interviews (" in missing.stderr
    assert "\nfollowup: folder: no interviews or statistics in this folder: " in astray.stderr
    assert "\nfollowup/interviews.csv: file: no file is looked for here, and it is not read: " in astray.stderr
    assert "Traceback" not in missing.stderr + astray.stderr
    assert not differing(house, built)
