"""Compute the numbers of study.journeys and the rows of the figure of journeys."""

from adapter import job, tables, write
from study import journeys, whole
from traced import ledger
from traced.tabular import to_csv

if __name__ == "__main__":
    with job(snakemake.log[0]):
        told = whole.travels(*tables(snakemake.input.interviews, snakemake.input.background))
        write(snakemake.output.numbers, ledger.dump(journeys.part.compute(told)))
        write(snakemake.output.figure, to_csv(journeys.figure(told)))
        write(snakemake.output.events, to_csv(journeys.events(told), journeys.EVENTS))
