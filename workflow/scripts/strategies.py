"""Compute the numbers of study.strategies and Table 1."""

from adapter import job, tables, write
from study import study
from study.parts import strategies
from traced.ledger import ledger, style

if __name__ == "__main__":
    with job(snakemake.log[0]):
        typology = study.typology(*tables(snakemake.input.interviews))
        numbers = strategies.part.compute(typology)
        table = strategies.table(typology)
        write(snakemake.output.numbers, ledger.dump(numbers))
        write(snakemake.output.table, table.to_json())
        write(snakemake.output.table_csv, table.to_csv(style.writer(numbers)))
