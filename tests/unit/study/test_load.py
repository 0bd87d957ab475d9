"""Intake: what is dropped into a data folder gives one study whatever its shape, or faults that name every cell."""

# ruff: noqa: E501  a table of inputs reads best with a line for each, however long its message is

import csv
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

import pytest
import yaml

import data_folder
import followup
from study.load import StudyData, load_study
from study.parts import entries, strategies
from study.study import compute
from traced.core.fault import Faults
from traced.core.record import Tables
from traced.ledger.number import Number
from traced.reading.bibliography import bibliography_entries
from traced.reading.encoding import decode, note_lines
from traced.reading.interviews import File
from traced.reading.sheet import parse_table
from traced.reading.variable import Codebook
from unit.builders import DATA, codebook

pytestmark = pytest.mark.slow  # each study is read with pandera, and computed whole

ROOT = DATA.parent
BOOK = yaml.safe_dump(followup.codebook(codebook()), allow_unicode=True, sort_keys=False).encode()
Content = Mapping[str, bytes]


@pytest.fixture(autouse=True)
def _in_the_repository(monkeypatch: pytest.MonkeyPatch) -> None:
    """The shipped data are found from the root of the repository, where a build runs."""
    monkeypatch.chdir(ROOT)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The folder of a SYNTHETIC follow-up, still empty."""
    return tmp_path / "followup"


def put(folder: Path, content: Content) -> Path:
    """Write files into a data folder."""
    for name, text in content.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(text)
    return folder


def read(folder: Path) -> StudyData:
    """Return the data of a folder, as a build reads them."""
    result = data_folder.find_files(folder)

    def files(paths: Sequence[Path]) -> list[File]:
        return [File(data_folder.file_label(path, folder), path.read_bytes()) for path in paths]

    return load_study(
        codebook=yaml.safe_load(result.codebook.read_bytes()),
        tables=dict(zip(result.tables, files([*result.tables.values()]), strict=True)),
        sample=files(result.sample),
        further=files(result.further),
        statistics=files(result.statistics),
        citation_keys=bibliography_entries((ROOT / "manuscript/references.bib").read_text(encoding="utf-8")),
        shipped=next(iter(files(result.shipped)), None),
    )


def ledger(data: StudyData) -> dict[str, Number]:
    """Return the numbers of a study."""
    return compute(data.tables, data.codebook)


def faults(folder: Path) -> list[str]:
    """Return the messages of the faults for which a folder is refused."""
    with pytest.raises(Faults) as refused:
        read(folder)
    return str(refused.value).splitlines()


def values(numbers: Mapping[str, Number]) -> dict[str, tuple[object, ...]]:
    """Return what the numbers say, without the rows that they rest on."""
    return {name: (n.value, n.low, n.high, n.unit, n.status, n.definition) for name, n in numbers.items()}


def shipped(table: str) -> list[dict[str, str]]:
    """Return the rows of a shipped table."""
    with (DATA / table).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def rows_as_csv(rows: Sequence[Mapping[str, str]]) -> bytes:
    """Return rows as CSV with a header."""
    return followup.as_csv([list(rows[0]), *(list(row.values()) for row in rows)])


def wide(*rows: Sequence[str]) -> bytes:
    """Return a SYNTHETIC wide table; columns that each sample has to have are there, without a word in them."""
    absent = [title for title in ("destination", "reason") if title not in rows[0]]
    return followup.as_csv([(*rows[0], *absent), *((*row, *("" for _ in absent)) for row in rows[1:])])


def mapped() -> Content:
    """Return the SYNTHETIC follow-up as other software would name its columns and codes, with its mapping."""
    header, *rows = followup.wide()
    theirs = [f"Their {title}" for title in header]
    at = header.index("sex")
    others = [[*row[:at], {"female": "F", "male": "M"}[row[at]], *row[at + 1 :]] for row in rows]
    content = followup.as_csv([theirs, *others])
    sheet = parse_table(decode(content, "f.csv"), "f.csv")
    names = {
        "header": sheet.fingerprint(),
        "columns": dict(zip(theirs, header, strict=True)),
        "values": {"sex": {"F": "female", "M": "male"}},
    }
    return {"interviews/export.csv": content, "interviews/export.mapping.yaml": yaml.safe_dump(names).encode()}


SHAPES: dict[str, Callable[[], Content]] = {
    "the long table": lambda: {"interviews/codings.csv": followup.as_csv(followup.long())},
    "a long table of another name": lambda: {"interviews/coded in 2024.csv": followup.as_csv(followup.long())},
    "a wide CSV": lambda: {"interviews/participants.csv": followup.as_csv(followup.wide())},
    "a wide XLSX": lambda: {"interviews/f.xlsx": followup.as_xlsx({"Notes": [["-"]], "Interviews": followup.wide()})},
    "a Taguette CSV": lambda: {"interviews/highlights.csv": followup.as_csv(followup.taguette())},
    "a Taguette XLSX": lambda: {"interviews/highlights.xlsx": followup.as_xlsx({"highlights": followup.taguette()})},
    "two files of QualCoder": lambda: {
        "interviews/attributes.csv": followup.as_csv(followup.attributes()),
        "interviews/report.csv": followup.as_csv(followup.report(), "\ufeff"),
    },
    "a table with its mapping": mapped,
}  # fmt: skip


def same_study(folder: Path) -> dict[str, tuple[object, ...]]:
    """Return what the numbers of a folder say, the codebook being that of the SYNTHETIC follow-up."""
    put(folder, {"interviews/codebook.yaml": BOOK})
    return values(ledger(read(folder)))


def test_each_shape_gives_the_same_ledger(tmp_path: Path) -> None:
    """The SYNTHETIC follow-up has the same numbers in whatever shape it is dropped; only the rows have other names."""
    studies = {
        shape: same_study(put(tmp_path / str(n), content())) for n, (shape, content) in enumerate(SHAPES.items())
    }
    first = studies["the long table"]
    assert first["participants.total"][0] == followup.SIZE
    assert first["participants.canada"][0] == sum(n % 3 == 0 for n in range(followup.SIZE))
    assert {first[f"motives.{reason}"][4] for reason in ("survival", "freedom", "involuntary")} == {"recomputed"}
    for shape, numbers in studies.items():
        assert {name for name in {*first, *numbers} if first.get(name) != numbers.get(name)} == set(), shape


def shipped_sample() -> Content:
    """Return the shipped interviews, as the files of a folder."""
    names = ("interviews/codings.csv", "interviews/aggregates.csv")
    return {name: (DATA / name).read_bytes() for name in names}


NEW = wide(
    ("participant", "sex", "reason", "destination", "arrival_year", "interview_date"),
    ("SYNTHETIC-A", "female", "freedom", "Japan", "2019", "2024-05-02"),
    ("SYNTHETIC-B", "male", "survival", "japan", "2020", "2024-05-03"),
    ("SYNTHETIC-C", "female", "survival", "south_korea", "2021", "2024-05-04"),
)


def test_further_participants_are_added(folder: Path) -> None:
    """A spreadsheet beside codings.csv adds its participants to those that the aggregates are about."""
    before = ledger(read(put(folder, shipped_sample())))
    data = read(put(folder, {"interviews/new.csv": NEW}))
    after = ledger(data)
    added = {"participants.total": 3, "participants.named": 3, "participants.japan": 2, "participants.south_korea": 1}
    added |= {"motives.survival": 2, "motives.freedom": 1, "motives.involuntary": 0, "participants.unnamed": 0}
    assert {name: after[name].value - before[name].value for name in added} == added
    assert {record["participant"] for record in data.tables["further"]} == {f"SYNTHETIC-{c}" for c in "ABC"}
    label = "followup/interviews/new.csv"
    assert {r for r in after["motives.survival"].records if r.startswith(label)} == {f"{label}!C{n}" for n in (2, 3, 4)}
    assert (before["motives.survival"].status, after["motives.survival"].status) == ("reported", "entailed")


def test_a_participant_is_of_one_sample(folder: Path) -> None:
    """Who is a participant already is not added a second time, under whatever name the numbers would be the same."""
    table = wide(
        ("participant", "sex", "age_band"),
        ("Danbi", "female", "40s"),
        ("Ja hyeong", "male", "50s"),
        ("SYNTHETIC-A", "male", ""),
    )
    put(folder, {**shipped_sample(), "interviews/new.csv": table})
    lines = {row["participant"]: n for n, row in reversed([*enumerate(shipped("interviews/codings.csv"), start=2)])}
    new, old = "followup/interviews/new.csv", "followup/interviews/codings.csv"
    assert faults(folder) == [
        f"{new}!B2: participant: 'Danbi' is a participant of the sample already, in {old}:{lines['Danbi']}: another name, or the new codings beside the old ones",
        f"{new}!B3: participant: 'Ja hyeong' and 'Ja-hyeong' would give their numbers the same names: names that differ in a letter or digit",
    ]


def test_nobody_gets_the_story_of_somebody_else(folder: Path) -> None:
    """In another sample the name of a participant of the article is refused when most of the codings are others."""
    header = ("participant", "sex", "reason", "interview_date")
    cells = ("female", "survival", "2022-05-03")
    other = wide(header, ("In-jae", *cells))
    (coding_values,) = faults(put(folder, {"interviews/participants.csv": other}))
    assert "'In-jae' is a participant of the article, with sex male (data/interviews/codings.csv:" in coding_values
    (alike,) = faults(put(folder, {"interviews/participants.csv": wide(header, ("in jae", *cells))}))
    assert "'in jae' is a participant of the article, with sex male (data/interviews/codings.csv:" in alike
    same = wide(header, ("In-jae", "male", "freedom", "2019-03-12"))
    assert {
        record["participant"] for record in read(put(folder, {"interviews/participants.csv": same})).tables["codings"]
    }


def test_a_journey_has_its_order(folder: Path) -> None:
    """Nobody arrives before crossing, nor is interviewed before arriving; the row that it contradicts is named."""
    header = ("participant", "crossing_year", "arrival_year", "interview_date")
    rows = wide(header, ("SYNTHETIC-A", "2013", "2011", "2010-01-01"), ("SYNTHETIC-B", "2011", "2011", "2011-01-01"))
    coding_values = faults(put(folder, {"interviews/participants.csv": rows}))
    assert [message.partition(": value: ")[2].partition(" (")[0] for message in coding_values] == [
        "arrival_year of SYNTHETIC-A is before crossing_year 2013",
        "interview_date of SYNTHETIC-A is before arrival_year 2011",
    ]


def test_a_journey_goes_on_from_leg_to_leg(folder: Path) -> None:
    """Legs that do not meet are faults at their cell, but not for a leg that is a fault of its own."""
    header = ("participant", "route_1", "route_2", "route_3", "destination", "reason")
    rows = wide(
        header,
        ("SYNTHETIC-A", "north_korea>china", "vietnam>laos", "laos>japan", "south_korea", ""),
        ("SYNTHETIC-B", "north_korea>china", "china>vietnm", "vietnam>japan", "japan", ""),
    )
    coding_values = faults(put(folder, {"interviews/f.csv": rows}))
    assert [message.removeprefix("followup/interviews/f.csv!").partition(" (")[0] for message in coding_values][:2] == [
        "C2: value: vietnam>laos does not go on from north_korea>china",
        "D2: value: the route of SYNTHETIC-A ends in japan, but the destination is south_korea",
    ]
    assert len(coding_values) == 3
    assert "'china>vietnm' is no path" in coding_values[2]


ABSENT = "this column is missing: a column reason, its cell empty where the source does not say"


def test_a_column_that_every_sample_has(folder: Path) -> None:
    """A sample without a column of which everybody has a value is refused, unless another file or row tells it."""
    table = followup.as_csv([("participant", "destination"), ("SYNTHETIC-A", "japan"), ("SYNTHETIC-B", "japan")])
    assert faults(put(folder, {"interviews/f.csv": table})) == [f"followup/interviews/f.csv: reason: {ABSENT}"]
    tags = followup.as_csv([("id", "document", "tag"), ("1", "SYNTHETIC-A", "reason/freedom")])
    assert ledger(read(put(folder, {"interviews/g.csv": tags})))["motives.freedom"].low == 1
    (folder / "interviews/g.csv").unlink()
    unknown = followup.as_csv([("participant", "destination", "reason"), ("SYNTHETIC-A", "japan", "")])
    assert ledger(read(put(folder, {"interviews/f.csv": unknown})))["motives.freedom"].high == 1
    (folder / "interviews/f.csv").unlink()
    assert read(put(folder, {**shipped_sample(), "interviews/new.csv": table})).tables["further"]


def test_official_statistics_take_the_place_of_reported_ones(folder: Path) -> None:
    """The years that the publisher's file has are from there, with its own number; the others stay as reported."""
    header, *rows = followup.e_stat()
    since = followup.as_csv([header, *(row for row in rows if row[7] >= "2015年")])
    numbers = ledger(read(put(folder, {"statistics/FEH_0003288053.csv": since})))
    reported = {(r["year"], r["nationality"]): int(r["entries"]) for r in shipped("statistics/new_entries.csv")}
    assert "2014" in {year for year, _ in reported}
    for year in range(2006, 2025):
        for nationality, made in (("north_korea", year % 7 if year % 3 else 0), ("stateless", year % 5)):
            number = numbers[f"entries.{nationality}.{year}"]
            if year < 2015:
                assert (number.value, number.status) == (reported[str(year), nationality], "reported")
            else:
                assert (number.value, number.status) == (made, "recomputed")
                assert number.records[0].startswith("followup/statistics/FEH_0003288053.csv!J")
    assert numbers["motives.survival"].records[0].startswith("data/interviews/")
    table = entries.table(entries.statistics(*study(folder))).texts(lambda name, _: str(numbers[name].value))
    assert [row[0] for row in table] == [str(year) for year in range(min(int(y) for y, _ in reported), 2025)]


def study(folder: Path) -> tuple[Tables, Codebook]:
    """Return the tables and the codebook of a folder."""
    data = read(folder)
    return data.tables, data.codebook


def test_two_official_files_about_one_year(folder: Path) -> None:
    """Two official files with the same year are a fault that names both cells, also when they agree."""
    header, *rows = followup.e_stat()
    old = followup.as_csv([header, *(row for row in rows if row[7] <= "2007年")])
    new = followup.as_csv([header, *(row for row in rows if row[7] >= "2007年")])
    put(folder, {"statistics/new.csv": new, "statistics/old.csv": old})
    here, there = "followup/statistics/old.csv", "followup/statistics/new.csv"
    assert [fault.replace(" long_term_resident", "") for fault in faults(folder)] == [
        f"{here}!J12: year: 2007 north_korea stands in {there}!J6 already: each year once",
        f"{here}!J13: year: 2007 stateless stands in {there}!J7 already: each year once",
    ]


def test_complete_codings_turn_reported_into_recomputed(folder: Path) -> None:
    """Codings of everybody replace the aggregate, which is then a check: it agrees, or both rows are named."""
    aggregates = shipped("interviews/aggregates.csv")
    header = list(aggregates[0])

    def with_aggregates(*coding_values: tuple[str, str, str]) -> Path:
        cells = [
            {**dict.fromkeys(header, ""), "statement": f"SYNTHETIC-{n}", "variable": variable, "code": code}
            | {"measure": "count", "value": value, "basis": "reported", "page": "1"}
            for n, (variable, code, value) in enumerate(coding_values)
        ]
        return put(folder, {"interviews/aggregates.csv": rows_as_csv(cells)})

    put(folder, {"interviews/f.csv": followup.as_csv(followup.wide()), "interviews/codebook.yaml": BOOK})
    coded = [value for _, variable, value in followup.codings() if variable == "reason"].count("survival")
    for size, status in ((followup.SIZE + 1, "reported"), (followup.SIZE, "recomputed")):
        numbers = ledger(read(with_aggregates(("", "", str(size)), ("reason", "survival", str(coded)))))
        assert (numbers["motives.survival"].value, numbers["motives.survival"].status) == (coded, status)
        assert (numbers["participants.total"].value, numbers["participants.total"].status) == (size, status)
    with_aggregates(("", "", str(followup.SIZE)), ("reason", "survival", str(coded + 1)))
    (fault,) = faults(folder)
    first = next(
        n for n, row in enumerate(followup.wide()[1:], start=2) if row[followup.wide()[0].index("reason")] == "survival"
    )
    assert fault == (
        f"followup/interviews/aggregates.csv:3: value: SYNTHETIC-1 is reported as {coded + 1}, but the codings have {coded} "
        f"(see followup/interviews/f.csv!D{first}): correct the coding or the aggregate, or delete the aggregate if the codings replace it"
    )


NOT_YET = {
    "a code": ("reason", "famine", "reason: 'famine' is no code of reason: one of freedom, involuntary, survival; a new code is added in the codebook, under reason"),
    "a destination": ("destination", "canada", "destination: 'canada' is no code of destination: one of japan, south_korea; a new code is added in the codebook, under destination"),
    "a place": ("route_1", "china>mongolia", "route_1: 'china>mongolia' is no path: FROM>TO with two of north_korea, china, southeast_asia, thailand, laos, vietnam, myanmar, japan, south_korea; a new one is added in the codebook, under lists"),
    "a variable": ("siblings", "2", "siblings: the column 'siblings' is not known: one of "),
}  # fmt: skip


@pytest.mark.parametrize(("variable", "value", "message"), NOT_YET.values(), ids=NOT_YET)
def test_what_the_codebook_does_not_have(folder: Path, variable: str, value: str, message: str) -> None:
    """A new code, place, destination or variable is refused with the place of the codebook where it is added."""
    table = wide(("participant", "sex", variable), ("SYNTHETIC-A", "male", value))
    (fault,) = faults(put(folder, {"interviews/f.csv": table}))
    at = "C1" if variable == "siblings" else "C2"
    assert fault.startswith(f"followup/interviews/f.csv!{at}: {message}")
    assert "codebook" in fault


def test_a_codebook_of_ones_own(folder: Path) -> None:
    """With its codebook, a new destination has numbers, and a new route is a row of Table 1."""
    put(folder, {"interviews/f.csv": followup.as_csv(followup.wide()), "interviews/codebook.yaml": BOOK})
    numbers = ledger(read(folder))
    assert (numbers["participants.canada"].value, numbers["participants.canada"].definition) == (
        14,
        "participants who settled in Canada (p. 68)",
    )
    assert numbers["participants.destinations"].value == 3
    routes = [row[2] for row in strategies.table(strategies.typology(*study(folder))).texts(lambda name, _: name)]
    assert "North Korea → China → Mongolia → Canada" in routes
    assert numbers["strategies.routes"].value == len(routes) == len(set(routes))


def test_an_exported_codebook(folder: Path) -> None:
    """What an exported codebook (.qdc) adds can be used in the tables beside it."""
    codes = (
        '<Code guid="1" name="reason" isCodable="false"><Code guid="2" name="famine" isCodable="true"/></Code>'
        '<Code guid="3" name="faith" isCodable="false"><Code guid="4" name="church" isCodable="true"/></Code>'
    )
    qdc = f'<CodeBook xmlns="urn:QDA-XML:codebook:1.0"><Codes>{codes}</Codes></CodeBook>'
    table = wide(("participant", "reason", "faith"), ("SYNTHETIC-A", "famine", "church"))
    put(folder, {"interviews/f.csv": table, "interviews/Codes.QDC": qdc.encode()})
    data = read(folder)
    assert ledger(data)["motives.famine"].value == 1
    assert data.codebook["variables"]["faith"]["codes"] == {"church": {"label": "church", "definition": ""}}


def test_faults_of_all_files_at_once(folder: Path) -> None:
    """Each file is read to its end: codings, spreadsheet, statistics and background have their faults reported together."""
    put(folder, {**shipped_sample(), "interviews/new.csv": wide(("participant", "reason"), ("SYNTHETIC-A", "fredom"))})
    codings = (folder / "interviews/codings.csv").read_text(encoding="utf-8")
    (folder / "interviews/codings.csv").write_text(
        codings.replace("Aoki,sex,male,", "Aoki,sex,mail,"), encoding="utf-8"
    )
    events = (DATA / "background/events.csv").read_bytes()
    facts = (DATA / "background/facts.csv").read_text(encoding="utf-8").replace(",cited,", ",told,", 1)
    put(
        folder,
        {
            "interviews/broken.xlsx": followup.as_xlsx({"I": [["participant", "sex"], ["SYNTHETIC-B", "f"]]})[:500],
            "interviews/empty.csv": b"",
            "statistics/new.csv": followup.as_csv(followup.e_stat()[:1]),
            "background/facts.csv": facts.encode(),
            "background/events.csv": events.replace(b"event,", b"events,", 1),
        },
    )
    faulty = ("background/events.csv", "background/facts.csv", "interviews/broken.xlsx", "interviews/codings.csv")
    faulty = (*faulty, "interviews/empty.csv", "interviews/new.csv", "statistics/new.csv")
    messages = faults(folder)
    assert list(dict.fromkeys(re.split("[:!]", message)[0] for message in messages)) == [
        f"followup/{f}" for f in faulty
    ]
    assert len(messages) == len(faulty) + 1  # the renamed column of the events is missing, and not known


def test_one_bad_cell_hides_no_other(folder: Path) -> None:
    """In codings.csv a wrong basis and codes that are none are reported together; a row that cannot be read is one fault."""
    rows = ["SYNTHETIC-A,sex,mael,stated,1,", "SYNTHETIC-A,reason,freedom,sure,1,", "SYNTHETIC-A,foo,1,stated,1,"]
    rows += [",sex,male,stated,1,", "SYNTHETIC-A,guarantors,x,sure,1,"]
    table = "\n".join(["participant,variable,value,basis,page,evidence", *rows, ""])
    coding_values = faults(put(folder, {"interviews/codings.csv": table.encode()}))
    file = "followup/interviews/codings.csv"
    assert [tuple(message.removeprefix(f"{file}:").split(": ")[:2]) for message in coding_values] == [
        ("2", "value"),
        ("3", "basis"),
        ("4", "variable"),
        ("5", "participant"),
        ("6", "basis"),
        ("6", "value"),
    ]


def test_what_was_mended_is_noted(folder: Path) -> None:
    """Spaces that nobody sees, and decomposed Hangul, are mended, and each kind is noted with its places."""
    name = unicodedata.normalize("NFD", "가나")
    table = wide(("participant", "sex"), (name, "male"), ("SYNTHETIC-A", "female "), ("SYNTHETIC-B", " male"))
    put(folder, {"interviews/f.csv": b"\xef\xbb\xbf" + table.replace(b"\n", b"\r\n")})
    data = read(folder)
    assert {record["participant"] for record in data.tables["codings"]} == {"가나", "SYNTHETIC-A", "SYNTHETIC-B"}
    assert note_lines(data.notes) == [
        "followup/interviews/f.csv: letters in pieces were put together (Unicode NFC) (A2)",
        "followup/interviews/f.csv: spaces around the text were left out (B3, B4)",
    ]


def names(paths: Iterable[Path], folder: Path) -> list[str]:
    """Return paths as the layout labels them."""
    return [data_folder.file_label(path, folder) for path in paths]


def test_the_shipped_layout() -> None:
    """The shipped folder has every table, and nothing beside."""
    result = data_folder.find_files(data_folder.SHIPPED)
    assert sorted(names(result.tables.values(), data_folder.SHIPPED)) == sorted(
        f"data/{file}" for file in data_folder.FILES.values()
    )
    assert (result.sample, result.further, result.statistics) == ((), (), ())


@pytest.mark.parametrize("own", ["interviews/codings.csv", "interviews/aggregates.csv", "interviews/f.xlsx"])
def test_a_sample_of_its_own(folder: Path, own: str) -> None:
    """A folder with interviews or aggregates of its own takes neither from the shipped sample, but all else."""
    result = data_folder.find_files(put(folder, {own: b""}))
    shipped_ones = set(names(result.tables.values(), folder)) - {f"followup/{own}"}
    assert not shipped_ones & {"data/interviews/codings.csv", "data/interviews/aggregates.csv"}
    assert len(shipped_ones) == len(data_folder.FILES) - 2
    assert names(result.sample, folder) == ([f"followup/{own}"] if own.endswith("xlsx") else [])
    assert str(result.codebook) == "data/interviews/codebook.yaml"


def test_aggregates_alone(folder: Path) -> None:
    """A study of which only aggregates are known has those numbers, and none of the shipped sample."""
    rows = shipped("interviews/aggregates.csv")[:3]
    for row, value in zip(rows, ("9", "7", "2"), strict=True):
        row["value"] = value
    numbers = ledger(read(put(folder, {"interviews/aggregates.csv": rows_as_csv(rows)})))
    coding_values = {name: numbers[f"participants.{name}"].value for name in ("total", "named", "japan", "south_korea")}
    assert coding_values == {"total": 9, "named": 0, "japan": 7, "south_korea": 2}
    assert (numbers["motives.survival"].low, numbers["motives.survival"].high) == (0, 9)


def test_files_that_are_none_of_the_data(folder: Path) -> None:
    """Hidden and temporary files, notes and pictures are passed over; tables of a kind that is not read are refused."""
    passed_over = (
        "~$f.xlsx",
        ".f.csv",
        ".~lock.f.ods#",
        "README.md",
        "scan.pdf",
        "f.csv~",
        "old/f.csv",
        "codebook.yaml",
    )
    put(folder, dict.fromkeys((f"interviews/{name}" for name in passed_over), b""))
    assert data_folder.find_files(folder).sample == ()
    refused = ("a.xls", "b.ODS", "c.numbers")
    put(
        folder,
        {**{f"interviews/{name}": b"x" for name in refused}, "interviews/f.csv": NEW, "interviews/codebook.yaml": BOOK},
    )
    assert faults(folder) == [
        f"followup/interviews/{name}: file: this kind of file is not read: open it in a spreadsheet program and save it as .xlsx"
        for name in refused
    ]


def test_labels_have_no_path_of_this_machine(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are named as the folder was given; of an absolute or a climbing path only the last folder is named."""
    put(folder, {"interviews/f.csv": NEW})
    assert {record.file for record in read(folder).tables["codings"]} == {"followup/interviews/f.csv"}
    monkeypatch.chdir(put(folder.parent / "elsewhere", {"x": b""}))
    assert [
        data_folder.file_label(p, Path("../followup")) for p in data_folder.find_files(Path("../followup")).sample
    ] == ["followup/interviews/f.csv"]
    monkeypatch.chdir(folder.parent)
    assert [data_folder.file_label(p, Path("followup")) for p in data_folder.find_files(Path("followup")).sample] == [
        "followup/interviews/f.csv"
    ]
    assert data_folder.file_label(data_folder.SHIPPED / "x.csv", folder) == "data/x.csv"


def test_no_other_folder_has_the_name_of_the_shipped_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder elsewhere that is called data as well is named with the one above it; the shipped one is itself."""
    (tmp_path / "house").mkdir()
    monkeypatch.chdir(tmp_path / "house")
    for data, name in (
        (tmp_path / "study/data", "study/data"),
        (Path("../study/data"), "study/data"),
        (Path("/data"), "root/data"),
        (tmp_path / "house/data", "data"),
        (Path("../house/data"), "data"),
        (Path("data"), "data"),
    ):
        assert data_folder.file_label(data / "x.csv", data) == f"{name}/x.csv"
