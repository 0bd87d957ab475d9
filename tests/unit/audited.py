"""A SYNTHETIC audit page: a small text, its numbers, the rows beneath them and the rules that made them."""

import functools
from pathlib import Path
from typing import Any

from traced.audit.page import PageFiles, audit_page
from traced.audit.rule_graph import RuleGraph, graph_of
from traced.audit.trail import Trails
from traced.core.record import Record
from traced.manuscript.document import parse_markdown
from traced.manuscript.pandoc import Document
from unit.builders import SYNTHETIC, row

STYLES = Path(__file__).resolve().parents[2] / "manuscript/styles"
TEMPLATE, STYLE, SCRIPT = ((STYLES / f"audit.{kind}").read_text("utf-8") for kind in ("html", "css", "js"))
PAGE_FILES = PageFiles(TEMPLATE, (STYLE,), SCRIPT)
EVIL = '</script><img src=x onerror="window.hacked=1">'
TEXT = """---
title: SYNTHETIC
author: A. Nobody
date: 2020
lang: en
---

::: {#abstract}
It rests on [three]{number="part.total"}.
:::

# One {#sec:one}

## Inner {#sec:inner}

[[Most]{number="unknown"} left, and [two]{number="part.some"} of [three]{number="part.total"}
stayed]{claim="part.is_most"}.

# Two {#sec:two}

::: {#tbl:t .table}
| who | number |
|-----|--------|
| all | [3]{number="part.total"} |

: [Table 1]{.caption-label} All.
:::

Named [<b>bold</b>]{number="part.label"}.

::: {#refs}
::: {#ref-nobody2000}
Nobody, A. (2000). *On nothing* (2nd ed.).
:::
:::
"""
STATUSES = {"part.total": "reported", "part.some": "recomputed", "part.label": "external"}
CODINGS = f"{SYNTHETIC}/codings.csv"
RULES = [
    ("prepare", "Read.", [f"/elsewhere/{CODINGS}", "/elsewhere/manuscript/book.yaml", "code.py"], ["w/records.json"]),
    ("part", "Compute.", ["w/records.json", "requirements.lock"], ["w/part/numbers.json", "w/part.csv"]),
    ("other", "Compute too.", ["w/records.json"], ["w/other/numbers.json"]),
    ("figures", "Draw.", ["w/part.csv"], ["w/part.svg"]),
    ("text", "Write.", ["manuscript/paper.md", "w/part/numbers.json", "w/other/numbers.json"], ["w/paper.json"]),
    ("ledger", "Gather.", ["w/part/numbers.json", "w/records.json", "w/paper.json"], ["w/numbers.json"]),
    ("page", "Tell.", ["w/numbers.json", "w/paper.json", "w/part.svg", "manuscript/styles/a.css"], ["w/page.html"]),
    ("all", "Everything.", ["w/page.html"], []),
]


def graph() -> RuleGraph:
    """Return a small graph of rules."""
    return graph_of(RULES, [CODINGS])


@functools.cache
def read(markdown: str = TEXT) -> Document:
    """Return a SYNTHETIC text as a tree."""
    return parse_markdown(markdown)


def numbers(**changes: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return SYNTHETIC rows of the ledger, with these changes and some others."""
    plain = {"low": None, "high": None, "unit": "participants", "qualifier": "", "rule": "part", "code": "part.py:1"}
    published = {"text": "3", "page": "7", "verdict": "differs"}
    rows: dict[str, dict[str, Any]] = {
        "part.total": {"value": 3, "records": [f"{CODINGS}:2", f"{CODINGS}:3"], "of": [], "published": published},
        "part.some": {"value": 2, "records": [f"{CODINGS}:2"], "of": ["part.total"]},
        "part.label": {"value": "a name", "unit": "label", "records": [f"{CODINGS}:3"], "of": []},
    }
    named = {name: {"status": STATUSES[name], "definition": name, **row} for name, row in rows.items()}
    return {
        name: {**plain, "used": [], **named.get(name, {}), **changes.get(name, {})} for name in {**named, **changes}
    }


RECORDS = (
    row("codings", line=2, participant="SYNTHETIC-1", value="yes", page="7", source="an office"),
    row("codings", line=3, participant="SYNTHETIC-2", value="no", page="8", source=""),
)


def claims(**changes: Any) -> dict[str, dict[str, Any]]:
    """Return SYNTHETIC rows of claims.json, one for each verdict, and the one that the text makes with some changes."""
    example = [{"record": f"{CODINGS}:2", "column": "value", "old": "yes", "new": "no"}]
    plain = {
        "definition": "most",
        "verdict": "holds",
        "why": "2 < 3",
        "margin": {"by": 1, "unit": "participants", "words": "holds by 1 participant"},
        "missing": "",
        "code": "part.py:1",
        "numbers": ["part.some"],
        "records": [f"{CODINGS}:2"],
        "fragility": {"rows": 1, "words": "1 row", "example": example},
        "sentences": [{"place": "manuscript/paper.md:9", "text": "Most left."}],
    }
    failing = {
        "verdict": "fails",
        "margin": {"by": 2, "unit": "years", "words": "fails by 2 years"},
        "why": "3 < 2",
        "sentences": [],
    }
    missing = "a single value for part.some (2 to 5)"
    undecided = {
        "verdict": "undecided",
        "margin": {"by": None, "unit": "", "words": ""},
        "missing": missing,
        "fragility": None,
        "sentences": [],
    }
    return {
        "part.is_most": plain | changes,
        "part.is_least": plain | undecided,
        "part.is_late": plain | failing,
    }


def page(records: tuple[Record, ...] = RECORDS, markdown: str = TEXT, **changes: dict[str, Any]) -> str:
    """Return an audit page of SYNTHETIC records, and of rows of the ledger with these changes."""
    trails = Trails(
        numbers(**changes),
        {r.id: r for r in records},
        {"codings": ("value",)},
        {"part.py": "def total():\n    return 1 < 2"},
        claims(),
    )
    printed = row("numbers", number="part.total", printed="3", value="4", page="7", section="1", place="text")
    return audit_page(read(markdown), Path(), trails, [printed], graph(), "page", PAGE_FILES)
