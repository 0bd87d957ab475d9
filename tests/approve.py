"""Write the approved ledger from the last build: what each number is, and the rows it rests on by their keys.

Lines of code, manuscript and data are left out, so that code that moves or a row that is inserted changes no other
number.
"""

import json
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "workflow"))  # where the packages are

from study.tables import KEYS

ROOT = Path(__file__).resolve().parents[1]
APPROVED = ROOT / "tests/expected/numbers.json"
LEFT_OUT = ("code", "used")


def approved(
    numbers: Mapping[str, Mapping[str, Any]], tables: Mapping[str, Iterable[Mapping[str, Any]]]
) -> dict[str, dict[str, Any]]:
    """Return the part of a ledger that is approved.

    numbers: the rows of numbers.json by name
    tables: the rows of records.json by table
    """
    identities = {row["id"]: identity(table, row) for table, rows in tables.items() for row in rows}
    return {
        name: {key: value for key, value in number.items() if key not in LEFT_OUT}
        | {"records": sorted(identities[record] for record in number["records"])}
        for name, number in numbers.items()
    }


def identity(table: str, row: Mapping[str, Any]) -> str:
    """Return the table of a row and its key: `codings: Suk-young, church_years`."""
    return f"{table}: {', '.join(row['fields'][column] for column in KEYS[table])}"


def approved_of(results: Path) -> dict[str, dict[str, Any]]:
    """Return the part of a built ledger that is approved."""
    numbers = json.loads((results / "numbers.json").read_text("utf-8"))["numbers"]
    return approved(numbers, json.loads((results / "records.json").read_text("utf-8")))


if __name__ == "__main__":
    rows = approved_of(ROOT / "results")
    APPROVED.write_text(json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
