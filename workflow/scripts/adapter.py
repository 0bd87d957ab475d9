"""What every script shares: the way to the packages, and an end without traceback when the data are at fault."""

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from traced.core.fault import Faults
from traced.core.record import Record, load_records
from traced.manuscript.pandoc import DocumentError


@contextmanager
def job(log: str) -> Iterator[None]:
    """Run the body of a script; faults end it, and go to the log, a line each, which the build prints.

    Their kinds go into a JSON file beside the log, for code that decides by them.
    """
    kinds = Path(log).with_suffix(".json")
    kinds.unlink(missing_ok=True)
    Path(log).write_text("", encoding="utf-8")
    try:
        yield
    except (Faults, DocumentError) as error:
        Path(log).write_text(f"{error}\n", encoding="utf-8")
        if isinstance(error, Faults):
            write_json(str(kinds), sorted({fault.kind for fault in error.faults if fault.kind}))
        sys.exit(1)


def read(path: str) -> str:
    """Return the text of a file."""
    return Path(path).read_text(encoding="utf-8")


def tables(*paths: str) -> tuple[dict[str, tuple[Record, ...]], dict[str, Any]]:
    """Return the tables of prepared records by name, and the codebook if one of the files has it."""
    content = {name: rows for path in paths for name, rows in load_records(read(path)).items()}
    codebook = content.pop("codebook", {})
    return {name: tuple(rows) for name, rows in content.items()}, codebook


def write(path: str, text: str) -> None:
    """Write text to a file, with the same line ends everywhere."""
    Path(path).write_text(text, encoding="utf-8", newline="\n")


def write_json(path: str, content: Any) -> None:
    """Write what JSON can hold, its keys in the order they have."""
    write(path, json.dumps(content, ensure_ascii=False, indent=1) + "\n")
