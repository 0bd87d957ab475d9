"""Compute the numbers of the part of the paper that the rule is named after, and its table where it has one."""

from importlib import import_module

from adapter import job, tables, write
from traced.ledger.ledger import dump_numbers
from traced.ledger.style import formatter

if __name__ == "__main__":
    with job(snakemake.log[0]):
        module = import_module(f"study.parts.{snakemake.rule}")
        data = module.part.source(*tables(*snakemake.input.records))
        numbers = module.part.compute(data)
        write(snakemake.output.numbers, dump_numbers(numbers))
        if "table" in snakemake.output.keys():  # noqa: SIM118 (outputs are a list with names)
            table = module.table(data)
            write(snakemake.output.table, table.to_json())
            write(snakemake.output.table_csv, table.to_csv(formatter(numbers)))
