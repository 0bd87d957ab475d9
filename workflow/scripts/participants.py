"""Compute the numbers of study.participants."""

from adapter import job, read, write
from study import participants
from traced import ledger, records
from traced.cases import Cases

if __name__ == "__main__":
    with job(snakemake.log[0]):
        data = records.load(read(snakemake.input.interviews))
        cases = Cases(tuple(data["codings"]), tuple(data["aggregates"]), data["codebook"])
        write(snakemake.output.numbers, ledger.dump(participants.part.compute(cases)))
