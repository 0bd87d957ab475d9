"""Labels: words of the data that a figure draws; a number in them would reach a reader without an origin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from traced.core.fault import Fault
from traced.lint.grammar import find_numerals, normalized


def untraced_labels(file: str, rows: Iterable[Mapping[str, str]], columns: Sequence[str]) -> list[Fault]:
    """Return a fault for each numeral in some columns of a figure's table, a text that comes again only once."""
    faults: dict[str, Fault] = {}
    for line, row in enumerate(rows, start=2):
        for column in columns:
            text = normalized(row.get(column) or "")[0]
            for numeral in find_numerals(text):
                problem = f'"{text[numeral.start : numeral.end]}" in a label of a figure has no origin: {text}'
                faults.setdefault(problem, Fault.on_line(file, line, column, problem, "words without a number"))
    return list(faults.values())
