"""Compare the results of this build with those of another: as a page, as a table, and in a few lines."""

from pathlib import Path

from adapter import job, read, write
from study.tables import KEYS, NOTES
from traced.audit import reports
from traced.changes import compare, snapshot, summary
from traced.changes.causes import Keys
from traced.reading import bibliography

if __name__ == "__main__":
    with job(snakemake.log[0]):
        made = ("numbers", "claims", "records", "paper", "tables", "figures")
        new = snapshot.snapshot_of(Path(path) for name in made for path in snakemake.input.get(name))
        old = snapshot.snapshot_of(snapshot.files(Path(snakemake.params.baseline)))
        found = compare.compare(old, new, Keys(KEYS, NOTES)) if old.numbers else None
        against = snakemake.params.against
        files = reports.ReportFiles(
            read(snakemake.input.layout), read(snakemake.input.template), tuple(map(read, snakemake.input.styles))
        )
        works = bibliography.citation_texts(read(snakemake.input.bibliography))
        write(snakemake.output.page, reports.changes(found, against, new.numbers, new.claims, works, files))
        write(snakemake.output.table, summary.to_csv(found or compare.Changes()))
        write(snakemake.output.summary, summary.summary(found, against))
