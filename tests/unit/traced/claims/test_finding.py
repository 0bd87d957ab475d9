"""Findings: what a claim computes decides, what was recorded stands where no claim does."""

import pytest

from traced.claims.finding import STATES, entries_of, judge_findings, unreported
from unit.builders import judged, ledger, row, shipped

CLAIMS = {
    name: {
        "verdict": verdict,
        "margin": {"words": ""},
        "code": "claims.py:7",
        "sentences": [{"place": "paper:3", "text": "So."}],
    }
    for name, verdict in {"a": "fails", "b": "holds", "c": "undecided"}.items()
}


def finding(outcome: str, claims: str, name: str = "x") -> dict[str, str]:
    """Return the cells of a SYNTHETIC finding."""
    return {"finding": name, "kind": "internal", "outcome": outcome, "touches": "", "claims": claims}


@pytest.mark.parametrize(
    ("outcome", "claims", "state"),
    [
        ("consistent", "a", "disagrees"),
        ("disagrees", "b", "consistent"),
        ("disagrees", "c", "disagrees"),
        ("disagrees", "", "disagrees"),
        ("open", "b", "open"),
        ("open", "a", "disagrees"),
        ("consistent", "b; a", "disagrees"),
        ("consistent", "b;c", "consistent"),
        ("open", "gone", "open"),
    ],
)
def test_states(outcome: str, claims: str, state: str) -> None:
    """A claim that fails is a disagreement, one that holds is none; a claim that is undecided changes nothing."""
    (found,) = judge_findings([row("findings", **finding(outcome, claims))], CLAIMS)
    assert found.state == state


def test_a_failing_claim_has_to_be_reported() -> None:
    """A claim that fails is a fault of a release unless a recorded disagreement names it."""
    alone = "claims.py:7: 1: the claim a fails: reword paper:3, or record the disagreement as a finding"
    assert [str(f) for f in unreported([], CLAIMS)] == [alone]
    known = judge_findings([row("findings", **finding("disagrees", "a"))], CLAIMS)
    unknown = judge_findings([row("findings", **finding("consistent", "a"))], CLAIMS)
    assert not list(unreported(known, CLAIMS))
    assert [str(f) for f in unreported(unknown, CLAIMS)] == [f"{alone} in {unknown[0].record.file}"]


def test_the_findings_of_the_paper() -> None:
    """All candidates are judged, each name means something, and what is recorded agrees with what is computed."""
    claims = {name: vars(claim) | {"sentences": []} for name, claim in judged().items()}
    findings = judge_findings(shipped()["findings"], claims)
    assert {int(n) for f in findings for n in entries_of(f.record["candidate"])} == set(range(1, 59))
    printed = {record["id"] for record in shipped()["numbers"]}
    for found in findings:
        assert set(found.touches) <= ledger().keys() | printed, found.record.id
        assert set(entries_of(found.record["claims"])) <= claims.keys(), found.record.id
        assert found.state == found.record["outcome"], found.record.id
        assert found.state in STATES
    assert not list(unreported(findings, claims))
