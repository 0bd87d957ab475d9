"""Compute the numbers of study.entries and Table 2."""

from adapter import job, tables, write
from study import study
from study.parts import entries
from traced.ledger import ledger, style

if __name__ == "__main__":
    with job(snakemake.log[0]):
        statistics = study.statistics(*tables(snakemake.input.interviews, snakemake.input.statistics))
        numbers = entries.part.compute(statistics)
        table = entries.table(statistics)
        write(snakemake.output.numbers, ledger.dump(numbers))
        write(snakemake.output.table, table.to_json())
        write(snakemake.output.table_csv, table.to_csv(style.writer(numbers)))
