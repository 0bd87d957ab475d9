"""Write the audit page, which shows where each number of the manuscript comes from."""

import json
from pathlib import Path

from adapter import job, read, write
from study.tables import VALUES
from study.wording import VOICE
from traced.audit.page import PageFiles, audit_page
from traced.audit.rule_graph import graph_of
from traced.audit.trail import Trails
from traced.core.record import load_records, records_by_id
from traced.ledger.ledger import load_rows

if __name__ == "__main__":
    with job(snakemake.log[0]):
        rows = records_by_id(map(read, snakemake.input.records))
        published = load_records(read(snakemake.input.published))["numbers"]
        numbers = load_rows("numbers", read(snakemake.input.ledger))
        claims = load_rows("claims", read(snakemake.input.claims))
        code = {path: read(path) for path in snakemake.input.code if path.endswith(".py")}
        page = audit_page(
            document=json.loads(read(snakemake.input.document)),
            resources=Path(snakemake.params.folder),
            trails=Trails(numbers, rows, VALUES, code, claims, VOICE),
            published=published,
            graph=graph_of(snakemake.params.graph, {record.file for record in [*rows.values(), *published]}),
            here=snakemake.rule,
            files=PageFiles(
                read(snakemake.input.template), tuple(map(read, snakemake.input.styles)), read(snakemake.input.script)
            ),
        )
        write(snakemake.output[0], page)
