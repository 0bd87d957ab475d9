"""The shipped transcription against the article's own text, where that is at hand: it is no part of the repository."""

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
NAMED = os.environ.get("ARTICLE")


@pytest.fixture(scope="module")
def article() -> Path:
    """The text that ARTICLE names, the one in data/restricted, or one in a folder beside the repository."""
    kept = ROOT / "data/restricted/han2020.txt"
    found = [Path(NAMED)] if NAMED else [*filter(Path.is_file, [kept]), *ROOT.parent.glob("*/source/han2020.txt")]
    if not found:
        pytest.skip(f"the text of the article is not at hand: put it into {kept.relative_to(ROOT)}, or set ARTICLE")
    return found[0]


def run(article: Path, data: Path = ROOT / "data") -> subprocess.CompletedProcess[str]:
    """Run the program."""
    command = [sys.executable, "workflow/commands/check_transcript.py", str(article), "--data", str(data)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def test_every_numeral_is_accounted_for(article: Path) -> None:
    """No numeral of the article is without a line, no line is without its place, and every page has been read."""
    done = run(article)
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stderr == ""
    numerals, pages = re.match(r"(\d+) numerals on (\d+) pages: ", done.stdout).groups()
    assert int(numerals) > 250
    assert int(pages) == 20
    assert "by nothing" not in done.stdout


@pytest.mark.parametrize("file", ["numbers", "exemptions"])
def test_a_line_more_or_less_is_found(article: Path, tmp_path: Path, file: str) -> None:
    """Without its line a numeral is unaccounted for; a line that is there twice has no place the second time."""
    data = Path(shutil.copytree(ROOT / "data/published", tmp_path / "published")).parent
    lines = (data / f"published/{file}.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    numeral = next(place for place, line in enumerate(lines) if "Exactly half" in line or "as a minority" in line)
    (data / f"published/{file}.csv").write_text("".join(lines[:numeral] + lines[numeral + 1 :]), encoding="utf-8")
    less = run(article, data)
    again = lines[numeral].replace("p69-14", "p69-99")
    (data / f"published/{file}.csv").write_text("".join([*lines[: numeral + 1], again, *lines[numeral + 1 :]]), "utf-8")
    more = run(article, data)
    assert (less.returncode, more.returncode) == (1, 1)
    assert re.fullmatch(rf"{re.escape(str(article))}:\d+: page \d+: nothing accounts for .+\n", less.stderr)
    assert re.fullmatch(
        rf".+/{file}\.csv:{numeral + 2}: printed: .+:{numeral + 1} accounts for .+ already: .+\n", more.stderr
    )


def test_without_the_text() -> None:
    """The program says what it needs, and does not pass for having checked."""
    done = run(Path("data/restricted/nowhere.txt"))
    assert done.returncode == 2
    assert done.stdout == ""
    assert done.stderr.startswith("data/restricted/nowhere.txt: no such file: the text of the article")
