"""Lanes: routes from country to country, laid out in columns and lanes without a thought of paper.

A country stands in the column after the last country from which it is reached; a country that no leg leaves is a
destination and stands in the last column. Each route has a band of lanes to itself, one lane for each alternative that
it needs at its widest. Heights are counted in lanes, from the lowest upwards.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import accumulate, permutations
from typing import NamedTuple

FEW = 5  # up to so many routes of a strategy are put into the order that splits the fewest blocks


class Leg(NamedTuple):
    """A part of a route: from one country to the next."""

    source: str
    target: str
    note: str


class Place(NamedTuple):
    """What a route shows in a column: a country or, if `passing`, the line that comes from a country further left."""

    country: str
    passing: bool = False


class Block(NamedTuple):
    """A country in a column, over neighbouring places of any routes."""

    country: str
    column: int
    bottom: float
    top: float


@dataclass(frozen=True)
class Route:
    """A route of a strategy: its legs, and its places from top to bottom in each column but the last."""

    strategy: str
    name: str
    legs: tuple[Leg, ...]
    places: tuple[tuple[Place, ...], ...]

    @property
    def lanes(self) -> int:
        return max(1, *map(len, self.places))

    @property
    def start(self) -> str:
        return self.legs[0].source


@dataclass(frozen=True)
class Layout:
    """Where everything is: the column of each country, the routes from top to bottom, the lowest lane of each."""

    columns: dict[str, int]
    routes: tuple[Route, ...]
    bottoms: tuple[int, ...]

    @property
    def last(self) -> int:
        return max(self.columns.values())

    @property
    def lanes(self) -> int:
        return sum(route.lanes for route in self.routes)

    def stretch(self, route: Route, column: int, place: Place) -> tuple[float, float]:
        """Return the lower and the upper end of a place: the places in a column share the band of the route."""
        places = route.places[column]
        share = route.lanes / len(places)
        top = self.bottoms[self.routes.index(route)] + route.lanes - places.index(place) * share
        return top - share, top

    def height(self, route: Route, country: str, column: int | None = None) -> float:
        """Return the height of a route at a country or, in a column further right, of its line from there."""
        at = self.columns[country]
        column = at if column is None else column
        return sum(self.stretch(route, column, Place(country, passing=column != at))) / 2

    def blocks(self) -> list[Block]:
        """Return the blocks of all columns but the last."""
        found: list[Block] = []
        for column in range(self.last):
            open_block: Block | None = None
            for route in self.routes:
                for place in route.places[column] or (Place("", passing=True),):
                    if place.passing:
                        open_block = None
                        continue
                    bottom, top = self.stretch(route, column, place)
                    if open_block and open_block.country == place.country:
                        found.remove(open_block)
                        top = open_block.top
                    open_block = Block(place.country, column, bottom, top)
                    found.append(open_block)
        return found

    def arrivals(self) -> dict[str, list[tuple[float, Route, Leg]]]:
        """Return the legs into each destination with the heights they come from: all from top to bottom."""
        found: dict[str, list[tuple[float, Route, Leg]]] = {}
        for route in self.routes:
            for leg in route.legs:
                if self.columns[leg.target] == self.last:
                    found.setdefault(leg.target, []).append((self.height(route, leg.source, self.last - 1), route, leg))
        for legs in found.values():
            legs.sort(key=lambda leg: -leg[0])
        return dict(sorted(found.items(), key=lambda item: -sum(leg[0] for leg in item[1]) / len(item[1])))


def layout(legs: Iterable[tuple[str, str, Leg]]) -> Layout:
    """Lay out legs, each given with the names of its strategy and its route; at least one leg is needed."""
    routes: dict[tuple[str, str], list[Leg]] = {}
    for strategy, name, leg in legs:
        routes.setdefault((strategy, name), []).append(leg)
    columns = _columns([leg for route in routes.values() for leg in route])
    placed = [Route(*key, tuple(legs), _places(legs, columns)) for key, legs in routes.items()]
    strategies = dict.fromkeys(route.strategy for route in placed)
    ordered: tuple[Route, ...] = ()
    for strategy in strategies:
        own = [route for route in placed if route.strategy == strategy]
        orders = permutations(own) if len(own) <= FEW else [tuple(own)]
        ordered = min(
            (_stacked(columns, ordered + order) for order in orders), key=lambda one: len(one.blocks())
        ).routes
    return _stacked(columns, ordered)


def _stacked(columns: dict[str, int], routes: tuple[Route, ...]) -> Layout:
    """Return the layout with the routes in this order."""
    tops = accumulate(route.lanes for route in routes)
    lanes = sum(route.lanes for route in routes)
    return Layout(columns, routes, tuple(lanes - top for top in tops))


def _columns(legs: Sequence[Leg]) -> dict[str, int]:
    """Return the column of each country; a leg that would close a circle has no say in it."""
    onward: dict[str, set[str]] = {}
    for leg in legs:
        onward.setdefault(leg.source, set())
        onward.setdefault(leg.target, set())
        if leg.source not in _reached(leg.target, onward):
            onward[leg.source].add(leg.target)
    columns = dict.fromkeys(onward, 0)
    for _ in onward:
        for country, targets in onward.items():
            for target in targets:
                columns[target] = max(columns[target], columns[country] + 1)
    last = max(1, *columns.values())
    return {country: column if onward[country] else last for country, column in columns.items()}


def _reached(country: str, onward: dict[str, set[str]]) -> set[str]:
    """Return a country and all that can be reached from it."""
    found: set[str] = set()
    new = {country}
    while new:
        found |= new
        new = {target for one in new for target in onward[one]} - found
    return found


def _places(legs: Sequence[Leg], columns: dict[str, int]) -> tuple[tuple[Place, ...], ...]:
    """Return the places of a route in each column but the last, each place once, in the order of the legs."""
    last = max(columns.values())
    places: list[dict[Place, None]] = [{} for _ in range(last)]
    for leg in legs:
        start, end = columns[leg.source], columns[leg.target]
        for country, column in ((leg.source, start), (leg.target, end)):
            if column < last:
                places[column][Place(country)] = None
        for column in range(start + 1, end):
            places[column][Place(leg.source, passing=True)] = None
    return tuple(map(tuple, places))
