"""Set each number that the article prints beside what is computed here, as a table and as a page."""

import json

from adapter import job, read, write
from study.wording import VOICE
from traced.audit.reports import ReportFiles, replication_page
from traced.claims.finding import judge_findings
from traced.core.record import load_records
from traced.ledger.ledger import load_rows
from traced.ledger.published import judge_published, published_csv
from traced.reading.bibliography import citation_texts, verified_years

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = load_rows("numbers", read(snakemake.input.ledger))
        judged = load_rows("claims", read(snakemake.input.claims))
        published = load_records(read(snakemake.input.published))
        works = read(snakemake.input.bibliography)
        lines = judge_published(published["numbers"], numbers, judged, verified_years(works), VOICE)
        files = ReportFiles(
            read(snakemake.input.layout), read(snakemake.input.template), tuple(map(read, snakemake.input.styles))
        )
        write(snakemake.output.table, published_csv(lines))
        entailed = json.loads(read(snakemake.input.entailed))
        found = judge_findings(published["findings"], judged)
        called = citation_texts(works)
        page = replication_page(lines, numbers, judged, entailed, found, called, files, snakemake.params.others, VOICE)
        write(snakemake.output.page, page)
