"""Compare two results folders file by file.

    python workflow/commands/compare_results.py results other-results --code

With `--code` the paths, lines and source of code are passed over, so that builds before and after code was moved can
be compared. Exit status 1 when something differs.
"""

from __future__ import annotations

import argparse
import io
import re
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

WITH_CODE = ("numbers.json", "claims.json", "audit.html", "paper-annotated.docx")
CODE_PLACE = re.compile(rb"workflow/[\w/]+\.py(:\d+)?")
CODE_SOURCE = re.compile(rb'<section class="function".*?</section>\s*', re.DOTALL)
KEPT = "README.md"


def different_files(one: Path, other: Path, pass_over_code: bool = False) -> Iterator[str]:
    """Yield a line for each published file that only one folder has, or whose bytes differ."""
    here, there = published_files(one), published_files(other)
    for name in sorted(here.keys() | there.keys()):
        if name not in here:
            yield f"{name}: only in {other}"
        elif name not in there:
            yield f"{name}: only in {one}"
        else:
            contents = [path.read_bytes() for path in (here[name], there[name])]
            if pass_over_code and Path(name).name in WITH_CODE:
                contents = [without_code(content) for content in contents]
            if contents[0] != contents[1]:
                yield f"{name}: differs"


def published_files(folder: Path) -> dict[str, Path]:
    """Return the published files of a results folder, by path in it."""
    paths = [path for path in folder.rglob("*") if path.is_file() and ".work" not in path.relative_to(folder).parts]
    return {path.relative_to(folder).as_posix(): path for path in paths if path.name != KEPT}


def without_code(content: bytes) -> bytes:
    """Return a file without the places and the source of code; of a Word file the members, one after another."""
    if content.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(content)) as members:
            content = b"".join(name.encode() + members.read(name) for name in sorted(members.namelist()))
    return CODE_PLACE.sub(b"<code>", CODE_SOURCE.sub(b"", content))


def main() -> int:
    """Print the files that differ and return the exit status."""
    arguments = argparse.ArgumentParser(description="Compare two results folders file by file.")
    arguments.add_argument("folders", nargs=2, type=Path, metavar="folder")
    arguments.add_argument("--code", action="store_true", help="pass over paths, lines and source of code")
    given = arguments.parse_args()
    differences = list(different_files(given.folders[0], given.folders[1], given.code))
    print(*differences or ["no file differs"], sep="\n")
    return 1 if differences else 0


if __name__ == "__main__":
    sys.exit(main())
