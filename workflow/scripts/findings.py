"""Write the page of findings: where the article disagrees with itself, with its tables or with a public source."""

from adapter import job, read, write
from study.wording import VOICE
from traced.audit import reports
from traced.claims import claim, finding
from traced.core import record as records
from traced.core.fault import raise_if_any
from traced.ledger import ledger

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = ledger.rows_of("numbers", read(snakemake.input.ledger))
        judged = claim.load(read(snakemake.input.claims))
        published = records.load(read(snakemake.input.published))
        printed = {record["id"]: record["printed"] for record in published["numbers"]}
        files = reports.ReportFiles(
            read(snakemake.input.layout), read(snakemake.input.template), tuple(map(read, snakemake.input.styles))
        )
        found = finding.judge(published["findings"], judged)
        if snakemake.params.release:
            raise_if_any(finding.unreported(found, judged))
        write(snakemake.output[0], reports.findings(found, numbers, judged, printed, files, VOICE))
