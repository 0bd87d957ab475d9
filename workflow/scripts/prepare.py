"""Read the data files, hold them to the codebook and to each other, and hand them on as records."""

import re
from pathlib import Path

import yaml

from adapter import job, read, write
from study import inputs
from traced import records
from traced.cases import Cases
from traced.faults import raise_if_any
from traced.sources import read_csv

TABLES = {
    "interviews": ("codings", "aggregates", "strategies", "routes"),
    "statistics": ("new_entries", "south_korea_arrivals"),
    "background": ("facts", "events"),
    "published": ("numbers", "findings"),
}


if __name__ == "__main__":
    with job(snakemake.log[0]):
        codebook = yaml.safe_load(read(snakemake.input.codebook))
        citation_keys = re.findall(r"^@\w+\{([^,\s]+),", read(snakemake.input.bibliography), re.MULTILINE)
        label = snakemake.params.label
        sources = {
            table: read_csv(Path(snakemake.input[table]).read_bytes(), f"{label}/{topic}/{table}.csv", schema)
            for topic, tables in TABLES.items()
            for table in tables
            for schema in [inputs.SCHEMAS[f"{topic}/{table}.csv"]]
        }
        raise_if_any(fault for source in sources.values() for fault in source.faults)
        rows = {table: source.records() for table, source in sources.items()}
        raise_if_any(
            [
                *inputs.coding_faults(rows["codings"], codebook),
                *inputs.aggregate_faults(rows["aggregates"], codebook),
                *inputs.route_faults(rows["strategies"], rows["routes"], codebook),
                *inputs.statistics_faults(rows["new_entries"], rows["south_korea_arrivals"]),
                *inputs.fact_faults(rows["facts"]),
                *inputs.citation_faults(rows["facts"], citation_keys),
            ]
        )
        raise_if_any(Cases(tuple(rows["codings"]), tuple(rows["aggregates"]), codebook).contradictions())
        for topic, tables in TABLES.items():
            extra = {"codebook": codebook} if topic == "interviews" else {}
            write(snakemake.output[topic], records.dump({table: rows[table] for table in tables}, **extra))
