"""Find for each claim whether another value in a single row would turn it."""

from adapter import job, read, tables, write
from study import fragility
from traced.claims.fragility import to_json
from traced.ledger import ledger

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = ledger.load(map(read, snakemake.input.numbers))
        write(snakemake.output[0], to_json(fragility.of_claims(*tables(*snakemake.input.records), numbers)))
