"""Pooled cases: the participants of several samples together, each with its own aggregates."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from .cases import EXTREMES, Cases
from .faults import Fault
from .quantities import Quantity, quantity_from, total
from .records import Record


@dataclass(frozen=True)
class Pooled(Cases):
    """Participants of several samples; the first has aggregates, which say nothing of the others.

    further: the codings of the participants beyond those that the aggregates are about

    A count is the sum of the counts of each sample, so that what is reported of one and computed of another is both.
    """

    further: tuple[Record, ...] = ()

    @cached_property
    def samples(self) -> tuple[Cases, Cases]:
        """The participants that the aggregates are about, and the further ones."""
        return Cases(self.codings, self.aggregates, self.codebook), Cases(self.further, (), self.codebook)

    @cached_property
    def by_variable(self) -> dict[str, dict[str, Record]]:
        """The coding of each participant of any sample, by variable."""
        first, second = (sample.by_variable for sample in self.samples)
        return {v: {**first.get(v, {}), **second.get(v, {})} for v in dict.fromkeys([*first, *second])}

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The participants of all samples that have codings of their own."""
        return tuple(name for sample in self.samples for name in sample.names)

    def further_named(self) -> Quantity | None:
        """Return the number of further participants."""
        return self.samples[1].named()

    def named(self) -> Quantity:
        """Return the number of participants of all samples that have codings of their own."""
        return total(sample.named() for sample in self.samples)

    def _total(self) -> Quantity:
        return total(sample.total() for sample in self.samples)

    def _count(self, variable: str, code: str, where: str) -> Quantity:
        return total(sample.count(variable, code, where) for sample in self.samples)

    def extreme(self, measure: str, variable: str, where: str = "") -> Quantity | None:
        """Return the least or greatest value of any sample; None when one that it concerns does not tell."""
        concerned = [sample for sample in self.samples if sample.within(where)[1].high != 0]
        ends = {n: sample.extreme(measure, variable, where) for n, sample in enumerate(concerned)}
        told = {n: end for n, end in ends.items() if end is not None}
        if len(told) < len(concerned) or not told:
            return None
        if len(told) == 1:
            return next(iter(told.values()))
        shortest = min(len(str(end.value)) for end in told.values())

        def furthest(values: dict[int, Any]) -> Any:
            return EXTREMES[measure](v[:shortest] if isinstance(v, str) else v for v in values.values())

        return quantity_from(furthest, told)

    def contradictions(self) -> Iterator[Fault]:
        """Yield a fault for each aggregate that the codings of its sample contradict."""
        return self.samples[0].contradictions()


def pool(
    codings: tuple[Record, ...],
    aggregates: tuple[Record, ...],
    codebook: Mapping[str, Any],
    further: tuple[Record, ...],
) -> Cases:
    """Return the participants; as a pool where there are further ones."""
    if not further:
        return Cases(codings, aggregates, codebook)
    return Pooled(codings, aggregates, codebook, further)
