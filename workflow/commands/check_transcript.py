"""Check that the transcription is complete: is every numeral of the article's text accounted for, and nothing else?

usage: .venv/bin/python workflow/commands/check_transcript.py ARTICLE [--data DIR]

ARTICLE is the text of the article, which is no part of the repository. Each digit, number word and word of quantity in
it needs a line of DIR/published/numbers.csv, or one with a reason in DIR/published/exemptions.csv, and each line of
these files needs a place in the text. Exits with status 1 when one lacks the other, with 2 when there is no such text.
"""

import argparse
import sys
from collections import Counter
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # where the packages are

from study.tables import EXEMPTIONS, TABLES
from traced.core.fault import Faults, raise_if_any
from traced.lint.transcript import Coverage, Entry, check_coverage, parse_article
from traced.reading.csv_table import CsvTable, Schema, read_csv


def published(folder: Path, name: str, schema: Schema) -> CsvTable:
    """Return a table of what the article printed. Raises Faults for what its schema does not allow."""
    file = folder / "published" / f"{name}.csv"
    table = read_csv(file.read_bytes(), str(file), schema)
    raise_if_any(table.faults)
    return table


def entries(table: CsvTable, printed: str, context: str = "") -> list[Entry]:
    """Return the rows of a file as entries; `printed` and `context` are the columns that have these."""
    return [
        Entry(table.file, line, int(row["page"]), row[printed], row[context] if context else "")
        for line, row in table.rows.items()
    ]


def summary(checked: Coverage) -> str:
    """Return how many numerals there are, what accounts for them, and how many each page has."""
    total = sum((Counter(counts) for counts in checked.counts.values()), Counter())
    by = ", ".join(f"{count} by {file or 'nothing'}" for file, count in sorted(total.items(), reverse=True))
    pages = ", ".join(f"{page}: {sum(counts.values())}" for page, counts in checked.counts.items())
    return f"{total.total()} numerals on {len(checked.counts)} pages: {by}\nnumerals by page: {pages}"


def main() -> int:
    """Check, print the summary or the faults, and return the exit status."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("article", type=Path, help="the text of the article, pages set apart")
    parser.add_argument("--data", type=Path, default=Path("data"), help="the data folder (default: data)")
    arguments = parser.parse_args()
    if not arguments.article.is_file():
        print(
            f"{arguments.article}: no such file: the text of the article, make coverage ARTICLE=FILE", file=sys.stderr
        )
        return 2
    try:
        text = arguments.article.read_text(encoding="utf-8")
        checked = check_coverage(
            parse_article(str(arguments.article), text),
            entries(published(arguments.data, "numbers", TABLES["numbers"]), "printed", "context"),
            entries(published(arguments.data, "exemptions", EXEMPTIONS), "text"),
        )
        print(summary(checked))
        raise_if_any(checked.faults)
    except Faults as faults:
        print(faults, file=sys.stderr)
        return 1
    except (OSError, UnicodeDecodeError) as error:
        print(f"cannot be read: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    sys.exit(main())
