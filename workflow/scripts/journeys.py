"""Compute the numbers of study.journeys and the rows of the figure of journeys."""

from adapter import job, read, write
from study import journeys
from traced import ledger, records
from traced.cases import Cases
from traced.tabular import to_csv

if __name__ == "__main__":
    with job(snakemake.log[0]):
        data = records.load(read(snakemake.input.interviews))
        background = records.load(read(snakemake.input.background))
        cases = Cases(tuple(data["codings"]), tuple(data["aggregates"]), data["codebook"])
        told = journeys.Journeys(cases, tuple(background["events"]))
        write(snakemake.output.numbers, ledger.dump(journeys.part.compute(told)))
        write(snakemake.output.figure, to_csv(journeys.figure(told)))
        write(snakemake.output.events, to_csv(journeys.events(told), journeys.EVENTS))
