"""Gather the numbers, claims and records of all parts into numbers.json, claims.json and records.json."""

import json
from itertools import chain

from adapter import job, read, write
from traced.claims.claim import claim_rows
from traced.core.record import dump_records, load_records
from traced.ledger.ledger import dump_rows, ledger_rows, load_numbers, load_rows

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = load_numbers(map(read, snakemake.input.numbers))
        printed = load_records(read(snakemake.input.published))["numbers"]
        tables = {
            name: rows
            for text in map(read, snakemake.input.records)
            for name, rows in load_records(text).items()
            if isinstance(rows, list)
        }
        rows = ledger_rows(numbers, printed, json.loads(read(snakemake.input.uses)), chain(*tables.values()))
        write(snakemake.output.numbers, dump_rows("numbers", rows))
        judged = load_rows("claims", read(snakemake.input.claims))
        fragility = json.loads(read(snakemake.input.fragility))
        sentences = json.loads(read(snakemake.input.sentences))
        write(snakemake.output.claims, dump_rows("claims", claim_rows(judged, fragility, sentences)))
        write(snakemake.output.records, dump_records(tables))
