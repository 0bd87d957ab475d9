"""The lineage of the shipped study is proven, cell by cell."""

import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]


def test_the_lineage_of_every_number_is_proven() -> None:
    """No cell of any file moves a number that does not name its row, and no number names a row for nothing."""
    run = subprocess.run(
        [sys.executable, "workflow/commands/prove.py"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stdout + run.stderr
    assert "sound: 0 misses" in run.stdout
    assert "tight: 0 misses" in run.stdout
    cells, numbers = (int(re.search(pattern, run.stdout)[1]) for pattern in (r"(\d+) cells", r"(\d+) numbers"))
    assert cells > 4000
    assert numbers > 150
