"""Claims: sentences that say more than a number does, each with the predicate that decides whether it still holds."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, Literal

from .numbers import Number, describe
from .records import Record

Verdict = Literal["holds", "fails", "undecided"]


@dataclass(frozen=True)
class Judgement:
    """What the data say to a predicate.

    why: the comparisons that were made, in words
    numbers, records: what it rests on by itself; the records of its numbers come on top
    """

    verdict: Verdict
    why: str
    numbers: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()

    def __and__(self, other: Judgement) -> Judgement:
        """Both: fails if either fails, holds if both hold."""
        verdicts = {self.verdict, other.verdict}
        verdict: Verdict = "fails" if "fails" in verdicts else "holds" if verdicts == {"holds"} else "undecided"
        return _together(verdict, self, other)

    def __or__(self, other: Judgement) -> Judgement:
        """Either: holds if either holds, fails if both fail."""
        verdicts = {self.verdict, other.verdict}
        verdict: Verdict = "holds" if "holds" in verdicts else "fails" if verdicts == {"fails"} else "undecided"
        return _together(verdict, self, other)

    def __bool__(self) -> bool:
        raise TypeError("a judgement has three verdicts: combine it with & and |, and compare two terms at a time")


def _together(verdict: Verdict, left: Judgement, right: Judgement) -> Judgement:
    why = "; ".join(dict.fromkeys([left.why, right.why]))
    return Judgement(verdict, why, left.numbers | right.numbers, left.records | right.records)


def every(judgements: Iterable[Judgement]) -> Judgement:
    """Return whether all of at least one judgement hold."""
    first, *others = judgements
    for other in others:
        first = first & other
    return first


@dataclass(frozen=True)
class Term:
    """A side of a comparison: what is known of a value, from `low` to `high` (None where that is open)."""

    low: float | None
    high: float | None
    label: str
    numbers: frozenset[str] = frozenset()

    def __add__(self, other: Term) -> Term:
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Term(low, high, f"{self.label} + {other.label}", self.numbers | other.numbers)

    def __lt__(self, other: Term | float) -> Judgement:
        right = _term(other)
        always = self.high is not None and right.low is not None and self.high < right.low
        never = self.low is not None and right.high is not None and self.low >= right.high
        return _compared(self, "<", right, always, never)

    def __gt__(self, other: Term | float) -> Judgement:
        return _term(other) < self

    def equals(self, other: Term | float) -> Judgement:
        """Return whether both are the same."""
        right = _term(other)
        ends = (self.low, self.high, right.low, right.high)
        always = None not in ends and len(set(ends)) == 1
        never = "holds" in ((self < right).verdict, (right < self).verdict)
        return _compared(self, "=", right, always, never)


def _term(value: Term | float) -> Term:
    return value if isinstance(value, Term) else Term(value, value, f"{value:g}")


def _compared(left: Term, sign: str, right: Term, always: bool, never: bool) -> Judgement:
    verdict: Verdict = "holds" if always else "fails" if never else "undecided"
    return Judgement(verdict, f"{left.label} {sign} {right.label}", left.numbers | right.numbers)


@dataclass(frozen=True)
class Evidence:
    """What a predicate may ask: the ledger by name, and the statements of the article by theirs."""

    numbers: Mapping[str, Number]
    statements: Mapping[str, Record]

    def __call__(self, name: str) -> Term:
        """Return a number as a side of a comparison; one that the data do not tell is open on both sides."""
        number = self.numbers.get(name)
        if number is None:
            return Term(None, None, f"{name} (unknown)")
        low, high = (end if isinstance(end, int | float) else None for end in (number.low, number.high))
        return Term(low, high, f"{name} ({_interval(low, high)})", frozenset([name]))

    def under(self, prefix: str) -> list[str]:
        """Return the names of the numbers that begin with a prefix."""
        return sorted(name for name in self.numbers if name.startswith(prefix))

    def stated(self, *statements: str, beside: Iterable[str] = ()) -> Judgement:
        """Return that the article says so, and no number here decides it.

        statements: those of the coded statements that say it, if there are such; beside: numbers that it is about
        """
        known = [self.statements[name].id for name in statements if name in self.statements]
        numbers = frozenset(beside) & self.numbers.keys()
        return Judgement("undecided", "the article's word; no data here decide it", numbers, frozenset(known))


def _interval(low: float | None, high: float | None) -> str:
    if low is not None and low == high:
        return f"{low:g}"
    if low is None and high is None:
        return "unknown"
    return f"at least {low:g}" if high is None else f"at most {high:g}" if low is None else f"{low:g} to {high:g}"


@dataclass(frozen=True)
class Claim:
    """A claim after it has been judged, as `results/claims.json` has it."""

    definition: str
    code: str
    verdict: Verdict
    why: str
    numbers: tuple[str, ...]
    records: tuple[str, ...]
    sentences: tuple[Mapping[str, str], ...]


class Claims:
    """The claims of a study, by name. The first paragraph of a predicate's docstring says what is claimed."""

    def __init__(self) -> None:
        self._predicates: dict[str, Callable[[Evidence], Judgement]] = {}

    def claim(self, name: str) -> Callable[[Callable[[Evidence], Judgement]], Callable[[Evidence], Judgement]]:
        """Register a predicate. Raises ValueError for a name given twice."""

        def register(predicate: Callable[[Evidence], Judgement]) -> Callable[[Evidence], Judgement]:
            if name in self._predicates:
                raise ValueError(f"claim {name} is defined twice")
            describe(predicate)
            self._predicates[name] = predicate
            return predicate

        return register

    def places(self) -> dict[str, str]:
        """Return where each claim is defined, as `file:line`."""
        return {name: describe(predicate)[1] for name, predicate in self._predicates.items()}

    def judge(
        self, evidence: Evidence, sentences: Mapping[str, Iterable[Mapping[str, str]]] | None = None
    ) -> dict[str, Claim]:
        """Return every claim with its verdict, what it rests on, and the sentences that make it."""
        judged: dict[str, Claim] = {}
        for name, predicate in self._predicates.items():
            definition, code = describe(predicate)
            found = predicate(evidence)
            beneath = frozenset().union(*(evidence.numbers[n].records for n in found.numbers))
            judged[name] = Claim(
                definition=definition,
                code=code,
                verdict=found.verdict,
                why=found.why,
                numbers=tuple(sorted(found.numbers)),
                records=tuple(sorted(found.records | beneath, key=_file_and_line)),
                sentences=tuple((sentences or {}).get(name, ())),
            )
        return judged


def _file_and_line(record_id: str) -> tuple[str, int]:
    file, _, line = record_id.rpartition(":")
    return file, int(line)


def to_json(claims: Mapping[str, Claim]) -> str:
    """Return `results/claims.json`: sorted, without clock, host or path of a machine."""
    rows: dict[str, Any] = {name: asdict(claim) for name, claim in claims.items()}
    return json.dumps({"claims": rows}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"
