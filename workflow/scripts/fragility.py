"""Find for each claim whether another value in a single row would turn it."""

from adapter import job, read, tables, write
from study.fragility import claim_fragilities
from traced.claims.fragility import dump_fragilities
from traced.ledger.ledger import load_numbers

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = load_numbers(map(read, snakemake.input.numbers))
        write(snakemake.output[0], dump_fragilities(claim_fragilities(*tables(*snakemake.input.records), numbers)))
