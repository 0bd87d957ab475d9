"""Compute the numbers of study.participants."""

from adapter import job, tables, write
from study import study
from study.parts import participants
from traced.ledger import ledger

if __name__ == "__main__":
    with job(snakemake.log[0]):
        cases = study.cases(*tables(snakemake.input.interviews))
        write(snakemake.output.numbers, ledger.dump(participants.part.compute(cases)))
