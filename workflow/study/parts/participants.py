"""Data and methods (pp. 68-69): who was interviewed, when and for how long."""

from __future__ import annotations

from collections.abc import Iterator

from study.sample import INTERVIEWS, everybody
from traced.ledger.cases import Cases
from traced.ledger.number import Member, Part
from traced.ledger.quantity import Quantity, occurring, quantity_of

QUANTIFIERS = ("most", "many", "several", "some")

part: Part[Cases] = Part("participants", everybody, reads=INTERVIEWS)


@part.number("total", unit="participants")
def total(cases: Cases) -> Quantity:
    """North Korean defectors with ties to the repatriation project who were interviewed (p. 68)."""
    return cases.total()


@part.number("named", unit="participants")
def named(cases: Cases) -> Quantity:
    """participants of whom something individual is told, under a pseudonym (pp. 69-79)."""
    return cases.named()


@part.number("further", unit="participants")
def further(cases: Cases) -> Quantity | None:
    """participants who were added to those of the article."""
    return cases.further_named()


@part.number("unnamed", unit="participants")
def unnamed(cases: Cases) -> Quantity:
    """participants of whom nothing individual is public."""
    return total(cases) - named(cases)


@part.numbers("{key}", unit="participants")
def settled(cases: Cases) -> Iterator[Member]:
    """participants who settled in {} (p. 68)."""
    for code, label in cases.codes("destination").items():
        yield Member(code, label, cases.count("destination", code))


@part.number("destinations", unit="countries")
def destinations(cases: Cases) -> Quantity:
    """countries in which participants have settled (p. 68)."""
    return occurring(settled(cases).values())


@part.number("fieldwork_start", unit="month")
def fieldwork_start(cases: Cases) -> Quantity | None:
    """month of the first interview (pp. 63, 68)."""
    return cases.extreme("minimum", "interview_date")


@part.number("fieldwork_end", unit="month")
def fieldwork_end(cases: Cases) -> Quantity | None:
    """month of the last interview (pp. 63, 68)."""
    return cases.extreme("maximum", "interview_date")


@part.number("interview_shortest", unit="hours")
def interview_shortest(cases: Cases) -> Quantity | None:
    """length of the shortest interview (p. 69)."""
    return cases.extreme("minimum", "interview_hours")


@part.number("interview_longest", unit="hours")
def interview_longest(cases: Cases) -> Quantity | None:
    """length of the longest interview (p. 69)."""
    return cases.extreme("maximum", "interview_hours")


@part.numbers("said.{key}", unit="label")
def quantity_words(cases: Cases) -> Iterator[Member]:
    """how many the article speaks of where it gives no number: {} (pp. 68-78)."""
    for statement in cases.aggregates:
        if statement["measure"] in QUANTIFIERS:
            key = statement["statement"].replace("-", "_")
            yield Member(key, statement["evidence"], quantity_of(statement, "measure"))


@part.number("knew_way_to_japan", unit="participants")
def knew_way_to_japan(cases: Cases) -> Quantity:
    """participants settled in South Korea who knew how to go to Japan after leaving North Korea (p. 73)."""
    return cases.count("knew_way_to_japan", "yes", where="destination=south_korea")


@part.number("interviews_recorded", unit="participants")
def interviews_recorded(cases: Cases) -> Quantity:
    """participants whose interview was recorded (p. 69)."""
    return cases.count("interview_recorded", "yes")


@part.number("satisfied_in_south_korea", unit="participants")
def satisfied_in_south_korea(cases: Cases) -> Quantity:
    """participants settled in South Korea who were satisfied with their choice (p. 75)."""
    return cases.count("satisfied", "yes", where="destination=south_korea")
