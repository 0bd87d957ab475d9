"""Layout: a folder without anything that is read is no study, and what is passed over is named."""

from pathlib import Path

import pytest

import data_folder

TABLE = b"participant,sex\nSYNTHETIC-A,male\n"
NO_KIND = "this kind of file is not read: a file that ends in .xlsx, .xlsm, .csv, .tsv, .txt, .qdc"
ASTRAY = (
    "no file is looked for here, and it is not read: "
    "followup/interviews for interviews, followup/statistics for official statistics"
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A data folder, still empty."""
    (tmp_path / "followup").mkdir()
    return tmp_path / "followup"


def put(folder: Path, *names: str) -> None:
    """Write SYNTHETIC files."""
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(TABLE)


def fault_texts(folder: Path) -> list[str]:
    """Return the messages for which a folder is refused."""
    return [str(fault) for fault in data_folder.folder_faults(folder, data_folder.find_files(folder))]


@pytest.mark.parametrize(
    ("names", "messages"),
    [
        ((), []),
        (("interviews/codebook.yaml",), []),
        (("interviews/codes.qdc",), []),
        (("interviews.csv",), [f"interviews.csv: file: {ASTRAY}"]),
        (("interviews/2024/x.csv",), [f"interviews/2024/x.csv: file: {ASTRAY}"]),
        (("interviews/a.sav", "b.docx"), [f"b.docx: file: {NO_KIND}", f"interviews/a.sav: file: {NO_KIND}"]),
        (("README.md", "restricted/han.txt", "interviews/.DS_Store", "interviews/~$a.xlsx", "a.csv~"), []),
    ],
    ids=["empty", "codebook", "exported codebook", "too high", "too deep", "kinds", "clutter"],
)
def test_a_folder_without_data(folder: Path, names: tuple[str, ...], messages: list[str]) -> None:
    """Such a folder is refused, never built as if it were the shipped study, and each of its files is named."""
    put(folder, *names)
    first, *rest = fault_texts(folder)
    assert first.startswith("followup: folder: no interviews or statistics in this folder: ")
    assert rest == [f"followup/{message}" for message in messages]


def test_a_folder_that_is_not_there(folder: Path) -> None:
    """The fault of a misspelt folder names it."""
    (message,) = fault_texts(folder / "folowup")
    assert message.startswith("folowup: folder: there is no such folder: interviews in folowup/interviews (.xlsx, ")


@pytest.mark.parametrize("name", ["interviews/f.csv", "interviews/f.ods", "statistics/f.xlsx", "background/facts.csv"])
def test_a_folder_with_data(folder: Path, name: str) -> None:
    """One file that is read is enough; those beside it are left to a remark at the end of the build."""
    put(folder, name, "notes.docx", "interviews/codebook.yaml")
    result = data_folder.find_files(folder)
    assert data_folder.folder_faults(folder, result) == []
    assert data_folder.unread_files(folder, result) == [folder / "notes.docx"]


def test_the_shipped_folder_is_read_whole() -> None:
    """All that is shipped is read, or known to be no data of a build."""
    shipped = Path(__file__).resolve().parents[2] / "data"
    assert data_folder.unread_files(shipped, data_folder.find_files(shipped)) == []


def test_brackets_in_a_name(folder: Path) -> None:
    """A name that Snakemake would read as a pattern is refused before it sees it."""
    put(folder, "interviews/new {draft}.csv")
    assert fault_texts(folder) == [
        "followup/interviews/new {draft}.csv: file: a bracket in the name: a name without < > { }",
    ]


def test_a_folder_called_as_a_table(folder: Path) -> None:
    """A folder with the name of a table is no table."""
    put(folder, "interviews/codings.csv/x.csv", "interviews/f.csv")
    result = data_folder.find_files(folder)
    assert (result.sample, "codings" in result.tables) == ((folder / "interviews/f.csv",), False)
