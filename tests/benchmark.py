"""Measure a build against its floor: one plain Python process that does the same work, one thing after the other.

usage: make bench, or .venv/bin/python tests/benchmark.py [ROUNDS]

Prints medians of interleaved rounds in a copy of the repository: in seconds, and as multiples of the floor, which mean
the same on a fast and on a slow machine.
"""

import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))

from conftest import SNAKEMAKE, clone  # noqa: E402

# Each script leaves a copy of what Snakemake gives it; the floor runs the scripts with just that, in one process.
FLOOR = """
import pickle, runpy, sys
from pathlib import Path
sys.path.append("workflow/scripts")
for script, job in pickle.load(open("jobs.pickle", "rb")):
    for path in [*job.output, *job.log]:
        Path(path).parent.mkdir(parents=True, exist_ok=True)
    runpy.run_path(script, {"snakemake": job}, "__main__")
"""


def main(rounds: int) -> None:
    """Run the rounds and print the table."""
    with tempfile.TemporaryDirectory() as folder:
        house = clone(Path(folder) / "house")
        record(house)
        ways = {
            "floor: one process": (wipe, [sys.executable, "-c", FLOOR]),
            "clean build": (wipe, SNAKEMAKE),
            "nothing to do": (lambda _: None, SNAKEMAKE),
            "one sentence, to HTML": (edit_text, [*SNAKEMAKE, "results/.work/html/paper.html"]),
            "the rest of that": (lambda _: None, SNAKEMAKE),
            "one datum": (edit_datum, SNAKEMAKE),
            "Snakemake's bare start": (lambda _: None, [*SNAKEMAKE, "--version"]),
        }
        seconds: dict[str, list[float]] = {way: [] for way in ways}
        for _ in range(rounds):
            for way, (before, command) in ways.items():
                before(house)
                start = time.perf_counter()
                subprocess.run(command, cwd=house, check=True, capture_output=True)
                seconds[way].append(time.perf_counter() - start)
        floor = statistics.median(seconds["floor: one process"])
        print("| way | seconds | of the floor |\n|---|---|---|")
        for way, measured in seconds.items():
            median = statistics.median(measured)
            print(f"| {way} | {median:.2f} | {median / floor:.2f} |")
        print(f"largest process: {resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024:.0f} MB")


def record(house: Path) -> None:
    """Build once while every script leaves a copy of what it is given, for the floor.

    Snakemake runs a copy of a script, `tmp8dx0_k3f.part.py`.
    """
    adapter = house / "workflow/scripts/adapter.py"
    original = adapter.read_text("utf-8")
    spy = """
import inspect, pickle
frame = next(f.frame for f in inspect.stack() if "snakemake" in f.frame.f_globals)
given = frame.f_globals["snakemake"]
with open("jobs.stream", "ab") as stream:
    pickle.dump((f"workflow/scripts/{Path(frame.f_code.co_filename).stem.partition('.')[2]}.py", given), stream)
"""
    adapter.write_text(original + spy, "utf-8")
    subprocess.run([*SNAKEMAKE, "--cores", "1"], cwd=house, check=True, capture_output=True)
    adapter.write_text(original, "utf-8")
    unpack = """
import pickle
jobs = []
with open("jobs.stream", "rb") as stream:
    while stream.peek(1):
        jobs.append(pickle.load(stream))
pickle.dump(jobs, open("jobs.pickle", "wb"))
"""
    subprocess.run([sys.executable, "-c", unpack], cwd=house, check=True)


def wipe(house: Path) -> None:
    """Leave nothing of an earlier build."""
    shutil.rmtree(house / "results/.work", ignore_errors=True)
    shutil.rmtree(house / ".snakemake", ignore_errors=True)
    for path in (house / "results").iterdir():
        if path.name != "README.md":
            shutil.rmtree(path) if path.is_dir() else path.unlink()


def edit_text(house: Path) -> None:
    """Add a sentence."""
    with (house / "manuscript/paper.md.j2").open("a", encoding="utf-8") as text:
        text.write("\nAnother sentence.\n")


def edit_datum(house: Path) -> None:
    """Change one cell of the statistics, back and forth."""
    path = house / "data/statistics/new_entries.csv"
    text = path.read_text("utf-8")
    one, two = "2012,north_korea,long_term_resident,2,", "2012,north_korea,long_term_resident,3,"
    path.write_text(text.replace(one, two) if one in text else text.replace(two, one), "utf-8")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 5)
