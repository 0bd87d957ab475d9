"""Claims: sentences that say more than a number does, each with the predicate that decides whether it still holds.

`results/claims.json` is `{"claims": {NAME: ROW}, "schema": 1}`. A row has the fields of `Claim` (its `margin` has those
of `Distance`); `fragility`, null where the claim is undecided, else with `rows`, `words` and `example` (see
`traced.claims.fragility`); and `sentences`, those that make the claim, each with `place` and `text`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from fnmatch import fnmatchcase
from functools import reduce
from operator import and_
from typing import Any, Literal

from traced.core.english import singular
from traced.core.record import Record, place_of
from traced.core.voice import NEUTRAL, Voice
from traced.ledger.ledger import dump_rows
from traced.ledger.number import Number, describe
from traced.ledger.quantity import Value, number_of

ClaimVerdict = Literal["holds", "fails", "undecided"]
YEARS_OF_A_DECADE = {"": (0, 9), "early": (0, 3), "mid": (4, 6), "late": (7, 9)}


@dataclass(frozen=True)
class Margin:
    """The least distance that one side of a comparison has to move for another verdict, and its unit.

    Whole numbers move by whole steps: 4 < 9 holds by 5, and 4 ≤ 9 by 6. Others move past the limit: 0.9 > 0.5 holds by
    0.4. Sides that have to be equal, and are, cannot move at all: by 0. Of an interval the nearer end counts, which
    moves to where the verdict is undecided. For comparisons that decide together see `Judgement`.
    """

    by: float
    unit: str

    def __str__(self) -> str:
        if self.unit == "share":
            return f"by {self.by * 100:g} percentage points"
        unit = singular(self.unit) if self.by == 1 else self.unit
        return f"by {self.by:g} {unit}".rstrip()


DISTANCES = {"year": "years", "decade": "years"}  # the unit of the distance between two points of time


@dataclass(frozen=True)
class Distance:
    """A margin with its words, `holds by 3 years`; None and empty where it is unknown."""

    by: float | None = None
    unit: str = ""
    words: str = ""


@dataclass(frozen=True)
class Judgement:
    """The verdict of a predicate, with its reasons.

    why: the comparisons that were made, in words
    numbers, records: what it rests on; the records of its numbers are added later
    margin: the least distance for another verdict, no side moving farther; None where it is undecided or unknown
    missing: what would decide it, in words, where it is undecided
    """

    verdict: ClaimVerdict
    why: str
    numbers: frozenset[str] = frozenset()
    records: frozenset[str] = frozenset()
    margin: Margin | None = None
    missing: str = ""

    def distance(self) -> Distance:
        if not self.margin:
            return Distance()
        equal = "holds exactly" if self.verdict == "holds" else "fails: both sides are equal"
        words = f"{self.verdict} {self.margin}" if self.margin.by else equal
        return Distance(self.margin.by, self.margin.unit, words)

    def __and__(self, other: Judgement) -> Judgement:
        """Return both as one: it fails if either fails, and holds if both hold."""
        verdicts = {self.verdict, other.verdict}
        verdict: ClaimVerdict = "fails" if "fails" in verdicts else "holds" if verdicts == {"holds"} else "undecided"
        deciding = [side for side in (self, other) if side.verdict == verdict]
        margins = [side.margin for side in deciding if side.margin]
        # One that gives way is enough to turn what holds; what fails turns when all that fail have moved.
        pick: Callable[..., Margin] = min if verdict == "holds" else max
        missing = [side.missing for side in (self, other) if side.missing and verdict == "undecided"]
        return Judgement(
            verdict,
            "; ".join(dict.fromkeys([self.why, other.why])),
            self.numbers | other.numbers,
            self.records | other.records,
            pick(margins, key=lambda margin: margin.by) if margins and len(margins) == len(deciding) else None,
            "; ".join(dict.fromkeys(missing)),
        )

    def __bool__(self) -> bool:
        raise TypeError("a judgement has three verdicts: combine it with &, and compare two terms at a time")


def every(judgements: Iterable[Judgement]) -> Judgement:
    """Return whether all of at least one judgement hold."""
    return reduce(and_, judgements)


@dataclass(frozen=True)
class Term:
    """A side of a comparison: a value between `low` and `high` (None where that end is open).

    Dates are text, and compare to the precision of both: 2019-07-22 is within 2019-07.
    """

    low: Value | None
    high: Value | None
    label: str
    numbers: frozenset[str] = frozenset()
    unit: str = ""

    def __add__(self, other: Term | float) -> Term:
        right = _term(other)
        low, high = (
            None if a is None or b is None else number_of(a) + number_of(b)
            for a, b in ((self.low, right.low), (self.high, right.high))
        )
        return Term(low, high, f"{self.label} + {right.label}", self.numbers | right.numbers, self.unit)

    def __mul__(self, factor: int) -> Term:
        low, high = (None if end is None else number_of(end) * factor for end in (self.low, self.high))
        return Term(low, high, f"{factor} × {self.label}", self.numbers, self.unit)

    def __lt__(self, other: Term | float) -> Judgement:
        right = _term(other)
        always = _apart(self.high, right.low)
        never = _apart(right.high, self.low, strictly=False)
        return _compared(self, "<", right, always, never)

    def __le__(self, other: Term | float) -> Judgement:
        right = _term(other)
        always = _apart(self.high, right.low, strictly=False)
        never = _apart(right.high, self.low)
        return _compared(self, "≤", right, always, never)

    def __gt__(self, other: Term | float) -> Judgement:
        return _term(other) < self

    def __ge__(self, other: Term | float) -> Judgement:
        return _term(other) <= self

    def equals(self, other: Term | float) -> Judgement:
        right = _term(other)
        ends = (self.low, self.high, right.low, right.high)
        always = 0.0 if None not in ends and len(set(ends)) == 1 else None
        apart = [gap for gap in (_apart(self.high, right.low), _apart(right.high, self.low)) if gap is not None]
        return _compared(self, "=", right, always, apart[0] if apart else None)


def _term(value: Term | float) -> Term:
    return value if isinstance(value, Term) else Term(value, value, f"{value:g}")


def _apart(smaller: Value | None, greater: Value | None, *, strictly: bool = True) -> float | None:
    """Return how far one value may move before it is no longer below another (or, unless strictly, equal to it).

    None if it is not below or unknown; 0 for dates that are below.
    """
    if smaller is None or greater is None:
        return None
    if isinstance(smaller, str) or isinstance(greater, str):
        precision = min(len(str(smaller)), len(str(greater)))
        first, second = str(smaller)[:precision], str(greater)[:precision]
        return 0.0 if first < second or (first == second and not strictly) else None
    gap = greater - smaller
    if strictly:
        return gap if gap > 0 else None
    step = int(isinstance(smaller, int) and isinstance(greater, int))
    return gap + step if gap >= 0 else None


def _compared(left: Term, sign: str, right: Term, always: float | None, never: float | None) -> Judgement:
    verdict: ClaimVerdict = "holds" if always is not None else "fails" if never is not None else "undecided"
    gap = always if always is not None else never
    dated = any(isinstance(end, str) for end in (left.low, left.high, right.low, right.high))
    unit = left.unit or right.unit
    margin = None if gap is None or dated else Margin(gap, DISTANCES.get(unit, unit))
    open_ones = [term.label for term in (left, right) if None in (term.low, term.high) or term.low != term.high]
    missing = f"a single value for {' and for '.join(open_ones)}" if verdict == "undecided" else ""
    numbers = left.numbers | right.numbers
    return Judgement(verdict, f"{left.label} {sign} {right.label}", numbers, margin=margin, missing=missing)


@dataclass(frozen=True)
class LedgerView:
    """What a predicate may ask: the numbers of the ledger and the statements of the replicated work, both by name."""

    numbers: Mapping[str, Number]
    statements: Mapping[str, Record]
    voice: Voice = NEUTRAL

    def __call__(self, name: str) -> Term:
        """Return a number as a side of a comparison; one that is not in the ledger is open on both sides."""
        number = self.numbers.get(name)
        if number is None:
            return Term(None, None, f"{name} (unknown)")
        label = f"{name} ({_interval(number.low, number.high)})"
        return Term(number.low, number.high, label, frozenset([name]), number.unit)

    def decade(self, name: str) -> Term:
        """Return a decade as the interval of its years; early, mid or late in it as a part of them."""
        term = self(name)
        number = self.numbers.get(name)
        if number is None or term.low is None or term.high is None:
            return term
        first, last = YEARS_OF_A_DECADE.get(number.qualifier, YEARS_OF_A_DECADE[""])
        low, high = number_of(term.low) + first, number_of(term.high) + last
        return Term(low, high, f"{name} ({_interval(low, high)})", term.numbers, "year")

    def matching(self, pattern: str) -> list[str]:
        """Return the names of the numbers of a pattern, `journeys.*.interview_date`."""
        return sorted(name for name in self.numbers if fnmatchcase(name, pattern))

    def stated(self, *statements: str, missing: str, beside: Iterable[str] = ()) -> Judgement:
        """Return an undecided judgement: the replicated work says so, and no number here decides it.

        statements: names of coded statements that say it, which may be missing; beside: names of numbers it is about
        missing: what would decide it
        """
        records = frozenset(self.statements[name].id for name in statements if name in self.statements)
        numbers = frozenset(beside) & self.numbers.keys()
        why = self.voice.text("{work}'s word; no data here decide it")
        return Judgement("undecided", why, numbers, records, missing=missing)


def _interval(low: Value | None, high: Value | None) -> str:
    if low is not None and low == high:
        return f"{low:g}" if isinstance(low, float) else str(low)
    if low is None and high is None:
        return "unknown"
    return f"at least {low}" if high is None else f"at most {high}" if low is None else f"{low} to {high}"


@dataclass(frozen=True)
class Claim:
    """A claim after it has been judged.

    why: the comparisons that decided it
    margin: how far it is from the other verdict
    missing: what would decide it, where it is undecided
    """

    definition: str
    code: str
    verdict: ClaimVerdict
    why: str
    margin: Distance
    missing: str
    numbers: tuple[str, ...]
    records: tuple[str, ...]


class Claims:
    """The claims of a study, by name. The first paragraph of a predicate's docstring says what is claimed."""

    def __init__(self) -> None:
        self._predicates: dict[str, Callable[[LedgerView], Judgement]] = {}

    def claim(self, name: str) -> Callable[[Callable[[LedgerView], Judgement]], Callable[[LedgerView], Judgement]]:
        """Register a predicate. Raises ValueError for a name given twice."""

        def register(predicate: Callable[[LedgerView], Judgement]) -> Callable[[LedgerView], Judgement]:
            if name in self._predicates:
                raise ValueError(f"claim {name} is defined twice")
            describe(predicate)
            self._predicates[name] = predicate
            return predicate

        return register

    def places(self) -> dict[str, str]:
        return {name: describe(predicate)[1] for name, predicate in self._predicates.items()}

    def decide(self, name: str, ledger: LedgerView) -> Judgement:
        return self._predicates[name](ledger)

    def judge(self, ledger: LedgerView) -> dict[str, Claim]:
        """Return every claim with its verdict and what it rests on."""
        judged: dict[str, Claim] = {}
        for name, predicate in self._predicates.items():
            judgement = self.decide(name, ledger)
            definition, code = describe(predicate)
            beneath = frozenset().union(*(ledger.numbers[n].records for n in judgement.numbers))
            judged[name] = Claim(
                definition=definition,
                code=code,
                verdict=judgement.verdict,
                why=judgement.why,
                margin=judgement.distance(),
                missing=judgement.missing,
                numbers=tuple(sorted(judgement.numbers)),
                records=tuple(sorted(judgement.records | beneath, key=place_of)),
            )
        return judged


def dump_claims(claims: Mapping[str, Claim]) -> str:
    """Return judged claims by name as JSON text, without fragility and sentences."""
    return dump_rows("claims", {name: asdict(claim) for name, claim in claims.items()})


def claim_rows(
    claims: Mapping[str, Mapping[str, Any]],
    fragility: Mapping[str, Mapping[str, Any]],
    sentences: Mapping[str, list[Mapping[str, str]]],
) -> dict[str, dict[str, Any]]:
    """Return the rows of `results/claims.json` by name: claims with fragility and the sentences that make them."""
    return {
        name: {**claim, "fragility": fragility.get(name), "sentences": sentences.get(name, [])}
        for name, claim in claims.items()
    }
