"""Compute the numbers of study.motives."""

from adapter import job, tables, write
from study import study
from study.parts import motives
from traced.ledger import ledger

if __name__ == "__main__":
    with job(snakemake.log[0]):
        cases = study.cases(*tables(snakemake.input.interviews))
        write(snakemake.output.numbers, ledger.dump(motives.part.compute(cases)))
