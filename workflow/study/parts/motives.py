"""Border-crossing (pp. 69-70): why the participants left North Korea, and when those who left to survive did."""

from __future__ import annotations

from collections.abc import Iterator

from study.parts import participants
from study.sample import INTERVIEWS, everybody
from traced.ledger.cases import Cases
from traced.ledger.number import Member, Part
from traced.ledger.quantity import Quantity, occurring

part: Part[Cases] = Part("motives", everybody, reads=INTERVIEWS)


@part.numbers("{key}", unit="participants")
def groups(cases: Cases) -> Iterator[Member]:
    """participants whose main reason for leaving was {} (pp. 69-70)."""
    for code, label in cases.codes("reason").items():
        yield Member(code, label, cases.count("reason", code))


@part.number("types", unit="reasons")
def types(cases: Cases) -> Quantity:
    """types of reason for leaving that some participant gave (p. 69)."""
    return occurring(groups(cases).values())


@part.numbers("{key}_share", unit="share")
def shares(cases: Cases) -> Iterator[Member]:
    """share of all participants whose main reason for leaving was {} (pp. 69-70)."""
    everybody = participants.total(cases)
    labels = cases.codes("reason")
    for code, count in groups(cases).items():
        yield Member(code, labels[code], count / everybody)


@part.number("survival_first_crossing", unit="year")
def survival_first_crossing(cases: Cases) -> Quantity | None:
    """year of the first crossing among those who left to survive (p. 69)."""
    return cases.extreme("minimum", "crossing_year", where="reason=survival")


@part.number("survival_last_crossing", unit="year")
def survival_last_crossing(cases: Cases) -> Quantity | None:
    """year of the last crossing among those who left to survive (p. 69)."""
    return cases.extreme("maximum", "crossing_year", where="reason=survival")


def figure(cases: Cases) -> list[dict[str, object]]:
    """Return the rows of the figure of reasons: reason, label, participants, low, high, status."""
    labels = cases.codes("reason")
    return [
        {
            "reason": code,
            "label": labels[code],
            "participants": count.value,
            "low": count.low,
            "high": count.high,
            "status": count.status,
        }
        for code, count in groups(cases).items()
    ]
