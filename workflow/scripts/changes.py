"""Compare the results of this build with those of another: as a page, as a table, and in a few lines."""

from pathlib import Path

from adapter import job, read, write
from study.tables import KEYS, NOTES
from traced.audit.reports import ReportFiles, changes_page
from traced.changes.causes import Keys
from traced.changes.compare import Changes, compare
from traced.changes.snapshot import snapshot_files, snapshot_of
from traced.changes.summary import changes_csv, changes_summary
from traced.reading.bibliography import citation_texts

if __name__ == "__main__":
    with job(snakemake.log[0]):
        made = ("numbers", "claims", "records", "paper", "tables", "figures")
        new = snapshot_of(Path(path) for name in made for path in snakemake.input.get(name))
        old = snapshot_of(snapshot_files(Path(snakemake.params.baseline)))
        found = compare(old, new, Keys(KEYS, NOTES)) if old.numbers else None
        against = snakemake.params.against
        files = ReportFiles(
            read(snakemake.input.layout), read(snakemake.input.template), tuple(map(read, snakemake.input.styles))
        )
        works = citation_texts(read(snakemake.input.bibliography))
        write(snakemake.output.page, changes_page(found, against, new.numbers, new.claims, works, files))
        write(snakemake.output.table, changes_csv(found or Changes()))
        write(snakemake.output.summary, changes_summary(found, against))
