"""A second study, SYNTHETIC from beginning to end: the trees of an orchard that never was. It uses the engine alone."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from traced.audit.page import PageFiles, audit_page
from traced.audit.rule_graph import graph_of
from traced.audit.trail import Trails
from traced.core.record import Record
from traced.core.voice import Voice
from traced.ledger.ledger import ledger_rows
from traced.ledger.number import Part
from traced.ledger.quantity import Quantity, exact, quantity_of, sum_of
from traced.manuscript.crossrefs import resolve
from traced.manuscript.document import parse_markdown
from traced.manuscript.template import Renderer
from traced.reading.csv_table import read_csv

STYLES = Path(__file__).resolve().parents[2] / "manuscript/styles"
ROWS = b"tree,kind,apples,basis,page\nA,early,120,stated,3\nB,late,80,stated,3\nC,late,40,stated,4\n"
TEXT = """---
title: SYNTHETIC orchard
author: Nobody
date: 2020
lang: en
---

The orchard has {{ harvest.trees | words }} {{ harvest.trees | noun("tree") }}.
They bore {{ harvest.apples | digits }} apples.
"""


@dataclass(frozen=True)
class Orchard:
    """The trees: fields tree, kind, apples, page."""

    trees: tuple[Record, ...]


part: Part[Orchard] = Part("harvest", lambda tables, _: Orchard(tables["trees"]), reads=("trees",))


@part.number("trees", unit="trees")
def trees(orchard: Orchard) -> Quantity:
    """trees of the orchard (pp. 3-4)."""
    return exact(len(orchard.trees), "recomputed", orchard.trees)


@part.number("apples", unit="apples")
def apples(orchard: Orchard) -> Quantity:
    """apples of all trees (pp. 3-4)."""
    return sum_of(quantity_of(row, "apples", int) for row in orchard.trees)


def harvest_page(text: str = TEXT) -> str:
    """Return the page on which every number of the text leads to its rows."""
    rows = tuple(read_csv(ROWS, "orchard/trees.csv").records())
    numbers = {number.name: number for number in part.compute(part.source({"trees": rows}, {}))}
    filled = Renderer("orchard.md.j2", text, numbers, {}, ()).render()
    sources = {"tests/second_study/orchard.py": Path(__file__).read_text("utf-8")}
    ledger = ledger_rows(numbers, (), filled.uses, rows)
    voice = Voice("the diary of the orchard", "Diary", "tree")
    trails = Trails(ledger, {row.id: row for row in rows}, {"trees": ("apples",)}, sources, {}, voice)
    tree = resolve(parse_markdown(filled.markdown))
    steps = [("harvest", "Count the harvest.", ["orchard/trees.csv"], ["harvest/numbers.json"])]
    files = PageFiles(*((STYLES / f"audit.{kind}").read_text("utf-8") for kind in ("html", "css", "js")))
    return audit_page(tree, STYLES, trails, (), graph_of(steps, {"orchard/trees.csv"}), "harvest", files)
