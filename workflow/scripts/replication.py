"""Set each number that the article prints beside what is computed here, as a table and as a page."""

import json

from adapter import job, read, write
from traced import bibliography, claims, records, reports, verdicts

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = json.loads(read(snakemake.input.ledger))["numbers"]
        judged = claims.load(read(snakemake.input.claims))
        printed = records.load(read(snakemake.input.published))["numbers"]
        years = bibliography.seen_years(read(snakemake.input.bibliography))
        lines = verdicts.judge(printed, numbers, judged, years)
        look = reports.Look(
            read(snakemake.input.layout), read(snakemake.input.template), tuple(map(read, snakemake.input.styles))
        )
        write(snakemake.output.table, verdicts.to_csv(lines))
        entailed = json.loads(read(snakemake.input.entailed))
        page = reports.replication(lines, numbers, judged, entailed, look, snakemake.params.others)
        write(snakemake.output.page, page)
