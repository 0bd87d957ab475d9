"""Compute the numbers of study.motives."""

from adapter import job, tables, write
from study import motives, whole
from traced import ledger

if __name__ == "__main__":
    with job(snakemake.log[0]):
        cases = whole.cases(*tables(snakemake.input.interviews))
        write(snakemake.output.numbers, ledger.dump(motives.part.compute(cases)))
