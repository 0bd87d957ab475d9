"""Code files: which modules a script needs, directly or through others."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from pathlib import Path

WORKFLOW = Path(__file__).parent
SCRIPTS = WORKFLOW / "scripts"
IMPORT = re.compile(r"^ *(?:from (\S+) import (\([^)]*\)|[^\n]+)|import (\w[\w.]*))", re.MULTILINE)


def code_files(*modules: str) -> list[Path]:
    """Return the files of these modules and of all that they import, sorted.

    modules: dotted names, as imported: `motives` is a script, `study.figures.routes` a module of a package. Snakemake sees
    edits only in files that a rule declares.
    """
    reached: set[Path] = set()
    waiting = [path for module in modules for path in module_files(module)]
    while waiting:
        path = waiting.pop()
        if path not in reached:
            reached.add(path)
            waiting.extend(imported_files(path))
    return sorted(reached)


@functools.cache
def imported_files(path: Path) -> tuple[Path, ...]:
    """Return the files of this workflow that a module imports, in the order of its imports."""
    return tuple(file for name in imported_names(path) for file in module_files(name))


def imported_names(path: Path) -> Iterator[str]:
    """Yield the dotted names that a module imports; of `from x import y` both x and x.y, since y may be a module."""
    for source, names, module in IMPORT.findall(path.read_text(encoding="utf-8")):
        yield source or module
        for name in re.findall(r"(\w+)(?: as \w+)?", names):
            yield f"{source}.{name}"


def module_files(module: str) -> Iterator[Path]:
    """Yield the file of a module, and those of the packages that it lies in; nothing for a module from elsewhere."""
    parts = module.split(".")
    for folder in (WORKFLOW, SCRIPTS):
        for end in range(1, len(parts)):
            package = folder.joinpath(*parts[:end], "__init__.py")
            if package.is_file():
                yield package
        for path in (folder.joinpath(*parts).with_suffix(".py"), folder.joinpath(*parts, "__init__.py")):
            if path.is_file():
                yield path
