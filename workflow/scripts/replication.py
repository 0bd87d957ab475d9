"""Set each number that the article prints beside what is computed here, as a table and as a page."""

import json

from adapter import job, read, write
from study.wording import VOICE
from traced import bibliography, claims, findings, ledger, records, reports, verdicts

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = ledger.rows_of("numbers", read(snakemake.input.ledger))
        judged = claims.load(read(snakemake.input.claims))
        published = records.load(read(snakemake.input.published))
        works = read(snakemake.input.bibliography)
        lines = verdicts.judge(published["numbers"], numbers, judged, bibliography.seen_years(works), VOICE)
        files = reports.ReportFiles(
            read(snakemake.input.layout), read(snakemake.input.template), tuple(map(read, snakemake.input.styles))
        )
        write(snakemake.output.table, verdicts.to_csv(lines))
        entailed = json.loads(read(snakemake.input.entailed))
        found = findings.judge(published["findings"], judged)
        called = bibliography.called(works)
        page = reports.replication(
            lines, numbers, judged, entailed, found, called, files, snakemake.params.others, VOICE
        )
        write(snakemake.output.page, page)
