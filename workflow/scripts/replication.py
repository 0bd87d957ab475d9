"""Set each number that the article prints beside what is computed here, as a table and as a page."""

import json

from adapter import job, read, write
from study.wording import VOICE
from traced.audit import reports
from traced.claims import claim, finding
from traced.core import record
from traced.ledger import ledger
from traced.ledger import published as verdicts
from traced.reading.bibliography import citation_texts, verified_years

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = ledger.rows_of("numbers", read(snakemake.input.ledger))
        judged = claim.load(read(snakemake.input.claims))
        published = record.load(read(snakemake.input.published))
        works = read(snakemake.input.bibliography)
        lines = verdicts.judge(published["numbers"], numbers, judged, verified_years(works), VOICE)
        files = reports.ReportFiles(
            read(snakemake.input.layout), read(snakemake.input.template), tuple(map(read, snakemake.input.styles))
        )
        write(snakemake.output.table, verdicts.to_csv(lines))
        entailed = json.loads(read(snakemake.input.entailed))
        found = finding.judge(published["findings"], judged)
        called = citation_texts(works)
        page = reports.replication(
            lines, numbers, judged, entailed, found, called, files, snakemake.params.others, VOICE
        )
        write(snakemake.output.page, page)
