"""Routes that participants tell and Table 1 does not have: from their coded legs, in order (p. 71)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby, pairwise
from typing import Any

from traced.core.record import Record
from traced.ledger.cases import Cases
from traced.reading.variable import slug

Leg = tuple[str, str]
Way = tuple[Leg, ...]
CodedRoute = tuple[str, Way]  # a strategy, and the way that is told with it


def new_legs(cases: Cases, known: Iterable[Record]) -> tuple[Record, ...]:
    """Return a record for each leg of each route that some participant took and no known route covers.

    known: the legs of the routes that are known; fields strategy, route, leg, from, to, mainly, means

    A route counts when it leads from an origin to a destination, and its participant is coded with a strategy. Several
    who took the same one are one route, whose legs are those of the first.
    """
    routes = Routes(cases.codebook["lists"]["place"], known_routes(known))
    first: dict[CodedRoute, list[Record]] = {}
    for told, records in coded_routes(cases).values():
        if routes.is_new(told):
            first.setdefault(told, records)
    return tuple(leg for (strategy, _), records in first.items() for leg in leg_records(strategy, records))


def deciding_codings(cases: Cases, known: Iterable[Record]) -> dict[str, tuple[Record, ...]]:
    """Return the codings of which another value could make a route or unmake one, by strategy; under "" of any.

    A strategy decides with each way that is told with it. A leg decides when without it a new route would be gone, or
    when with another one in its place there would be one that nobody else tells.
    """
    places = cases.codebook["lists"]["place"]
    routes = Routes(places, known_routes(known))
    told = coded_routes(cases)
    counted = Counter(route for route, _ in told.values() if routes.is_new(route))
    found: dict[str, dict[str, Record]] = {}
    for route, records in told.values():
        others = counted - Counter([route])
        strategy, way = route

        def added(other: CodedRoute, others: Counter[CodedRoute] = others) -> str:
            return other[0] if routes.is_new(other) and other not in others else ""

        now = added(route)
        variations = [[(code, way) for code in cases.codes("strategy")]]
        variations += [
            [(strategy, (*way[:n], leg, *way[n + 1 :])) for leg in fitting(way, n, places)] for n in range(len(way))
        ]
        for record, instead in zip(records, variations, strict=True):
            gone = {""} if record is not records[0] else set()
            for then in {added(other) for other in instead} | gone:
                if then != now:
                    for of in filter(None, (now, then)):
                        found.setdefault(of, {})[record.id] = record
                    if not (now and then):
                        found.setdefault("", {})[record.id] = record
    return {of: tuple(records.values()) for of, records in found.items()}


def known_routes(known: Iterable[Record]) -> dict[str, list[list[Record]]]:
    """Return the legs of each known route, by strategy."""
    found: dict[str, dict[str, list[Record]]] = {}
    for leg in known:
        found.setdefault(leg["strategy"], {}).setdefault(leg["route"], []).append(leg)
    return {strategy: list(routes.values()) for strategy, routes in found.items()}


def coded_routes(cases: Cases) -> dict[str, tuple[CodedRoute, list[Record]]]:
    """Return the strategy and the way of each participant who is coded with both, and the codings of these."""
    found = {}
    for participant, coded in cases.coded("strategy").items():
        if told := cases.series(participant, "route"):
            way = tuple((start, end) for start, _, end in (leg["value"].partition(">") for leg in told))
            found[participant] = ((coded["value"], way), [coded, *told])
    return found


def fitting(way: Way, number: int, places: Mapping[str, Any]) -> Iterator[Leg]:
    """Yield the other legs that would join a leg's neighbours; at an end, all that begin or end as a route does."""
    starts = [way[number - 1][1]] if number else [place for place in places if role(place, places) == "origin"]
    last = number == len(way) - 1
    ends = [place for place in places if role(place, places) == "destination"] if last else [way[number + 1][0]]
    yield from ((start, end) for start in starts for end in ends if (start, end) != way[number])


@dataclass(frozen=True)
class Routes:
    """The routes that are known, by strategy, and the places that they lead through."""

    places: Mapping[str, Any]
    known: Mapping[str, list[list[Record]]]

    def is_new(self, told: CodedRoute) -> bool:
        """Return True if a way is a whole route that no known route of its strategy covers."""
        strategy, way = told
        covered = any(covers(route, way, self.places) for route in self.known.get(strategy, ()))
        return is_whole(way, self.places) and not covered


def is_whole(way: Way, places: Mapping[str, Any]) -> bool:
    """Return True if legs lead on from an origin to a destination."""
    joined = all(here[1] == there[0] for here, there in pairwise(way))
    return bool(way) and joined and (role(way[0][0], places), role(way[-1][1], places)) == ("origin", "destination")


def role(place: str, places: Mapping[str, Any]) -> str:
    """Return the role of a place: origin, transit, destination, or nothing."""
    return str(places[place].get("role", ""))


def covers(route: list[Record], way: Way, places: Mapping[str, Any]) -> bool:
    """Return True if a route has an alternative for each leg of a way; a country may stand for its region."""
    steps = [list(group) for _, group in groupby(route, key=lambda leg: leg["leg"])]
    return len(steps) == len(way) and all(
        any(is_on(leg, alternative, places) for alternative in step) for step, leg in zip(steps, way, strict=True)
    )


def includes_leg(leg: Record, route: Iterable[Record], way: Way, places: Mapping[str, Any]) -> bool:
    """Return True if the known legs are all on this route and include this one."""
    there = any(is_on(step, leg, places) for step in way)
    return there and all(any(is_on(step, other, places) for other in route) for step in way)


def is_on(step: Leg, leg: Record, places: Mapping[str, Any]) -> bool:
    """Return True if a step is a leg of a route, or leads between parts of its regions."""
    return is_within(step[0], leg["from"], places) and is_within(step[1], leg["to"], places)


def is_within(place: str, other: str, places: Mapping[str, Any]) -> bool:
    """Return True if a place is another, or a part of it."""
    return other in (place, places[place].get("part_of"))


def leg_records(strategy: str, codings: list[Record]) -> Iterator[Record]:
    """Yield the coded legs of a participant as records of a route.

    coded: the coding of the strategy, then those of the legs
    """
    coded, *steps = codings
    name = f"{strategy}_{slug(coded['participant'])}"
    for number, step in enumerate(steps, start=1):
        start, end = step["value"].split(">")
        fields = {"strategy": strategy, "route": name, "leg": str(number), "from": start, "to": end}
        yield Record(step.id, step.basis, {**fields, "mainly": "", "means": ""})
