"""Compute the numbers of study.strategies, Table 1 and the rows of the figure of routes."""

from adapter import job, read, write
from study import strategies
from traced import ledger, printing, records
from traced.cases import Cases
from traced.tabular import to_csv

if __name__ == "__main__":
    with job(snakemake.log[0]):
        data = records.load(read(snakemake.input.interviews))
        cases = Cases(tuple(data["codings"]), tuple(data["aggregates"]), data["codebook"])
        typology = strategies.Typology(cases, tuple(data["strategies"]), tuple(data["routes"]))
        numbers = strategies.part.compute(typology)
        table = strategies.table(typology)
        write(snakemake.output.numbers, ledger.dump(numbers))
        write(snakemake.output.table, table.to_json())
        write(snakemake.output.table_csv, table.to_csv(printing.writer(numbers)))
        write(snakemake.output.figure, to_csv(strategies.figure(typology)))
