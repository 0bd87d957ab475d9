"""Compute the numbers of study.motives."""

from adapter import job, read, write
from study import motives
from traced import ledger, records
from traced.cases import Cases
from traced.tabular import to_csv

if __name__ == "__main__":
    with job(snakemake.log[0]):
        data = records.load(read(snakemake.input.interviews))
        cases = Cases(tuple(data["codings"]), tuple(data["aggregates"]), data["codebook"])
        write(snakemake.output.numbers, ledger.dump(motives.part.compute(cases)))
        write(snakemake.output.figure, to_csv(motives.figure(cases)))
