"""Prove the lineage of every number: change each cell of each data file, one at a time, and see which numbers follow.

usage: .venv/bin/python workflow/prove.py [--data DIR] [--all]

A number may change only if it names the row of the cell (sound), and each row that it names must have a change that
moves it (tight). Exits with status 1 when either fails. Runs the functions of the study, not the documents.
"""

import argparse
import sys
import time
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from itertools import islice
from pathlib import Path
from typing import Any

import layout
from study import intake, whole
from study.variations import allowed, changes
from study.whole import Codebook, Tables
from traced import bibliography
from traced import codebook as codebooks
from traced.drops import File
from traced.faults import Faults
from traced.proof import Proof, prove

ROOT = Path(__file__).resolve().parents[1]


@cache
def study(folder: Path) -> tuple[Tables, Codebook]:
    """Return the tables of a data folder by name, and the codebook, as a build reads them."""
    found = layout.read(folder)

    def files(paths: Iterable[Path]) -> list[File]:
        return [File(layout.label(path, folder), path.read_bytes()) for path in paths]

    tables = dict(zip(found.tables, files(found.tables.values()), strict=True))
    codebook = codebooks.checked(layout.label(found.codebook, folder), found.codebook.read_bytes())
    works = bibliography.entries((ROOT / "manuscript/references.bib").read_text(encoding="utf-8"))
    data = intake.read(codebook, tables, files(found.sample), files(found.further), files(found.statistics), works)
    return data.tables, data.codebook


def share(folder: Path, part: int, parts: int) -> Proof:
    """Return what comes of every so-many-eth change."""
    tables, codebook = study(folder)

    def compute(changed: Tables, table: str) -> dict[str, Any]:
        return whole.compute(changed, codebook, whole.READERS[table])

    mine = islice(changes(tables, codebook), part, None, parts)
    return prove(tables, mine, compute, partial(allowed, codebook))


def main() -> int:
    """Prove, and say what came of it."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--all", action="store_true", help="name every miss, and what is held")
    arguments = parser.parse_args()
    start = time.perf_counter()
    try:
        tables, _ = study(arguments.data)
    except Faults as faults:
        print(faults, file=sys.stderr)
        return 1
    with ProcessPoolExecutor(2) as pool:
        first, second = pool.map(partial(share, arguments.data, parts=2), range(2))
    proof = first.merged(second)
    cells = sum(len(record.fields) for records in tables.values() for record in records)
    print(f"{cells} cells tried, {proof.changes} changes ({proof.refused} refused by the rules on the data)")
    print(f"{proof.numbers} numbers checked, with {proof.pairs} rows named between them")
    print(f"sound: {len(proof.unsound)} misses (a number changed that does not name the row)")
    print(f"tight: {len(proof.loose)} misses (a row named that nothing shows to matter)")
    print(f"       {len(proof.held)} more are held by the rules on the data, which refuse every change that would tell")
    print(f"{time.perf_counter() - start:.1f} s")
    most = None if arguments.all else 12
    for name, change in proof.unsound[:most]:
        print(f"  {name} changed with {change.record.id}: {change.column} = {change.value!r}", file=sys.stderr)
    for name, record in [*proof.loose, *(proof.held if arguments.all else ())][:most]:
        print(f"  {name} names {record}, which does not move it", file=sys.stderr)
    return 1 if proof.unsound or proof.loose else 0


if __name__ == "__main__":
    sys.exit(main())
