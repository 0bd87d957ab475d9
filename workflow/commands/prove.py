"""Prove the lineage of every number: change each cell of each data file, one at a time, and see which numbers change.

usage: .venv/bin/python workflow/commands/prove.py [--data DIR] [--all]

A number may change only if it names the row of the cell (sound), and each row that it names must have a change that
changes it (tight), allowed by the rules on the data or not. Exits with status 1 when either fails. Runs the functions
of the study, not the documents.
"""

import argparse
import sys
import time
from collections.abc import Collection, Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache, partial
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # where the packages are

import data_folder
from study import study
from study.load import load_study
from study.perturb import allowed, changes
from study.tables import LISTS
from traced.claims.lineage import Proof, prove
from traced.core.fault import Faults
from traced.core.record import Tables
from traced.reading.bibliography import bibliography_entries
from traced.reading.codebook import checked_codebook
from traced.reading.interviews import File
from traced.reading.variable import Codebook

ROOT = Path(__file__).resolve().parents[2]


@cache
def data_of(folder: Path) -> tuple[Tables, Codebook, tuple[str, ...]]:
    """Return the tables of a data folder by name, the codebook, and the keys of the works that may be cited."""
    inputs = data_folder.find_files(folder)

    def files(paths: Iterable[Path]) -> list[File]:
        return [File(data_folder.file_label(path, folder), path.read_bytes()) for path in paths]

    tables = dict(zip(inputs.tables, files(inputs.tables.values()), strict=True))
    codebook = checked_codebook(data_folder.file_label(inputs.codebook, folder), inputs.codebook.read_bytes(), LISTS)
    works = tuple(bibliography_entries((ROOT / "manuscript/references.bib").read_text(encoding="utf-8")))
    sample, further, statistics = map(files, (inputs.sample, inputs.further, inputs.statistics))
    data = load_study(codebook, tables, sample, further, statistics, works)
    return data.tables, data.codebook, works


def prove_partition(folder: Path, part: int, parts: int) -> Proof:
    """Prove one partition of the rows, for a worker process."""
    tables, codebook, works = data_of(folder)

    def compute(changed: Tables, table: str, names: Collection[str]) -> dict[str, Any]:
        readers = study.readers(table)
        asked = {name.partition(".")[0] for name in names} or readers
        return study.compute(changed, codebook, [part for part in readers if part in asked], names)

    own = (change for change in changes(tables, codebook) if change.record.line % parts == part)
    return prove(tables, own, compute, partial(allowed, codebook, works))


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    parser.add_argument("--all", action="store_true", help="name every miss, and what only refused changes show")
    arguments = parser.parse_args()
    start = time.perf_counter()
    try:
        data_of(arguments.data)
    except Faults as faults:
        print(faults, file=sys.stderr)
        return 1
    with ProcessPoolExecutor(2) as pool:
        first, second = pool.map(partial(prove_partition, arguments.data, parts=2), range(2))
    proof = first.merged(second)
    print(f"{proof.cells} cells tried, {proof.idle} of them in tables from which nothing is computed;")
    print(f"{proof.changes} changes, {proof.refused} of them refused by the rules on the data")
    print(f"{proof.numbers} numbers checked, with {len(proof.watched)} rows named between them")
    print(f"sound: {len(proof.unsound)} misses (a number changed that does not name the row)")
    print(f"tight: {len(proof.loose)} misses (a row named that nothing shows to matter)")
    print(f"       {len(proof.held)} of these pairs are shown only by changes that the rules on the data refuse")
    print(f"{time.perf_counter() - start:.1f} s")
    most = None if arguments.all else 12
    for name, change in proof.unsound[:most]:
        print(f"  {name} changed with {change.record.id}: {change.column} = {change.value!r}", file=sys.stderr)
    for name, record in proof.loose[:most]:
        print(f"  {name} names {record or 'no row'}, which does not move it", file=sys.stderr)
    for name, record in proof.held if arguments.all else ():
        print(f"  {name} names {record}, which moves it only by a change that is refused", file=sys.stderr)
    return 1 if proof.unsound or proof.loose else 0


if __name__ == "__main__":
    sys.exit(main())
