"""Compute the numbers of study.journeys."""

from adapter import job, tables, write
from study import study
from study.parts import journeys
from traced.ledger import ledger

if __name__ == "__main__":
    with job(snakemake.log[0]):
        told = study.travels(*tables(snakemake.input.interviews, snakemake.input.background))
        write(snakemake.output.numbers, ledger.dump(journeys.part.compute(told)))
