"""Draw the figures, each from the table that is saved beside it."""

import warnings
from importlib import import_module
from pathlib import Path

import matplotlib

from adapter import job, read
from traced.core.csv_text import parse_csv
from traced.core.fault import raise_if_any
from traced.lint.figure_labels import untraced_labels
from traced.output.figure import save, styled, unwritable

BOXES = (
    "figures: {}: drawn as boxes, since no font here has these letters: use Latin letters, or install Noto Sans CJK, "
    "clear the folder {} and build with --forcerun figures\n"
)


def rows(path: str) -> list[dict[str, str]]:
    """Return the rows of a table by column."""
    header, *cells = parse_csv(read(path))
    return [dict(zip(header, row, strict=True)) for row in cells]


if __name__ == "__main__":
    warnings.filterwarnings("ignore", r"Glyph \d+ .* missing")  # said once and clearly below
    with job(snakemake.log[0]), styled(snakemake.input.style):
        modules = {name: import_module(f"study.figures.{name}") for name in snakemake.params.figures}
        paths = {Path(path).stem: path for path in snakemake.input.tables}
        tables = {name: rows(path) for name, path in paths.items()}
        declared = [one for module in modules.values() for one in module.TABLES.items()]
        raise_if_any(
            fault for name, table in declared for fault in untraced_labels(paths[name], tables[name], table.labels)
        )
        drawn = {name: module.draw(*(tables[table] for table in module.TABLES)) for name, module in modules.items()}
        if texts := unwritable(drawn.values()):
            note = BOXES.format(", ".join(texts), matplotlib.get_cachedir())
            Path(snakemake.log[0]).write_text(note, encoding="utf-8")
        pictures = {(name, suffix): file for name, figure in drawn.items() for suffix, file in save(figure).items()}
        for path in map(Path, snakemake.output):
            path.write_bytes(pictures[path.stem, path.suffix.removeprefix(".")])
