"""Copies of the repository that are built once for all tests that look at what a build does or makes."""

import fcntl
import importlib
import os
import pkgutil
import re
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

# The same commit gives the same result; `pytest --hypothesis-profile=search` looks for faults nobody has seen yet.
settings.register_profile("desk", max_examples=25, deadline=None, derandomize=True)
settings.register_profile("ci", max_examples=200, deadline=None, derandomize=True)
settings.register_profile("search", max_examples=1000, deadline=None)
settings.load_profile("ci" if os.environ.get("CI") else "desk")

ROOT = Path(__file__).resolve().parents[1]
SNAKEMAKE = [sys.executable, "-m", "snakemake"]
LEFT_OUT = shutil.ignore_patterns(".git", ".venv", ".snakemake", ".work", "__pycache__", ".*_cache", ".hypothesis")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add an option that shows whether a test depends on those before it."""
    parser.addoption("--reversed", action="store_true", help="run the tests in the opposite order")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Turn the order of the tests around where that is asked for."""
    if config.getoption("--reversed"):
        items.reverse()


@pytest.hookimpl(trylast=True)  # once coverage is measured
def pytest_sessionstart(session: pytest.Session) -> None:
    """Load every module: Hypothesis also draws the constants of those that are loaded, whichever tests came before."""
    if session.config.getoption("numprocesses", None):
        return  # the workers run the tests
    for package in ("study", "traced"):
        for module in pkgutil.walk_packages([str(ROOT / "workflow" / package)], f"{package}."):
            importlib.import_module(module.name)


def clone(target: Path) -> Path:
    """Copy the repository without what a build makes, as a fresh clone would be."""
    shutil.copytree(ROOT, target, ignore=LEFT_OUT)
    for made in (target / "results").iterdir():
        if made.name != "README.md":
            shutil.rmtree(made) if made.is_dir() else made.unlink()
    return target


def snakemake(house: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run Snakemake in a copy of the repository and return what it printed."""
    return subprocess.run(
        [*SNAKEMAKE, *arguments],
        cwd=house,
        env=os.environ | environment,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def steps(output: str) -> list[str]:
    """Return the names of the rules whose steps stand in what a build printed, in their order."""
    return re.findall(r"^(\w+) +[A-Z].*\.$", output, re.MULTILINE)


def files(house: Path, results: str = "results") -> dict[str, bytes]:
    """Return what stands in a results folder, by path."""
    folder = house / results
    paths = (path for path in folder.rglob("*") if path.is_file() and ".work" not in path.parts)
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths}


def differing(house: Path, other: Path) -> set[str]:
    """Return the files of the results folders that are not the same in both."""
    here, there = files(house), files(other)
    return {name for name in here.keys() | there.keys() if here.get(name) != there.get(name)}


def edit(house: Path, file: str, old: str, new: str) -> None:
    """Replace the one place of a file that holds a text."""
    path = house / file
    text = path.read_text("utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times in {file}"
    path.write_text(text.replace(old, new), "utf-8")


class Build(NamedTuple):
    """A copy of the repository that has been built, and what the build printed to the terminal."""

    house: Path
    output: str


MakeOnce = Callable[[str, Callable[[Path], object]], Path]
BuildOnce = Callable[[str, Callable[[Path], subprocess.CompletedProcess[str]]], Build]


@pytest.fixture(scope="session")
def make_once(tmp_path_factory: pytest.TempPathFactory) -> MakeOnce:
    """Make a folder once for all worker processes: the first one makes it, the others wait until they can read it."""
    base = tmp_path_factory.getbasetemp()
    base = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def folder_of(name: str, make: Callable[[Path], object]) -> Path:
        """Return the folder with this name; `make` fills it while it is still empty."""
        folder, done = base / name, base / f"{name}.done"
        with (base / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)
                folder.mkdir()
                make(folder)
                done.touch()
        return folder

    return folder_of


@pytest.fixture(scope="session")
def build_once(make_once: MakeOnce) -> BuildOnce:
    """Build a house once for all worker processes."""

    def build(name: str, make: Callable[[Path], subprocess.CompletedProcess[str]]) -> Build:
        """Return the build with this name; `make` builds a house in a folder that does not exist yet."""

        def fill(folder: Path) -> None:
            run = make(folder / "house")
            assert run.returncode == 0, run.stdout + run.stderr
            (folder / "printed.txt").write_text(run.stderr, "utf-8")

        folder = make_once(name, fill)
        return Build(folder / "house", (folder / "printed.txt").read_text("utf-8"))

    return build


@pytest.fixture(scope="session")
def first_build(build_once: BuildOnce) -> Build:
    """The repository built from a fresh clone; tests only read it."""
    return build_once("built", lambda house: snakemake(clone(house)))


@pytest.fixture(scope="session")
def built(first_build: Build) -> Path:
    """The folder of the first build."""
    return first_build.house


@pytest.fixture
def house(built: Path, tmp_path: Path) -> Path:
    """A copy of the built repository that a test may change."""
    return copied(built, tmp_path / "house")


def copied(house: Path, target: Path) -> Path:
    """Copy a house with all that a build has made."""
    return Path(shutil.copytree(house, target, symlinks=True))


# Cells that one build changes for many tests: file, old text, new text.
CODINGS, STATISTICS = "data/interviews/codings.csv", "data/statistics/new_entries.csv"
EDITS = (
    (CODINGS, "Suk-young,church_years,5,", "Suk-young,church_years,6,"),
    (
        "data/interviews/aggregates.csv",
        "survival-last-crossing,crossing_year,,reason=survival,maximum,2002,",
        "survival-last-crossing,crossing_year,,reason=survival,maximum,2003,",
    ),
    (STATISTICS, "2009,north_korea,long_term_resident,1,", "2009,north_korea,long_term_resident,0,"),
    (STATISTICS, "2011,stateless,long_term_resident,0,", "2011,stateless,long_term_resident,4,"),
    (STATISTICS, "2015,north_korea,long_term_resident,0,", "2015,north_korea,long_term_resident,2,"),
)


@pytest.fixture(scope="session")
def edited(build_once: BuildOnce, built: Path) -> Build:
    """The build after a few cells have been edited and two SYNTHETIC rows were added; tests only read it."""

    def make(house: Path) -> subprocess.CompletedProcess[str]:
        copied(built, house)
        for change in EDITS:
            edit(house, *change)
        with (house / STATISTICS).open("a", encoding="utf-8") as series:
            for nationality in ("north_korea", "stateless"):
                series.write(f"2020,{nationality},long_term_resident,0,,reported,SYNTHETIC,,\n")
        return snakemake(house)

    return build_once("edited", make)


@pytest.fixture(scope="session")
def opened(make_once: MakeOnce, built: Path) -> dict[str, str]:
    """Both Word files as LibreOffice has them after opening, in its own XML, by name."""
    documents = [built / f"results/{name}.docx" for name in ("paper", "paper-annotated")]

    def convert(folder: Path) -> None:
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = ["soffice", "--headless", profile, "--convert-to", "fodt", "--outdir", folder, *documents]
        subprocess.run(command, check=True, capture_output=True)

    folder = make_once("opened", convert)
    return {document.stem: (folder / f"{document.stem}.fodt").read_text("utf-8") for document in documents}
