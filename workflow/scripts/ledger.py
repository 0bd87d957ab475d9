"""Gather the numbers and claims of all parts into results/numbers.json and results/claims.json."""

import json

from adapter import job, read, write
from traced import claims, ledger, records

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = ledger.load(map(read, snakemake.input.numbers))
        printed = records.load(read(snakemake.input.published))["numbers"]
        rows = ledger.assemble(numbers, printed, json.loads(read(snakemake.input.uses)))
        write(snakemake.output.numbers, ledger.to_json(rows))
        judged = claims.load(read(snakemake.input.claims))
        found = claims.assemble(
            judged, json.loads(read(snakemake.input.fragility)), json.loads(read(snakemake.input.sentences))
        )
        write(snakemake.output.claims, claims.to_json(found))
