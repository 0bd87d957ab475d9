"""Strategies to leave China (pp. 70-74): the typology of Table 1, its routes, and who is evidence for each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby
from typing import Any

from study.routes import coded_routes, deciding_codings, includes_leg, new_legs
from study.sample import INTERVIEWS, everybody
from traced.core.record import Record, Tables
from traced.ledger.cases import Cases
from traced.ledger.number import Member, Part
from traced.ledger.quantity import Quantity, exact, quantity_from, quantity_of, status_of
from traced.manuscript.table import Cell, Printed, Table
from traced.reading.variable import Codebook


@dataclass(frozen=True)
class Typology:
    """The coded Table 1 beside the coded participants.

    strategies: one record per strategy and variable (name, details, condition, closed_since)
    routes: one record per leg; fields strategy, route, leg, from, to, mainly, means; alternatives share a leg number
    """

    cases: Cases
    strategies: tuple[Record, ...]
    routes: tuple[Record, ...]

    @property
    def named_strategies(self) -> list[Record]:
        """The rows that name the strategies of Table 1."""
        return [record for record in self.strategies if record["variable"] == "name"]

    @cached_property
    def legs(self) -> tuple[Record, ...]:
        """The legs of all routes: those of Table 1, then those that only participants tell."""
        return (*self.routes, *new_legs(self.cases, self.routes))

    @cached_property
    def deciding(self) -> dict[str, tuple[Record, ...]]:
        """What the number of routes rests on, by strategy and under "" for all: legs, codings that add one or could."""
        legs_of = {"": self.routes, **{strategy: self.coded_legs(strategy) for strategy in self.codes()}}
        codings = deciding_codings(self.cases, self.routes)
        return {of: (*legs, *codings.get(of, ())) for of, legs in legs_of.items()}

    def coded_legs(self, strategy: str) -> tuple[Record, ...]:
        return tuple(leg for leg in self.routes if leg["strategy"] == strategy)

    def codes(self) -> tuple[str, ...]:
        """Return the strategies in the order of the table."""
        return tuple(dict.fromkeys(record["strategy"] for record in (*self.strategies, *self.legs)))

    def record(self, strategy: str, variable: str) -> Record | None:
        return next((r for r in self.strategies if (r["strategy"], r["variable"]) == (strategy, variable)), None)

    def text(self, strategy: str, variable: str) -> str:
        """Return the wording of Table 1, empty where it has none; the label of the strategy stands in for a name."""
        record = self.record(strategy, variable)
        if record is None and variable == "name":
            return self.cases.codes("strategy")[strategy]
        return record["value"] if record else ""

    def routes_of(self, strategy: str) -> dict[str, list[Record]]:
        """Return the legs of each route of a strategy, by route."""
        routes: dict[str, list[Record]] = {}
        for leg in self.legs:
            if leg["strategy"] == strategy:
                routes.setdefault(leg["route"], []).append(leg)
        return routes

    def place(self, code: str) -> str:
        return str(self.cases.codebook["lists"]["place"][code]["label"])


def typology(tables: Tables, codebook: Codebook) -> Typology:
    return Typology(everybody(tables, codebook), tables["strategies"], tables["routes"])


part: Part[Typology] = Part("strategies", typology, reads=(*INTERVIEWS, "strategies", "routes"))


@part.number("total", unit="strategies")
def total(typology: Typology) -> Quantity:
    """strategies to leave China that the study tells apart (Table 1, p. 71)."""
    rows = typology.named_strategies
    return exact(len(rows), status_of(rows), rows)


@part.number("before_brokers", unit="strategies")
def before_brokers(typology: Typology) -> Quantity:
    """strategies other than hiring brokers (pp. 74, 80)."""
    rows = typology.named_strategies
    return exact(sum(r["strategy"] != "brokers" for r in rows), status_of(rows), rows)


@part.number("routes", unit="routes")
def routes(typology: Typology) -> Quantity:
    """routes by which the strategies lead from North Korea to a destination (Table 1, p. 71)."""
    names = {leg["route"] for leg in typology.legs}
    return exact(len(names), status_of(typology.legs), typology.deciding[""])


@part.numbers("{key}_routes", unit="routes")
def routes_by_strategy(typology: Typology) -> Iterator[Member]:
    """routes that belong to the strategy "{}" (Table 1, p. 71)."""
    for strategy in typology.codes():
        routes = typology.routes_of(strategy)
        status = status_of([leg for legs in routes.values() for leg in legs])
        beneath = typology.deciding[strategy]
        yield Member(strategy, typology.text(strategy, "name"), exact(len(routes), status, beneath))


@part.numbers("{key}_closed", unit="year")
def closed(typology: Typology) -> Iterator[Member]:
    """year since which the strategy "{}" has been impossible (Table 1, p. 71)."""
    for strategy in typology.codes():
        record = typology.record(strategy, "closed_since")
        if record:
            yield Member(strategy, typology.text(strategy, "name"), quantity_of(record, convert=int))


@part.numbers("{key}_named", unit="participants")
def named(typology: Typology) -> Iterator[Member]:
    """named participants who are coded with the strategy "{}" (pp. 71-74)."""
    for strategy in typology.codes():
        yield Member(strategy, typology.text(strategy, "name"), typology.cases.coded_with({"strategy": strategy}))


FROM_CHINA = "china>"
DIRECT = f"{FROM_CHINA}japan"


@part.number("direct_after_closure", unit="participants")
def direct_after_closure(typology: Typology) -> Quantity | None:
    """named participants who went straight from China to Japan and arrived after that route was closed (pp. 71, 75)."""
    closing = closed(typology).get("japan_links")
    if closing is None:
        return None
    cases = typology.cases
    legs = [(name, leg) for name in cases.coded("arrival_year") for leg in cases.series(name, "route")]
    used: dict[tuple[str, str], Quantity] = {("", "closed"): closing}
    used |= {(name, "arrived"): quantity_of(cases.coded("arrival_year")[name], convert=int) for name, _ in legs}
    used |= {(name, leg["variable"]): quantity_of(leg) for name, leg in legs}

    def late(seen: dict[tuple[str, str], Any]) -> int:
        direct = {name for (name, _), value in seen.items() if value == DIRECT}
        return sum(seen[name, "arrived"] > seen["", "closed"] for name in direct)

    return quantity_from(late, used)


@part.number("departures_untold", unit="participants")
def departures_untold(typology: Typology) -> Quantity | None:
    """participants of whom neither a way out of China is told nor an arrival before a route was closed (pp. 71, 75)."""
    closing, total = closed(typology).get("japan_links"), typology.cases.total()
    if closing is None or not isinstance(total.value, int):
        return None
    used = {("", "closed"): closing, ("", "total"): total}
    for name in typology.cases.names:
        if name in typology.cases.coded("arrival_year"):
            used[name, "arrived"] = quantity_of(typology.cases.coded("arrival_year")[name], convert=int)
        used |= {(name, leg["variable"]): quantity_of(leg) for leg in typology.cases.series(name, "route")}

    def unknown(seen: dict[tuple[str, str], Any]) -> int:
        early = {name for (name, what), year in seen.items() if what == "arrived" and year <= seen["", "closed"]}
        left = {name for (name, _), leg in seen.items() if str(leg).startswith(FROM_CHINA)}
        return int(seen["", "total"]) - len(early | left)

    return quantity_from(unknown, used)


def table(typology: Typology) -> Table:
    """Return Table 1, a row for each route: strategy, details, route, notes (p. 71)."""
    rows: list[tuple[Cell, ...]] = []
    for strategy in typology.codes():
        for position, legs in enumerate(typology.routes_of(strategy).values()):
            head: tuple[Cell, ...] = ((typology.text(strategy, "name"),), (typology.text(strategy, "details"),))
            way: Cell = (way_in_words(typology, legs),)
            rows.append((*head, way, note(typology, strategy)) if position == 0 else (("",), ("",), way, ("",)))
    return Table(("Strategy", "Details", "Route", "Notes"), "llll", tuple(rows))


def note(typology: Typology, strategy: str) -> Cell:
    """Return the note on a strategy: since when it has been closed, or the condition that it depends on."""
    if strategy in closed(typology):
        return ("Impossible since ", Printed(f"strategies.{strategy}_closed", "about"))
    return (typology.text(strategy, "condition"),)


def way_in_words(typology: Typology, legs: list[Record]) -> str:
    """Return a route on one line: `North Korea → China → Japan or South Korea (on forged passports)`."""
    stops = [typology.place(legs[0]["from"])]
    for _, group in groupby(legs, key=lambda leg: leg["leg"]):
        alternatives = list(group)
        stop = " or ".join(typology.place(leg["to"]) for leg in alternatives)
        mainly = [typology.place(leg["mainly"]) for leg in alternatives if leg["mainly"]]
        stops.append(f"{stop} (mainly {mainly[0]})" if mainly else stop)
    means = dict.fromkeys(leg["means"] for leg in legs if leg["means"])
    return " → ".join(stops) + "".join(f" ({text})" for text in means)


def figure(typology: Typology) -> list[dict[str, object]]:
    """Return the rows of the figure of routes, one a leg.

    strategy_participants: the named participants coded with the strategy
    participants: those of them coded with this leg, and with no leg that the route has not
    """
    coded = typology.cases.coded("strategy").items()
    ways = coded_routes(typology.cases).items()
    places = typology.cases.codebook["lists"]["place"]

    def took(leg: Record) -> list[str]:
        route = typology.routes_of(leg["strategy"])[leg["route"]]
        return [
            name
            for name, ((strategy, way), _) in ways
            if strategy == leg["strategy"] and includes_leg(leg, route, way, places)
        ]

    return [
        {
            "strategy": leg["strategy"],
            "strategy_label": typology.text(leg["strategy"], "name"),
            "route": leg["route"],
            "route_label": way_in_words(typology, typology.routes_of(leg["strategy"])[leg["route"]]),
            "leg": leg["leg"],
            "from": leg["from"],
            "to": leg["to"],
            "from_label": typology.place(leg["from"]),
            "to_label": typology.place(leg["to"]),
            "via_note": leg["means"] or (f"mainly {typology.place(leg['mainly'])}" if leg["mainly"] else ""),
            "strategy_participants": "; ".join(name for name, record in coded if record["value"] == leg["strategy"]),
            "participants": "; ".join(took(leg)),
        }
        for leg in typology.legs
    ]
