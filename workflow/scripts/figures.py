"""Draw the figures, each from the table that is saved beside it."""

import sys
from pathlib import Path

from adapter import job, read
from study.figures import entries, journeys, motives, routes
from study.figures.style import unwritable
from traced import delimited
from traced.drawings import save

MISSING = (
    "figures: {}: drawn as empty boxes: no font here has these letters: install Noto Sans CJK, or use Latin letters"
)


def rows(path: str) -> list[dict[str, str]]:
    """Return the rows of a table by column."""
    header, *cells = delimited.read(read(path))
    return [dict(zip(header, row, strict=True)) for row in cells]


if __name__ == "__main__":
    with job(snakemake.log[0]):
        tables = {Path(path).stem: rows(path) for path in snakemake.input.tables}
        drawn = {
            "motives": motives.draw(tables["motives"]),
            "routes": routes.draw(tables["routes"]),
            "journeys": journeys.draw(tables["journeys"], rows(snakemake.input.events)),
            "entries": entries.draw(tables["entries"]),
        }
        if texts := unwritable(drawn.values()):
            print(MISSING.format(", ".join(texts)), file=sys.stderr)
        pictures = {(name, suffix): file for name, figure in drawn.items() for suffix, file in save(figure).items()}
        for path in map(Path, snakemake.output):
            path.write_bytes(pictures[path.stem, path.suffix.removeprefix(".")])
