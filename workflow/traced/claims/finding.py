"""Findings: places where a published text disagrees with itself, with its tables or with other sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from traced.core.fault import Fault
from traced.core.record import Record

# The outcomes of a comparison, and the headings for them.
STATES = {
    "disagrees": "Disagreements",
    "open": "Open: ambiguous, or not to be decided from what is public",
    "consistent": "Checked: no disagreement",
    "not_taken": "Left out: looked at and not taken over",
}
STATE_OF = {"fails": "disagrees", "holds": "consistent", "undecided": "open"}
# What was compared, the weightier kinds first; a Voice fills in the replicated work.
KINDS = {"internal": "within {work}", "external": "against a public source", "wording": "wording"}


@dataclass(frozen=True)
class Finding:
    """A recorded comparison, with the verdicts of the claims that compute it.

    record: its row; fields finding, kind, outcome, page, says, against, evidence, source, touches, claims
    verdicts: of the claims that compute it, the verdict by name; empty where nothing computes it
    state: one of STATES
    """

    record: Record
    verdicts: Mapping[str, str]
    state: str

    @property
    def touches(self) -> list[str]:
        """The numbers that it concerns: those of the ledger by name, published ones by id."""
        return entries_of(self.record["touches"])


def judge_findings(rows: Iterable[Record], claims: Mapping[str, Mapping[str, Any]]) -> list[Finding]:
    """Return the findings as they stand on the data of this build.

    Where a claim computes the comparison, one that fails is a disagreement and one that holds is none, whatever was
    recorded; where claims are undecided, or there are none, the recorded outcome stands.
    """
    judged = []
    for record in rows:
        verdicts = {name: claims[name]["verdict"] for name in entries_of(record["claims"]) if name in claims}
        decided = [verdict for verdict in verdicts.values() if verdict != "undecided"]
        state = STATE_OF["fails" if "fails" in decided else "holds"] if decided else record["outcome"]
        # A claim that holds does not close what is open for other reasons.
        if (record["outcome"], state) == ("open", "consistent"):
            state = "open"
        judged.append(Finding(record, verdicts, state))
    return judged


def unreported(findings: Sequence[Finding], claims: Mapping[str, Mapping[str, Any]]) -> Iterator[Fault]:
    """Yield a fault for each claim that fails without a recorded disagreement; its text is not to be released."""
    known = [finding for finding in findings if finding.record["outcome"] == "disagrees"]
    where = "".join(f" in {finding.record.file}" for finding in findings[:1])
    reported = {name for finding in known for name in finding.verdicts}
    for name, claim in claims.items():
        if claim["verdict"] == "fails" and name not in reported:
            file, _, line = claim["code"].rpartition(":")
            places = ", ".join(sentence["place"] for sentence in claim["sentences"])
            allowed = f"reword {places}, or record the disagreement as a finding{where}"
            problem = f"the claim {name} {claim['margin']['words'] or 'fails'}"
            yield Fault.on_line(file, int(line), "1", problem, allowed)


def entries_of(cell: str) -> list[str]:
    return [entry.strip() for entry in cell.split(";") if entry.strip()]
