"""Cases: coded interviews together with the aggregates that a published study reports about them."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from traced.core.fault import Fault
from traced.core.record import Record
from traced.ledger.quantity import Quantity, bounded, exact, quantity_from, quantity_of, sum_of
from traced.reading.variable import CASE, NUMERIC, RELATIONS, parse_number, split_repeat

EXTREMES: dict[str, Callable[[Iterable[Any]], Any]] = {"minimum": min, "maximum": max}


@dataclass(frozen=True)
class Cases:
    """Participants with their codings, and the aggregates that are reported of all of them.

    codings: one record per participant and variable; fields participant, variable, value
    aggregates: one record per reported statement; fields statement, variable, code, where, measure, value
    codebook: what each variable means and which codes it takes

    Each method uses the codings alone where they cover everybody it concerns (`recomputed`), else the aggregate that
    reports just this (`reported`), else it returns the interval that the codings leave open (`bounded`).
    """

    codings: tuple[Record, ...]
    aggregates: tuple[Record, ...]
    codebook: Mapping[str, Any]

    @cached_property
    def by_variable(self) -> dict[str, dict[str, Record]]:
        """The coding of each participant, by variable; a repeated variable keeps its number: route_1, route_2."""
        by_variable: dict[str, dict[str, Record]] = {}
        for record in self.codings:
            by_variable.setdefault(record["variable"], {})[record[CASE]] = record
        return by_variable

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The participants that have codings of their own, in the order of the file."""
        return tuple(dict.fromkeys(record[CASE] for record in self.codings))

    def coded(self, variable: str) -> dict[str, Record]:
        return self.by_variable.get(variable, {})

    def codes(self, variable: str) -> dict[str, str]:
        """Return the codes of a variable with their labels, in the order of the codebook."""
        return {code: entry["label"] for code, entry in self.codebook["variables"][variable]["codes"].items()}

    @cached_property
    def by_statement(self) -> dict[tuple[str, ...], Record]:
        """The aggregates by what they state: measure, variable, code and condition; the first of each."""
        columns = ("measure", "variable", "code", "where")
        return {tuple(record[column] for column in columns): record for record in reversed(self.aggregates)}

    def reported(self, measure: str, variable: str = "", code: str = "", where: str = "") -> Record | None:
        return self.by_statement.get((measure, variable, code, where))

    def total(self) -> Quantity:
        """Return the number of participants: reported, unless as many have codings of their own."""
        return replace(self._total(), counts=("", "", ""))

    def _total(self) -> Quantity:
        statement = self.reported("count")
        size = quantity_of(statement, convert=parse_number) if statement else self.named()
        return self.named() if size.low == size.high == len(self.names) else size

    def further_named(self) -> Quantity | None:
        """Return the number of participants that the aggregates are not about; None where there are none."""
        return None

    def named(self) -> Quantity:
        return exact(len(self.names), "recomputed", self.codings)

    def group(self, where: str) -> tuple[tuple[str, ...], Quantity, tuple[Record, ...]]:
        """Return a group: the names known to meet a condition `variable=code`, its size, and the codings read.

        Everybody meets the empty condition.
        """
        if not where:
            return self.names, self.total(), ()
        variable, _, code = where.partition("=")
        coded = self.coded(variable)
        chosen = tuple(name for name, record in coded.items() if record["value"] == code)
        return chosen, self.count(variable, code), tuple(coded.values())

    def coded_with(self, codes: Mapping[str, str]) -> Quantity:
        """Return how many participants are coded with all of these codes, by variable.

        A coding decides the count when the participant meets all the other conditions.
        """
        coded = {variable: self.coded(variable) for variable in codes}

        def meets(name: str, variables: Iterable[str]) -> bool:
            return all(name in coded[v] and coded[v][name]["value"] == codes[v] for v in variables)

        deciding = [
            record
            for variable in codes
            for name, record in coded[variable].items()
            if meets(name, codes.keys() - {variable})
        ]
        return exact(sum(meets(name, codes) for name in self.names), "recomputed", deciding)

    def count(self, variable: str, code: str, where: str = "") -> Quantity:
        """Return how many participants (of those that meet the condition) have this code."""
        return replace(self._count(variable, code, where), counts=(variable, code, where))

    def _count(self, variable: str, code: str, where: str) -> Quantity:
        chosen, size, conditions = self.group(where)
        everybody = self.coded(variable)
        coded = {name: record for name, record in everybody.items() if name in chosen}
        hits = sum(record["value"] == code for record in coded.values())
        if len(coded) == size.value and size.status == "recomputed":
            matters = [r for r in conditions if r[CASE] not in everybody or everybody[r[CASE]]["value"] == code]
            return exact(hits, "recomputed", [*matters, *coded.values()])
        statement = self.reported("count", variable, code, where)
        if statement is not None:
            return quantity_of(statement, convert=parse_number)
        most = max(hits, size.high - len(coded) + hits) if isinstance(size.high, int) else None
        # Who meets the condition matters where the code is known of them.
        matters = [record for record in conditions if record[CASE] in everybody]
        count = bounded(hits, most, [*matters, *coded.values()])
        return replace(count, records=count.records | size.records)

    def extreme(self, measure: str, variable: str, where: str = "") -> Quantity | None:
        """Return the least (`minimum`) or greatest (`maximum`) value of a variable; None when it is unknown.

        Values are compared as numbers, dates as text. A recomputed date has only its year and month.
        """
        chosen, size, conditions = self.group(where)
        coded = [record for name, record in self.coded(variable).items() if name in chosen]
        dated = self.codebook["variables"][variable]["type"] == "date"
        if coded and len(coded) == size.value and size.status == "recomputed":
            values = [record["value"][:7] if dated else parse_number(record["value"]) for record in coded]
            return exact(EXTREMES[measure](values), "recomputed", (*conditions, *coded))
        statement = self.reported(measure, variable, where=where)
        return None if statement is None else quantity_of(statement, convert=str if dated else parse_number)

    def value(self, participant: str, variable: str) -> Quantity | None:
        record = self.coded(variable).get(participant)
        if record is None:
            return None
        numeric = self.codebook["variables"][variable]["type"] in NUMERIC
        return quantity_of(record, convert=parse_number if numeric else str)

    def series(self, participant: str, variable: str) -> list[Record]:
        """Return the codings of a repeated variable of one participant, in their order."""
        numbered = {}
        for name, coded in self.by_variable.items():
            stem, suffix = split_repeat(name)
            if stem == variable and participant in coded:
                numbered[int(suffix or 1)] = coded[participant]
        return [numbered[n] for n in sorted(numbered)]

    def contradictions(self) -> Iterator[Fault]:
        """Yield a fault for each aggregate that the codings contradict by themselves, naming both rows.

        `traced.inference.bounds.conflict` finds contradictions between several aggregates.
        """
        for statement in self.aggregates:
            if statement["measure"] == "count":
                yield from self._counted_otherwise(statement)
            elif statement["measure"] in EXTREMES:
                yield from self._beyond(statement)
            elif statement["measure"] == "all" and statement["code"]:
                yield from self._exceptions(statement)

    def _counted_otherwise(self, statement: Record) -> Iterator[Fault]:
        """Yield a fault when the codings have more than is reported, or less although they are complete.

        Less is also a group that is fully known and smaller than reported.
        """
        reported = quantity_of(statement, convert=parse_number)
        chosen, size, _ = self.group(statement["where"])
        if not statement["variable"]:
            coded, hits = dict.fromkeys(chosen, statement), len(chosen)
        else:
            coded = {n: r for n, r in self.coded(statement["variable"]).items() if n in chosen}
            hits = sum(record["value"] == statement["code"] for record in coded.values())
        above = isinstance(reported.high, int) and hits > reported.high
        least = reported.low if isinstance(reported.low, int) and size.status == "recomputed" else 0
        if above or len(chosen) < least or (len(coded) == size.value and hits < least):
            witness = next((r for r in coded.values() if r["value"] == statement["code"]), None)
            rows = f" (see {witness.id})" if witness else ""
            problem = f"{statement['statement']} is reported as {reported.value}, but the codings have {hits}{rows}"
            yield contradiction(statement, problem)

    def _beyond(self, statement: Record) -> Iterator[Fault]:
        """Yield a fault for each coding below the reported minimum or above the reported maximum."""
        chosen, _, _ = self.group(statement["where"])
        dated = self.codebook["variables"][statement["variable"]]["type"] == "date"
        limit = statement["value"]
        for name, record in self.coded(statement["variable"]).items():
            coded = record["value"][: len(limit)] if dated else record["value"]
            ends: list[Any] = [coded, limit] if dated else [parse_number(coded), parse_number(limit)]
            if name in chosen and EXTREMES[statement["measure"]](ends) != ends[1]:
                problem = f"the {statement['measure']} is reported as {limit}, but {record.id} has {record['value']}"
                yield contradiction(statement, problem)

    def _exceptions(self, statement: Record) -> Iterator[Fault]:
        """Yield a fault for each participant of a group whose code is not the one reported for all of it."""
        for name, record in self.coded(statement["variable"]).items():
            if record["value"] != statement["code"] and self.meets(name, statement["where"]):
                problem = f"all are reported to have {statement['code']}, but {record.id} has {record['value']}"
                yield contradiction(statement, problem)

    def meets(self, participant: str, where: str) -> bool:
        """Return whether a participant is known to meet every condition: `destination=japan;arrival_year<2005`."""
        for condition in filter(None, where.split(";")):
            variable, relation, wanted = re.split(r"(<=|>=|<|>|=)", condition, maxsplit=1)
            record = self.coded(variable).get(participant)
            if record is None:
                return False
            if relation == "=" and record["value"] != wanted:
                return False
            if relation != "=" and not RELATIONS[relation](parse_number(record["value"]), parse_number(wanted)):
                return False
        return True


@dataclass(frozen=True)
class Pooled(Cases):
    """Participants of two samples; the aggregates are about the first only.

    further: the codings of the second sample

    A count is the sum of the counts of both samples, one of which may be reported and the other computed.
    """

    further: tuple[Record, ...] = ()

    @cached_property
    def samples(self) -> tuple[Cases, Cases]:
        """The participants that the aggregates are about, and the further ones."""
        return Cases(self.codings, self.aggregates, self.codebook), Cases(self.further, (), self.codebook)

    @cached_property
    def by_variable(self) -> dict[str, dict[str, Record]]:
        first, second = (sample.by_variable for sample in self.samples)
        return {v: {**first.get(v, {}), **second.get(v, {})} for v in dict.fromkeys([*first, *second])}

    @cached_property
    def names(self) -> tuple[str, ...]:
        return tuple(name for sample in self.samples for name in sample.names)

    def further_named(self) -> Quantity | None:
        return self.samples[1].named()

    def named(self) -> Quantity:
        return sum_of(sample.named() for sample in self.samples)

    def _total(self) -> Quantity:
        return sum_of(sample.total() for sample in self.samples)

    def _count(self, variable: str, code: str, where: str) -> Quantity:
        return sum_of(sample.count(variable, code, where) for sample in self.samples)

    def extreme(self, measure: str, variable: str, where: str = "") -> Quantity | None:
        """Return the least or greatest value of both samples; None when it is unknown for one that has such a group."""
        concerned = [sample for sample in self.samples if sample.group(where)[1].high != 0]
        ends = {n: sample.extreme(measure, variable, where) for n, sample in enumerate(concerned)}
        known = {n: end for n, end in ends.items() if end is not None}
        if len(known) < len(concerned) or not known:
            return None
        if len(known) == 1:
            return next(iter(known.values()))
        shortest = min(len(str(end.value)) for end in known.values())

        def furthest(values: dict[int, Any]) -> Any:
            return EXTREMES[measure](v[:shortest] if isinstance(v, str) else v for v in values.values())

        return quantity_from(furthest, known)

    def contradictions(self) -> Iterator[Fault]:
        return self.samples[0].contradictions()


def pool(
    codings: tuple[Record, ...],
    aggregates: tuple[Record, ...],
    codebook: Mapping[str, Any],
    further: tuple[Record, ...],
) -> Cases:
    """Return the participants of one sample, or of two where there are further codings."""
    if not further:
        return Cases(codings, aggregates, codebook)
    return Pooled(codings, aggregates, codebook, further)


def contradiction(statement: Record, problem: str) -> Fault:
    allowed = "correct the coding or the aggregate, or delete the aggregate if the codings replace it"
    return Fault(statement.place, "value", problem, allowed)
