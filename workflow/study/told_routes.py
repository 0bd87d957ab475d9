"""Routes that participants tell and Table 1 does not have: from their coded legs, in order (p. 71)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby, pairwise
from typing import Any

from traced.cases import Cases, slug
from traced.records import Record

Way = tuple[tuple[str, str], ...]


def legs(cases: Cases, known: Iterable[Record]) -> tuple[Record, ...]:
    """Return a record for each leg of each route that some participant took and no known route covers.

    known: the legs of the routes that are known; fields strategy, route, leg, from, to, mainly, means

    A route counts when it leads from an origin to a destination, and its participant is coded with a strategy. Several
    who took the same one are one route, whose legs are those of the first.
    """
    places = cases.codebook["lists"]["place"]
    ways: dict[str, list[Record]] = {}
    for leg in known:
        ways.setdefault(leg["strategy"], []).append(leg)
    found: dict[tuple[str, Way], list[Record]] = {}
    for participant, coded in cases.coded("strategy").items():
        told = cases.series(participant, "route")
        way = tuple(tuple(leg["value"].split(">")) for leg in told)
        if whole(way, places) and not any(covers(r, way, places) for r in routes(ways.get(coded["value"], ()))):
            found.setdefault((coded["value"], way), [coded, *told])  # type: ignore[arg-type]
    return tuple(leg for (strategy, _), told in found.items() for leg in as_legs(strategy, told))


def whole(way: tuple[Any, ...], places: Mapping[str, Any]) -> bool:
    """Tell whether legs follow on each other from an origin to a destination."""
    joined = all(here[1] == there[0] for here, there in pairwise(way))
    return bool(way) and joined and (role(way[0][0], places), role(way[-1][1], places)) == ("origin", "destination")


def role(place: str, places: Mapping[str, Any]) -> str:
    """Return what a place is on the way."""
    return str(places[place].get("role", ""))


def routes(known: Iterable[Record]) -> Iterable[list[Record]]:
    """Return the legs of each route."""
    found: dict[str, list[Record]] = {}
    for leg in known:
        found.setdefault(leg["route"], []).append(leg)
    return found.values()


def covers(route: list[Record], way: tuple[Any, ...], places: Mapping[str, Any]) -> bool:
    """Tell whether a route has an alternative for each leg of a way; a country may stand for its region."""
    steps = [list(group) for _, group in groupby(route, key=lambda leg: leg["leg"])]
    return len(steps) == len(way) and all(
        any(within(start, leg["from"], places) and within(end, leg["to"], places) for leg in step)
        for step, (start, end) in zip(steps, way, strict=True)
    )


def within(place: str, other: str, places: Mapping[str, Any]) -> bool:
    """Tell whether a place is another, or a part of it."""
    return other in (place, places[place].get("part_of"))


def as_legs(strategy: str, told: list[Record]) -> Iterator[Record]:
    """Yield the legs that a participant told as those of a route; the first also rests on the coded strategy."""
    coded, *steps = told
    name = f"{strategy}_{slug(coded['participant'])}"
    for number, step in enumerate(steps, start=1):
        start, end = step["value"].split(">")
        fields = {"strategy": strategy, "route": name, "leg": str(number), "from": start, "to": end}
        yield Record(step.id, step.basis, {**fields, "mainly": "", "means": "", "strategy_id": coded.id})
