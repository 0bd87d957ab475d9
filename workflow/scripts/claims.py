"""Judge the claims of study.claims by the ledger."""

from adapter import job, read, tables, write
from study.claims import claims, ledger_view
from traced.claims.claim import dump_claims
from traced.ledger.ledger import load_numbers

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = load_numbers(map(read, snakemake.input.numbers))
        coded, _ = tables(snakemake.input.interviews)
        view = ledger_view(numbers, coded["aggregates"])
        write(snakemake.output[0], dump_claims(claims.judge(view)))
