"""Judge the claims of study.claims by the ledger."""

from adapter import job, read, write
from study.claims import claims
from traced import ledger, records
from traced.claims import Evidence, to_json

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = ledger.load(map(read, snakemake.input.numbers))
        statements = records.load(read(snakemake.input.interviews))["aggregates"]
        evidence = Evidence(numbers, {record["statement"]: record for record in statements})
        write(snakemake.output[0], to_json(claims.judge(evidence)))
