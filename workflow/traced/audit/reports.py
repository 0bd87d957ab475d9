"""Reports: the pages beside the audit page, each one file that opens offline."""

from __future__ import annotations

import re
from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import jinja2
from markupsafe import Markup, escape

from traced.changes.compare import Changes
from traced.changes.snapshot import LedgerRows
from traced.changes.summary import change_counts
from traced.claims.finding import KINDS, STATES, Finding
from traced.core.voice import NEUTRAL, Voice
from traced.ledger.published import AGREEMENT_MEANING, Agreement, PublishedNumber, verdict_counts
from traced.ledger.style import value_in_words

VERDICTS = ("fails", "undecided", "holds")  # what needs a reader's eye comes first
KEY = re.compile(r"@(\w[\w:-]*)")


@dataclass(frozen=True)
class ReportFiles:
    """The files that make a report, as text.

    layout: the template that all reports share; page: the template of this one, which extends it
    """

    layout: str
    page: str
    styles: tuple[str, ...]

    def render(self, content: Mapping[str, Any]) -> str:
        """Return the page; values are escaped, and a missing one is an error."""
        templates = jinja2.DictLoader({"report.html": self.layout, "page": self.page})
        environment = jinja2.Environment(
            loader=templates, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True, lstrip_blocks=True
        )
        environment.filters |= {
            "picture": picture,
            "hash": lambda name: quote(str(name), safe="/:"),
            "breakable": breakable,
            "pages": cited_pages,
            "with_works": with_works,
        }
        style = Markup("\n".join(sheet.strip() for sheet in self.styles))
        return environment.get_template("page").render({"style": style, **content}) + "\n"


def replication_page(
    lines: list[PublishedNumber],
    numbers: LedgerRows,
    claims: LedgerRows,
    entailed: Mapping[str, Any],
    findings: Iterable[Finding],
    works: Mapping[str, str],
    files: ReportFiles,
    others: Iterable[str] = (),
    voice: Voice = NEUTRAL,
) -> str:
    """Return the page of verdicts: each printed number beside what is computed here, claims, and what is entailed.

    findings: linked from the lines and claims that they touch
    works: the name of each cited work by its key
    others: files with participants who are not in the article
    """
    counts = verdict_counts(lines)
    judged = Counter(claim["verdict"] for claim in claims.values())
    return files.render(
        {
            "others": list(others),
            "lines": [(line, value_here(line, numbers)) for line in lines],
            "counts": counts,
            # Lines without a number have the empty status, which goes last.
            "statuses": sorted({s for by_status in counts.values() for s in by_status}, key=lambda s: (not s, s)),
            "meaning": voice.texts(AGREEMENT_MEANING),
            "conclusion": conclusion(counts, voice),
            "numbers": numbers,
            "claims": dict(sorted(claims.items(), key=lambda item: VERDICTS.index(item[1]["verdict"]))),
            "judged": {verdict: judged[verdict] for verdict in VERDICTS},
            "entailed": entailed,
            "touching": touching(findings),
            "works": works,
        }
    )


def conclusion(counts: Mapping[Agreement, Mapping[str, int]], voice: Voice) -> str:
    """Return what a reader may conclude from the counts, in two sentences."""
    of = {verdict: sum(by_status.values()) for verdict, by_status in counts.items()}
    agree = of["same"] + of["same after rounding"]
    years = counts["same"].get("external", 0)
    rest = of["reported only"] + of["cannot be computed"]
    differing = f"{of['differs']} {'differs' if of['differs'] == 1 else 'differ'}" if of["differs"] else "none differs"
    return voice.text(
        f"A reader may conclude that {agree} of them follow, as printed, from other rows or from another source, "
        f"{years} of them years of cited works, and that {differing}. A reader may not conclude that the other {rest} "
        f"are reproduced: {of['reported only']} are transcribed from {{work}} or from the works that it cites, and "
        f"for {of['cannot be computed']} there is nothing public to compute from."
    )


def findings_page(
    findings: Iterable[Finding],
    numbers: LedgerRows,
    claims: LedgerRows,
    published: Mapping[str, str],
    files: ReportFiles,
    voice: Voice = NEUTRAL,
) -> str:
    """Return the page of findings, by state and kind.

    published: the text of each printed number by its id, which is its line on the replication page
    """
    by_state: dict[str, dict[str, list[Finding]]] = {state: {kind: [] for kind in KINDS} for state in STATES}
    for finding in findings:
        by_state[finding.state][finding.record["kind"]].append(finding)
    return files.render(
        {
            "findings": by_state,
            "states": STATES,
            "kinds": voice.texts(KINDS),
            "numbers": numbers,
            "claims": claims,
            "published": published,
        }
    )


def changes_page(
    changes: Changes | None,
    against: str,
    numbers: LedgerRows,
    claims: LedgerRows,
    works: Mapping[str, str],
    files: ReportFiles,
) -> str:
    """Return the page of changes.

    changes: None where there is nothing to compare with
    against: the folder of the other results, empty for those of the earlier build in the same folder
    numbers, claims: those of this build
    works: the name of each cited work by its key
    """
    return files.render(
        {
            "changes": changes,
            "counts": change_counts(changes) if changes else [],
            "against": against,
            "numbers": numbers,
            "claims": claims,
            "works": works,
        },
    )


def value_here(line: PublishedNumber, numbers: LedgerRows) -> str:
    """Return the value computed for a printed number, in words: `October 2017`, `over 93,000 people`."""
    return value_in_words(numbers[line.name]) if line.name in numbers else line.value


def touching(findings: Iterable[Finding]) -> dict[str, list[str]]:
    """Return the names of the findings that touch a printed number, by its id, or a claim, by its name."""
    names: dict[str, list[str]] = {}
    for finding in findings:
        for touched in dict.fromkeys([*finding.touches, *finding.verdicts]):
            names.setdefault(touched, []).append(finding.record["finding"])
    return names


def with_works(sentence: str, works: Mapping[str, str]) -> str:
    """Return a sentence of the template, or a part of one, with the names of works in place of `@key`."""
    return KEY.sub(lambda key: works.get(key[1], key[0]), sentence).lstrip(" ,;:")


def breakable(name: str) -> Markup:
    """Return a name in which a line may break only between its parts."""
    return Markup(re.sub(r"(?<=[._])(?=\w)", "<wbr>", str(escape(name))))


def cited_pages(cell: str) -> str:
    """Return pages as they are cited: `61-62;75` is "pp. 61–62, 75"."""
    printed = cell.replace("-", "–").replace(";", ", ")
    return f"{'p.' if printed.isdecimal() else 'pp.'} {printed}"


def picture(svg: str) -> str:
    """Return a drawing as the address of an image; as elements its ids would clash with those of the page."""
    return f"data:image/svg+xml;base64,{b64encode(svg.encode()).decode('ascii')}"
