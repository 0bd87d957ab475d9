"""Routes that participants took and Table 1 does not have: from their coded legs, in order (p. 71)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from traced.core.record import Record
from traced.ledger.cases import Cases
from traced.reading.variable import slug

Leg = tuple[str, str]  # the places where it starts and ends
Way = tuple[Leg, ...]
CodedRoute = tuple[str, Way]  # a strategy, and the way that a participant took with it


def new_legs(cases: Cases, known: Iterable[Record]) -> tuple[Record, ...]:
    """Return a record for each leg of each route that some participant took and no known route covers.

    known: the legs of the routes that are known; fields strategy, route, leg, from, to, mainly, means

    A route counts when it leads from an origin to a destination, and its participant is coded with a strategy. Several
    who took the same one are one route, whose legs are those of the first.
    """
    routes = known_routes(cases, known)
    first: dict[CodedRoute, list[Record]] = {}
    for route, records in coded_routes(cases).values():
        if routes.lack(route):
            first.setdefault(route, records)
    return tuple(leg for (strategy, _), records in first.items() for leg in leg_records(strategy, records))


def deciding_codings(cases: Cases, known: Iterable[Record]) -> dict[str, tuple[Record, ...]]:
    """Return the codings of which another value would add or remove a route, by strategy; under "" of any strategy.

    The coding of a strategy is changed to each other one. A leg is left out, or another one that fits put in its place.
    """
    routes = known_routes(cases, known)
    coded = coded_routes(cases).values()
    counted = Counter(route for route, _ in coded if routes.lack(route))
    deciding: dict[str, dict[str, Record]] = {}
    for route, records in coded:
        others = counted - Counter([route])

        def gaining(other: CodedRoute, others: Counter[CodedRoute] = others) -> str:
            """Return the strategy to which a route would be added; empty for a known one, or one that others took."""
            return other[0] if routes.lack(other) and other not in others else ""

        now = gaining(route)
        strategy, way = route
        outcomes = [{gaining((code, way)) for code in cases.codes("strategy")}]
        for n in range(len(way)):
            changed = ((*way[:n], leg, *way[n + 1 :]) for leg in routes.fitting(way, n))
            outcomes.append({"", *(gaining((strategy, other)) for other in changed)})
        for record, strategies in zip(records, outcomes, strict=True):
            for then in strategies - {now}:
                for of in (now, then):
                    deciding.setdefault(of, {})[record.id] = record
    return {of: tuple(codings.values()) for of, codings in deciding.items()}


def coded_routes(cases: Cases) -> dict[str, tuple[CodedRoute, list[Record]]]:
    """Return the route of each participant with a coded strategy and legs, with the codings of strategy and legs."""
    routes = {}
    for participant, coded in cases.coded("strategy").items():
        if legs := cases.series(participant, "route"):
            way = tuple((start, end) for start, _, end in (leg["value"].partition(">") for leg in legs))
            routes[participant] = ((coded["value"], way), [coded, *legs])
    return routes


@dataclass(frozen=True)
class Routes:
    """The legs of the known routes, by strategy and route, and the places of the codebook."""

    places: Mapping[str, Any]
    known: Mapping[str, Mapping[str, list[Record]]]

    def lack(self, route: CodedRoute) -> bool:
        """Return True for a whole route that no known route of its strategy covers."""
        strategy, way = route
        return self.whole(way) and not any(self.covers(legs, way) for legs in self.known.get(strategy, {}).values())

    def whole(self, way: Way) -> bool:
        """Return True if legs lead on from an origin to a destination."""
        joined = all(here[1] == there[0] for here, there in pairwise(way))
        return bool(way) and joined and (self.role(way[0][0]), self.role(way[-1][1])) == ("origin", "destination")

    def role(self, place: str) -> str:
        """Return the role of a place: origin, transit, destination, or nothing."""
        return str(self.places[place].get("role", ""))

    def covers(self, legs: list[Record], way: Way) -> bool:
        """Return True if a route has an alternative for each leg of a way; a country may stand for its region."""
        steps = [list(group) for _, group in groupby(legs, key=lambda leg: leg["leg"])]
        return len(steps) == len(way) and all(
            any(is_on(leg, alternative, self.places) for alternative in step)
            for step, leg in zip(steps, way, strict=True)
        )

    def fitting(self, way: Way, number: int) -> Iterator[Leg]:
        """Yield the other legs that join a leg's neighbours; at an end, all from an origin or to a destination."""
        origins, destinations = ([p for p in self.places if self.role(p) == role] for role in ("origin", "destination"))
        starts = [way[number - 1][1]] if number else origins
        ends = [way[number + 1][0]] if number < len(way) - 1 else destinations
        yield from ((start, end) for start in starts for end in ends if (start, end) != way[number])


def known_routes(cases: Cases, legs: Iterable[Record]) -> Routes:
    """Return the known routes from their legs."""
    known: dict[str, dict[str, list[Record]]] = {}
    for leg in legs:
        known.setdefault(leg["strategy"], {}).setdefault(leg["route"], []).append(leg)
    return Routes(cases.codebook["lists"]["place"], known)


def includes_leg(leg: Record, route: Iterable[Record], way: Way, places: Mapping[str, Any]) -> bool:
    """Return True if all coded legs of a way are on this route, and one of them on this leg."""
    there = any(is_on(step, leg, places) for step in way)
    return there and all(any(is_on(step, other, places) for other in route) for step in way)


def is_on(step: Leg, leg: Record, places: Mapping[str, Any]) -> bool:
    """Return True if a step is a leg of a route, or leads between parts of its regions."""
    ends = zip(step, (leg["from"], leg["to"]), strict=True)
    return all(other in (place, places[place].get("part_of")) for place, other in ends)


def leg_records(strategy: str, codings: list[Record]) -> Iterator[Record]:
    """Yield the coded legs of a participant as records of a route.

    codings: the coding of the strategy, then those of the legs
    """
    coded, *steps = codings
    name = f"{strategy}_{slug(coded['participant'])}"
    for number, step in enumerate(steps, start=1):
        start, end = step["value"].split(">")
        fields = {"strategy": strategy, "route": name, "leg": str(number), "from": start, "to": end}
        yield Record(step.id, step.basis, {**fields, "mainly": "", "means": ""})
