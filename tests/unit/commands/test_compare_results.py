"""Two results folders compared: what differs is named, and paths, lines and source of code are passed over."""

import io
import zipfile
from pathlib import Path

import pytest

from commands.compare_results import different_files

FILES = {
    "paper.html": b"<p>four</p>",
    "tables/entries.csv": b"year\n2006\n",
    "numbers.json": b'{"code": "workflow/study/parts/motives.py:16", "value": 4}',
    "audit.html": b'<p>4</p><section class="function"><pre>def survival(): ...</pre></section>\n<p>end</p>',
    ".work/manuscript/paper.json": b"{}",
    "README.md": b"kept",
}


def word(comment: str) -> bytes:
    """Return a Word file with one comment."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        archive.writestr("word/comments.xml", comment)
    return content.getvalue()


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    """Two folders with the same files."""
    pair = (tmp_path / "one", tmp_path / "other")
    for folder in pair:
        for name, content in FILES.items():
            write(folder / name, content)
        write(folder / "paper-annotated.docx", word("4 participants, workflow/study/parts/motives.py:16"))
    return pair


def write(path: Path, content: bytes) -> None:
    """Write a file and the folders that it needs."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


def test_the_same_files_do_not_differ(folders: tuple[Path, Path]) -> None:
    """What a build works with and the README of the folder are not published, and may differ."""
    one, other = folders
    write(other / ".work/manuscript/paper.json", b"[]")
    write(other / "README.md", b"edited")
    assert [*different_files(one, other)] == []


def test_a_planted_difference_is_named(folders: tuple[Path, Path]) -> None:
    one, other = folders
    write(other / "paper.html", b"<p>five</p>")
    write(other / "numbers.json", FILES["numbers.json"].replace(b'"value": 4', b'"value": 5'))
    write(other / "new.csv", b"")
    (other / "tables/entries.csv").unlink()
    expected = [
        f"new.csv: only in {other}",
        "numbers.json: differs",
        "paper.html: differs",
        f"tables/entries.csv: only in {one}",
    ]
    assert [*different_files(one, other)] == expected
    assert [*different_files(one, other, pass_over_code=True)] == expected


def test_code_is_passed_over_where_that_is_asked_for(folders: tuple[Path, Path]) -> None:
    """Paths and lines of code, its source on the audit page, and both inside of a Word file."""
    one, other = folders
    write(other / "numbers.json", FILES["numbers.json"].replace(b"parts/motives.py:16", b"parts/why.py:99"))
    write(other / "audit.html", FILES["audit.html"].replace(b"def survival(): ...", b"def another(): ..."))
    write(other / "paper-annotated.docx", word("4 participants, workflow/study/parts/why.py:99"))
    assert len([*different_files(one, other)]) == 3
    assert [*different_files(one, other, pass_over_code=True)] == []


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("audit.html", FILES["audit.html"].replace(b"<p>4</p>", b"<p>5</p>")),
        ("audit.html", FILES["audit.html"].replace(b"<p>end</p>", b"<p>End</p>")),
        ("paper-annotated.docx", word("5 participants, workflow/study/parts/motives.py:16")),
        ("paper.html", FILES["paper.html"] + b"workflow/study/parts/motives.py:16"),
    ],
)
def test_the_mask_hides_nothing_else(folders: tuple[Path, Path], name: str, content: bytes) -> None:
    one, other = folders
    write(other / name, content)
    assert [*different_files(one, other, pass_over_code=True)] == [f"{name}: differs"]
