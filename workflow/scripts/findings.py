"""Write the page of findings: where the article disagrees with itself, with its tables or with a public source."""

from adapter import job, read, write
from study.wording import VOICE
from traced.audit.reports import ReportFiles, findings_page
from traced.claims.finding import judge_findings, unreported
from traced.core.fault import raise_if_any
from traced.core.record import load_records
from traced.ledger.ledger import load_rows

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = load_rows("numbers", read(snakemake.input.ledger))
        judged = load_rows("claims", read(snakemake.input.claims))
        published = load_records(read(snakemake.input.published))
        printed = {record["id"]: record["printed"] for record in published["numbers"]}
        files = ReportFiles(
            read(snakemake.input.layout), read(snakemake.input.template), tuple(map(read, snakemake.input.styles))
        )
        found = judge_findings(published["findings"], judged)
        if snakemake.params.release:
            raise_if_any(unreported(found, judged))
        write(snakemake.output[0], findings_page(found, numbers, judged, printed, files, VOICE))
