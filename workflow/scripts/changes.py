"""Compare the results of this build with those of another: as a page, as a table, and in a few lines."""

from pathlib import Path

from adapter import job, read, write
from study.tables import KEYS, NOTES
from traced import bibliography, changelog, changes, reports, snapshots
from traced.causes import Keys

if __name__ == "__main__":
    with job(snakemake.log[0]):
        made = ("numbers", "claims", "records", "paper", "tables", "figures")
        new = snapshots.snapshot_of(Path(path) for name in made for path in snakemake.input.get(name))
        old = snapshots.snapshot_of(snapshots.files(Path(snakemake.params.baseline)))
        found = changes.compare(old, new, Keys(KEYS, NOTES)) if old.numbers else None
        against = snakemake.params.against
        files = reports.ReportFiles(
            read(snakemake.input.layout), read(snakemake.input.template), tuple(map(read, snakemake.input.styles))
        )
        works = bibliography.called(read(snakemake.input.bibliography))
        write(snakemake.output.page, reports.changes(found, against, new.numbers, new.claims, works, files))
        write(snakemake.output.table, changelog.to_csv(found or changes.Changes()))
        write(snakemake.output.summary, changelog.summary(found, against))
