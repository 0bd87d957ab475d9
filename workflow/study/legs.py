"""Legs: what the legs of a told journey cannot be: apart, without a beginning, or on the way to somewhere else."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import pairwise
from typing import Any

from traced.cases import CASE, split_repeat
from traced.faults import Fault
from traced.records import Record

ORIGIN, DESTINATION = "origin", "destination"


def leg_faults(codings: Iterable[Record], codebook: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each leg that does not follow on the one before it, and for a route to another destination.

    Codings whose form is wrong have a fault already and are passed over.
    """
    places = codebook["lists"]["place"]
    routes: dict[str, dict[int, Record]] = {}
    settled: dict[str, Record] = {}
    for record in codings:
        stem, number = split_repeat(record["variable"])
        if stem == "route" and all(end in places for end in ends(record)):
            routes.setdefault(record[CASE], {})[int(number or 1)] = record
        elif record["variable"] == "destination":
            settled[record[CASE]] = record
    for name, legs in routes.items():
        yield from broken(legs, places)
        last = legs[max(legs)]
        to = ends(last)[-1]
        there = settled.get(name)
        if there and places[to].get("role") == DESTINATION and there["value"] != to:
            problem = f"the route of {name} ends in {to}, but the destination is {there['value']} ({there.id})"
            yield Fault(last.place, "value", problem, "a last leg to the destination, or the other destination")


def broken(legs: Mapping[int, Record], places: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield a fault for each place at which the legs of one journey are no way: by number, from the origin on."""
    first = legs[min(legs)]
    begins = ends(first)[0]
    if min(legs) > 1:
        problem = f"{first['variable']} has no leg before it"
        yield Fault(first.place, "value", problem, "legs that are numbered from 1")
    elif places[begins].get("role") != ORIGIN:
        origins = " or ".join(place for place, entry in places.items() if entry.get("role") == ORIGIN)
        problem = f"the route of {first[CASE]} begins in {begins}"
        yield Fault(first.place, "value", problem, f"a first leg from {origins}")
    for record in legs.values():
        if len(set(ends(record))) == 1:
            yield Fault(record.place, "value", f"{record['value']!r} leads nowhere", "a leg from one place to another")
    for (number, before), (following, record) in pairwise(sorted(legs.items())):
        if following != number + 1:
            problem = f"between {before['value']} ({before.id}) and {record['value']} a leg is missing"
            yield Fault(record.place, "value", problem, f"legs that are numbered in order: route_{number + 1}")
        elif not meet(ends(before)[-1], ends(record)[0], places):
            problem = f"{record['value']} does not go on from {before['value']} ({before.id})"
            yield Fault(record.place, "value", problem, f"a leg from {ends(before)[-1]}")


def ends(leg: Record) -> list[str]:
    """Return the two places of a leg."""
    return leg["value"].split(">")


def meet(one: str, other: str, places: Mapping[str, Any]) -> bool:
    """Tell whether two places may be the same, as a region and a country in it may be."""
    return other in (one, places[one].get("part_of")) or places[other].get("part_of") == one
