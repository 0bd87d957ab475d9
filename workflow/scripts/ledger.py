"""Gather the numbers of all parts into results/numbers.json."""

import json

from adapter import job, read, write
from traced import ledger, records

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = ledger.load(map(read, snakemake.input.numbers))
        printed = records.load(read(snakemake.input.published))["numbers"]
        rows = ledger.assemble(numbers, printed, json.loads(read(snakemake.input.uses)))
        write(snakemake.output[0], ledger.to_json(rows))
