"""A copy of the repository that is built once for all tests that look at what a build does or makes."""

import importlib
import os
import pkgutil
import shutil
import subprocess
import sys
from pathlib import Path

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


def pytest_sessionstart() -> None:
    """Load every module: Hypothesis also draws the constants of those that are loaded, whichever tests came before."""
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
    """Run Snakemake in a copy of the repository and return what it said."""
    return subprocess.run(
        [*SNAKEMAKE, *arguments], cwd=house, env=os.environ | environment, capture_output=True, text=True, check=False
    )


def files(house: Path) -> dict[str, bytes]:
    """Return what stands in the results folder, by path."""
    results = house / "results"
    found = (p for p in results.rglob("*") if p.is_file() and ".work" not in p.parts)
    return {str(path.relative_to(results)): path.read_bytes() for path in found}


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


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The repository built once; tests only read it."""
    house = clone(tmp_path_factory.mktemp("built") / "house")
    run = snakemake(house)
    assert run.returncode == 0, run.stderr
    return house


@pytest.fixture
def house(built: Path, tmp_path: Path) -> Path:
    """A copy of the built repository that a test may change."""
    return Path(shutil.copytree(built, tmp_path / "house", symlinks=True))
