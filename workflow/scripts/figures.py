"""Draw the figures, each from the table that is saved beside it."""

import warnings
from pathlib import Path

import matplotlib

from adapter import job, read
from study.figures import entries, journeys, motives, routes
from study.figures.style import unwritable
from traced import delimited, labels
from traced.drawings import save
from traced.faults import raise_if_any

# The columns with words of the data; other texts are made from numbers.
LABELS = ("label", "strategy_label", "route_label", "from_label", "to_label", "via_note")
BOXES = (
    "figures: {}: drawn as boxes, since no font here has these letters: use Latin letters, or install Noto Sans CJK, "
    "clear the folder {} and build with --forcerun figures\n"
)


def rows(path: str) -> list[dict[str, str]]:
    """Return the rows of a table by column."""
    header, *cells = delimited.parse(read(path))
    return [dict(zip(header, row, strict=True)) for row in cells]


if __name__ == "__main__":
    warnings.filterwarnings("ignore", r"Glyph \d+ .* missing")  # said once and clearly below
    with job(snakemake.log[0]):
        tables = {Path(path).stem: rows(path) for path in snakemake.input.tables}
        events = rows(snakemake.input.events)
        given = {**dict(zip(snakemake.input.tables, tables.values(), strict=True)), snakemake.input.events: events}
        given = {path: told for path, told in given.items() if Path(path).stem != "journeys"}  # names may have numbers
        raise_if_any(fault for path, told in given.items() for fault in labels.untraced(path, told, LABELS))
        drawn = {
            "motives": motives.draw(tables["motives"]),
            "routes": routes.draw(tables["routes"]),
            "journeys": journeys.draw(tables["journeys"], events),
            "entries": entries.draw(tables["entries"]),
        }
        if texts := unwritable(drawn.values()):
            note = BOXES.format(", ".join(texts), matplotlib.get_cachedir())
            Path(snakemake.log[0]).write_text(note, encoding="utf-8")
        pictures = {(name, suffix): file for name, figure in drawn.items() for suffix, file in save(figure).items()}
        for path in map(Path, snakemake.output):
            path.write_bytes(pictures[path.stem, path.suffix.removeprefix(".")])
