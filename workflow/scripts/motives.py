"""Compute the numbers of study.motives and the rows of the figure of reasons."""

from adapter import job, tables, write
from study import motives, whole
from traced import ledger
from traced.tabular import to_csv

if __name__ == "__main__":
    with job(snakemake.log[0]):
        cases = whole.cases(*tables(snakemake.input.interviews))
        write(snakemake.output.numbers, ledger.dump(motives.part.compute(cases)))
        write(snakemake.output.figure, to_csv(motives.figure(cases)))
