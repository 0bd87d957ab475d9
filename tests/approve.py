"""Write the approved ledger from the last build: what a number is, without the lines that compute and print it."""

import json
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
APPROVED = ROOT / "tests/expected/numbers.json"
PASSING = ("code", "used")


def approved(ledger: str) -> dict[str, Any]:
    """Return the part of a ledger that is approved: a line of code that moves is no changed number."""
    numbers = json.loads(ledger)["numbers"]
    return {name: {k: v for k, v in row.items() if k not in PASSING} for name, row in numbers.items()}


if __name__ == "__main__":
    rows = approved((ROOT / "results/numbers.json").read_text("utf-8"))
    APPROVED.write_text(json.dumps(rows, ensure_ascii=False, indent=1, sort_keys=True) + "\n", "utf-8")
