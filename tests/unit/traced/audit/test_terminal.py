"""Answers in the terminal: where rows stand, and which row is asked for."""

from pathlib import Path, PurePosixPath

from traced.audit.last_build import Build, identity
from traced.audit.terminal import places
from traced.audit.trail import Evidence


def test_the_places_of_rows_are_condensed() -> None:
    """Rows that follow each other are named as one, by file."""
    ids = ["a.csv:2", "a.csv:4", "a.csv:5", "a.csv:6", "b.csv:7"]
    rows = [Evidence(record, "stated", "", {}, ()) for record in ids]
    assert places(rows) == "a.csv:2, 4-6; b.csv:7"
    cells = [Evidence(f"c.xlsx!S!{cell}", "stated", "", {}, ()) for cell in ("C2", "C3", "D9")]
    assert places(cells) == "c.xlsx!S!C2-C3, D9"


def test_a_cell_is_found_by_the_path_of_its_file(tmp_path: Path) -> None:
    """A cell may be asked for with its file as it lies on this machine; a file is named as the study names it."""
    file = tmp_path / "interviews/followup.xlsx"
    file.parent.mkdir()
    file.touch()
    build = Build(None, tmp_path, PurePosixPath("data"), (), ())
    assert identity(f"{file}!S!C14", build) == "data/interviews/followup.xlsx!S!C14"
    assert identity(f"{file}:14", build) == "data/interviews/followup.xlsx:14"
    assert identity(str(file), build) == "data/interviews/followup.xlsx"
