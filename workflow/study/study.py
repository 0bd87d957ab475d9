"""The whole study: from the tables of records to the numbers of every part."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from study.parts import __path__ as PARTS_PATH
from traced.core.record import Tables
from traced.ledger.number import Number, Part
from traced.reading.variable import Codebook

# Every module of study.parts is a part of the paper, by its name.
PARTS: dict[str, Part[Any]] = {
    module.name: import_module(f"study.parts.{module.name}").part for module in iter_modules(PARTS_PATH)
}


def readers(table: str) -> tuple[str, ...]:
    return tuple(name for name, part in PARTS.items() if table in part.reads)


def compute(
    tables: Tables, codebook: Codebook, parts: Iterable[str] = tuple(PARTS), names: Collection[str] = ()
) -> dict[str, Number]:
    """Return the numbers of the study by name.

    parts: the parts to compute
    names: the numbers to compute, with their families; all of the parts if there are none
    """
    computed = (PARTS[part].compute(PARTS[part].source(tables, codebook), names) for part in parts)
    return {number.name: number for numbers in computed for number in numbers}
