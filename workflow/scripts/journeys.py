"""Compute the numbers of study.journeys."""

from adapter import job, tables, write
from study import journeys, whole
from traced import ledger

if __name__ == "__main__":
    with job(snakemake.log[0]):
        told = whole.travels(*tables(snakemake.input.interviews, snakemake.input.background))
        write(snakemake.output.numbers, ledger.dump(journeys.part.compute(told)))
