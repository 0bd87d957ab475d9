"""Gather the numbers, claims and records of all parts into numbers.json, claims.json and records.json."""

import json
from itertools import chain

from adapter import job, read, write
from traced.claims import claim
from traced.core import record
from traced.ledger import ledger

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = ledger.load(map(read, snakemake.input.numbers))
        printed = record.load(read(snakemake.input.published))["numbers"]
        tables = {
            name: rows
            for text in map(read, snakemake.input.records)
            for name, rows in record.load(text).items()
            if isinstance(rows, list)
        }
        found = ledger.assemble(numbers, printed, json.loads(read(snakemake.input.uses)), chain(*tables.values()))
        write(snakemake.output.numbers, ledger.to_json(found))
        judged = claim.load(read(snakemake.input.claims))
        told = claim.assemble(
            judged, json.loads(read(snakemake.input.fragility)), json.loads(read(snakemake.input.sentences))
        )
        write(snakemake.output.claims, claim.to_json(told))
        write(snakemake.output.records, record.dump(tables))
