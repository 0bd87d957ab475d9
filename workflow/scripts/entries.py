"""Compute the numbers of study.entries, Table 2 and the rows of the figure of entries."""

from adapter import job, read, write
from study import entries
from traced import ledger, printing, records
from traced.cases import Cases
from traced.tabular import to_csv

if __name__ == "__main__":
    with job(snakemake.log[0]):
        data = records.load(read(snakemake.input.interviews))
        figures = records.load(read(snakemake.input.statistics))
        cases = Cases(tuple(data["codings"]), tuple(data["aggregates"]), data["codebook"])
        statistics = entries.Statistics(cases, tuple(figures["new_entries"]), tuple(figures["south_korea_arrivals"]))
        numbers = entries.part.compute(statistics)
        table = entries.table(statistics)
        write(snakemake.output.numbers, ledger.dump(numbers))
        write(snakemake.output.table, table.to_json())
        write(snakemake.output.table_csv, table.to_csv(printing.writer(numbers)))
        write(snakemake.output.figure, to_csv(entries.figure(statistics)))
