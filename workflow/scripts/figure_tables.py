"""Write the rows that each figure draws, as the modules of study.figures compute them."""

from importlib import import_module
from pathlib import Path

from adapter import job, tables, write
from traced.manuscript.table import to_csv

if __name__ == "__main__":
    with job(snakemake.log[0]):
        records, codebook = tables(*snakemake.input.records)
        modules = [import_module(f"study.figures.{name}") for name in snakemake.params.figures]
        declared = {name: table for module in modules for name, table in module.TABLES.items()}
        wanted = {Path(path).stem: path for path in snakemake.output}
        if wanted.keys() != declared.keys():
            names = ", ".join(sorted(wanted.keys() ^ declared.keys()))
            raise ValueError(f"{names}: in TABLES of a figure, or in MORE_TABLES of common.smk, but not in both")
        for name, table in declared.items():
            write(wanted[name], to_csv(table.rows(records, codebook), table.columns))
