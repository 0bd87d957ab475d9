"""Entailment: bounds are those of all participants that agree with what is known, found one by one."""

import functools
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from itertools import combinations_with_replacement, product
from types import SimpleNamespace
from typing import Any, NamedTuple

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from traced.core.record import Record
from traced.inference import integer_program
from traced.inference.bounds import bounds, conflict, cross, unused
from traced.inference.condition import Uncountable
from traced.inference.integer_program import Infeasible
from traced.inference.statement import RANKS
from traced.ledger.cases import EXTREMES, Cases
from traced.reading.variable import RELATIONS, split_repeat
from unit.builders import aggregates, cases_of, codebook, codings, complete, edit, edited, ledger, shipped

CODEBOOK = {
    "variables": {
        "reason": {"type": "code", "codes": {"hunger": {"label": "hunger"}, "hope": {"label": "hope"}}},
        "place": {"type": "code", "each": "one", "codes": {"here": {"label": "here"}, "there": {"label": "there"}}},
        "year": {"type": "year"},
        "tag": {"type": "code", "repeat": True, "codes": {"x": {"label": "x"}, "y": {"label": "y"}}},
    }
}
CODES = {"reason": ("hunger", "hope"), "place": ("here", "there"), "year": ("2001", "2002"), "tag": ("x", "y")}
# All that a made-up participant may have; the years 2000 and 2003 stand for all before and after those mentioned.
DOMAIN: dict[str, list[Any]] = {
    "reason": [*CODES["reason"], ""],
    "place": [*CODES["place"]],
    "year": ["2000", "2001", "2002", "2003", ""],
    "tag": [(), ("x",), ("y",), ("x", "y")],
}
CONDITIONS = {
    "reason": ["reason=hope"],
    "place": ["place=here", "place=there"],
    "year": ["year=2001", "year<2002", "year>2001", "year>=2002"],
    "tag": ["tag=x"],
}
PAIRS = [("reason", "place"), ("place", "year"), ("place", "tag"), ("reason", "year")]
TRIPLES = [("reason", "place", "year"), ("reason", "place", "tag")]
FEW = settings(max_examples=8)  # each example solves many programs

Told = tuple[str, ...]
Coded = dict[str, dict[str, str]]


def cases(coded: Coded, *statements: Told) -> Cases:
    """Return SYNTHETIC cases."""
    return Cases(codings(coded), aggregates(*statements), CODEBOOK)


class Person(NamedTuple):
    """A made-up participant."""

    reason: str = ""
    place: str = ""
    year: str = ""
    tag: tuple[str, ...] = ()


@functools.cache
def meets(person: Person, where: str) -> bool:
    """Tell whether a made-up participant meets conditions, each read as it stands: the plain way."""
    for condition in filter(None, where.split(";")):
        relation = next(r for r in ("<=", ">=", "<", ">", "=") if r in condition)
        variable, wanted = condition.split(relation)
        value = getattr(person, variable)
        if relation == "=":
            met = wanted in value if variable == "tag" else value == wanted
        else:
            met = value != "" and RELATIONS[relation](int(value), int(wanted))
        if not met:
            return False
    return True


def count(people: Iterable[Person], variable: str, code: str, where: str) -> int:
    """Return how many made-up participants meet all conditions and, given a variable, have the code."""
    return sum(meets(person, f"{where};{variable}={code}" if variable else where) for person in people)


def holds(people: Sequence[Person], told: Told) -> bool:
    """Tell whether a statement is true of made-up participants: the plain way for each measure."""
    measure, value, variable, code, where = told + ("",) * (5 - len(told))
    group = [person for person in people if meets(person, where)]
    hits = count(people, variable, code, where)
    if measure == "count":
        return hits == int(value)
    if measure == "share":
        return bool(group) and abs(Fraction(hits, len(group)) - Fraction(value)) <= Fraction("0.005")
    if measure == "all":
        return hits == len(group) if code else all(getattr(person, variable) for person in group)
    if measure in RANKS:
        others = [count(people, variable, other, where) for other in CODES[variable] if other != code]
        return hits not in others and hits == RANKS[measure]([hits, *others])
    found = [int(person.year) for person in group if person.year]
    return bool(found) and EXTREMES[measure](found) == int(value)


def profiles(variables: Sequence[str]) -> list[Person]:
    """Return all that a made-up participant can be, as far as these variables go."""
    return [Person(**dict(zip(variables, v, strict=True))) for v in product(*(DOMAIN[v] for v in variables))]


def completions(coded: Coded, variables: Sequence[str], size: int) -> Iterator[tuple[Person, ...]]:
    """Yield all made-up participants of whom this is coded; those who are not named come in one order only."""

    def fits(person: Person, known: Mapping[str, str]) -> bool:
        return all(meets(person, f"{split_repeat(variable)[0]}={value}") for variable, value in known.items())

    named = [[person for person in profiles(variables) if fits(person, known)] for known in coded.values()]
    for first in product(*named):
        for rest in combinations_with_replacement(profiles(variables), size - len(coded)):
            yield *first, *rest


@st.composite
def statements(draw: st.DrawFn, people: Sequence[Person], variables: Sequence[str], liar: bool) -> Told:
    """Return a statement that is true of made-up participants, or with a liar one that need not be."""
    measure = draw(st.sampled_from(["count", "share", "all", *RANKS, *(EXTREMES if "year" in variables else ())]))
    allowed = [v for v in variables if measure in ("count", "all") or (v == "year") == (measure in EXTREMES)]
    variable = draw(st.sampled_from(allowed))
    none = measure in EXTREMES or (measure == "all" and variable != "tag" and draw(st.booleans()))
    code = "" if none else draw(st.sampled_from(CODES[variable]))
    where = ";".join(draw(st.lists(st.sampled_from([c for v in variables for c in CONDITIONS[v]]), max_size=2)))
    hits, group = count(people, variable, code, where), count(people, "", "", where)
    value = {
        "count": str(hits + draw(st.sampled_from([0, 0, liar]))),
        "share": f"{hits / max(group, 1):.2f}",
        **dict.fromkeys(EXTREMES, draw(st.sampled_from(CODES["year"]))),
    }.get(measure, "")
    told = (measure, value, variable, code, where)
    assume(liar or holds(people, told))
    return told


@st.composite
def studies(
    draw: st.DrawFn, variables: Sequence[str], size: int, unnamed: int, liar: bool = False
) -> tuple[tuple[Person, ...], Coded, list[Told]]:
    """Return made-up participants, what is coded of some of them, and statements about them all.

    unnamed: how many may have no codings, at the most
    """
    people = draw(st.tuples(*[st.sampled_from(profiles(variables))] * size))
    coded: Coded = {}
    for n, person in enumerate(people):
        known = {v: getattr(person, v) for v in variables if v != "tag"}
        known |= {f"tag_{k}": tag for k, tag in enumerate(person.tag, start=1)}
        kept = {v: value for v, value in known.items() if value and draw(st.booleans())}
        if kept:
            coded[f"SYNTHETIC-{n}"] = kept
    assume(len(coded) >= size - unnamed)
    return people, coded, draw(st.lists(statements(people, variables, liar), max_size=5, unique=True))


def questions(variables: Sequence[str]) -> Iterator[tuple[str, str, str]]:
    """Yield what may be asked: how many there are of each code, as such and where something else is the case."""
    for variable in variables:
        for where in ("", *(c for other in variables if other != variable for c in CONDITIONS[other])):
            yield variable, CODES[variable][0], where


def with_total(coded: Coded, told: Sequence[Told], size: int, qualifier: str = "") -> Cases:
    """Return SYNTHETIC cases in which the number of participants is stated, too."""
    found = cases(coded, ("count", str(size)), *told)
    return replace(found, aggregates=(edited(found.aggregates[0], qualifier=qualifier), *found.aggregates[1:]))


def check_against_all(data: st.DataObject, variables: Sequence[str], size: int, unnamed: int) -> None:
    """Compare every answer with what all completions that agree with everything say."""
    _, coded, told = data.draw(studies(variables, size, unnamed, liar=True))
    qualifier = data.draw(st.sampled_from(["", "under"]), label="number of participants")
    possible = [
        people
        for n in range(len(coded) if qualifier else size, size + 1)
        for people in completions(coded, variables, n)
        if all(holds(people, statement) for statement in told)
    ]
    found = with_total(coded, told, size, qualifier)
    assert bool(conflict(found)) == (not possible)
    for question in [("", "", ""), *questions(variables)] if possible else ():
        counts = {count(people, *question) for people in possible}
        assert bounds(found, *question) == (min(counts), max(counts)), question


@pytest.mark.parametrize("variables", [*PAIRS, *TRIPLES], ids="-".join)
@FEW
@given(st.data())
def test_bounds_are_those_of_all_completions(variables: tuple[str, ...], data: st.DataObject) -> None:
    """Whether three participants can agree with everything, and in what bounds, is as going through them all says."""
    check_against_all(data, variables, size=3, unnamed=2 if len(variables) == 2 else 1)


@pytest.mark.full
@pytest.mark.parametrize("variables", [*PAIRS, *TRIPLES], ids="-".join)
@settings(max_examples=100)
@given(st.data())
def test_bounds_of_more_participants(variables: tuple[str, ...], data: st.DataObject) -> None:
    """The same of four participants, and of more examples."""
    check_against_all(data, variables, size=4, unnamed=4 if len(variables) == 2 else 2)


@FEW
@given(st.data())
def test_more_known_never_widens(data: st.DataObject) -> None:
    """The truth is within the bounds, and leaving out a coding or a statement never narrows them."""
    variables = data.draw(st.sampled_from(TRIPLES))
    people, coded, told = data.draw(studies(variables, size=4, unnamed=4))
    question = data.draw(st.sampled_from([("", "", ""), *questions(variables)]))
    found = with_total(coded, told, len(people))
    low, high = bounds(found, *question)
    assert high is not None
    assert low <= count(people, *question) <= high
    for record in (*found.codings, *found.aggregates):
        least, most = bounds(found, *question, without=[record.id])
        assert least <= low
        assert most is None or high <= most


def without(found: Cases, *left_out: Record) -> Cases:
    """Return cases in which some records are missing."""
    codings, told = ([r for r in rows if r not in left_out] for rows in (found.codings, found.aggregates))
    return replace(found, codings=tuple(codings), aggregates=tuple(told))


@FEW
@given(st.data())
def test_leaving_out_is_not_having(data: st.DataObject) -> None:
    """To leave a record out of a question is the same as not to have it."""
    people, coded, told = data.draw(studies(("reason", "year"), size=3, unnamed=3))
    found = with_total(coded, told, len(people))
    record = data.draw(st.sampled_from([*found.codings, *found.aggregates]))
    for question in questions(("reason", "year")):
        assert bounds(found, *question, without=[record.id]) == bounds(without(found, record), *question)


@pytest.mark.slow
@FEW
@given(st.data())
def test_the_order_of_rows_does_not_matter(data: st.DataObject) -> None:
    """Rows in any order give the same bounds and the same conflict."""
    variables = data.draw(st.sampled_from(TRIPLES))
    people, coded, told = data.draw(studies(variables, size=4, unnamed=4, liar=True))
    found = with_total(coded, told, len(people))
    codings, told_otherwise = (data.draw(st.permutations(rows)) for rows in (found.codings, found.aggregates))
    shuffled = replace(found, codings=tuple(codings), aggregates=tuple(told_otherwise))
    clash = conflict(found)
    assert conflict(shuffled) == clash
    if not clash:
        assert all(bounds(found, *q) == bounds(shuffled, *q) for q in questions(variables))


@FEW
@given(st.data())
def test_a_conflict_is_irreducible(data: st.DataObject) -> None:
    """The records of a conflict contradict each other, and no longer do without any one of them."""
    variables = data.draw(st.sampled_from(PAIRS))
    people, coded, told = data.draw(studies(variables, size=3, unnamed=2, liar=True))
    found = with_total(coded, told, len(people))
    clash = conflict(found)
    assume(clash)
    alone = without(found, *(r for r in (*found.codings, *found.aggregates) if r not in clash))
    assert conflict(alone) == clash
    assert not any(conflict(without(alone, record)) for record in clash)


AB = {"A": {"reason": "hunger", "year": "1997"}, "B": {"reason": "hope", "place": "here", "tag_1": "x"}}


@pytest.mark.parametrize(
    ("told", "clash"),
    [
        ([("count", "1")], "2 codings:2 codings:4"),
        ([("count", "9"), ("count", "5", "place", "here"), ("count", "5", "place", "there")], "2 3 4"),
        ([("count", "9"), ("count", "9", "reason", "hunger")], "2 3 codings:4"),
        ([("count", "0", "reason", "hunger")], "2 codings:2"),
        ([("count", "0", "tag", "x", "place=here")], "2 codings:5 codings:6"),
        ([("minimum", "1998", "year")], "2 codings:3"),
        ([("minimum", "1998", "year"), ("maximum", "1997", "year")], "2 3"),
        ([("maximum", "1996", "year", "", "reason=hunger")], "2 codings:2 codings:3"),
        ([("maximum", "1996", "year", "", "reason=hope"), ("count", "0", "year", "1996")], "2 3"),
        ([("all", "", "reason", "hope", "year<1998")], "2 codings:2 codings:3"),
        ([("count", "3"), ("all", "", "year", "2001", "reason=hunger")], "3 codings:2 codings:3"),
        (
            [
                ("count", "3"),
                ("all", "", "year"),
                ("count", "1", "year", "1997"),
                ("minimum", "1997", "year"),
                ("maximum", "1997", "year"),
            ],
            "2 3 4 5 6",
        ),
        ([("count", "7"), ("share", "0.5", "place", "here")], "2 3"),
        ([("count", "8"), ("share", "0.14", "place", "here")], "2 3"),
        ([("count", "26"), ("count", "8", "reason", "hope"), ("share", "0.5", "reason", "hope")], "2 3 4"),
        (
            [("smallest", "", "place", "here"), ("count", "3", "place", "here"), ("count", "2", "place", "there")],
            "2 3 4",
        ),
        ([("count", "5"), ("most frequent", "", "place", "here"), ("count", "2", "place", "here")], "2 3 4"),
        ([("count", "4"), ("count", "3", "reason", "hope"), ("count", "3", "reason", "hunger")], "2 3 4"),
    ],
)
def test_a_planted_conflict_is_named(told: list[Told], clash: str) -> None:
    """The records that contradict each other are named, all of them and no others."""
    rows = [r.id.rpartition("/")[2].replace(".csv", "").removeprefix("aggregates:") for r in conflict(cases(AB, *told))]
    assert " ".join(rows) == clash


@pytest.mark.parametrize(
    "told",
    [
        [("count", "26"), ("count", "20", "tag", "x"), ("count", "10", "tag", "y")],
        [("count", "26"), ("count", "10", "reason", "hope"), ("count", "10", "reason", "hunger")],
        [("count", "26"), ("count", "16", "place", "here"), ("share", "0.5", "place", "here", "", "over")],
        [("count", "40", "", "", "", "over"), ("count", "20", "place", "here"), ("count", "21", "place", "there")],
        [("count", "40"), ("count", "5", "reason", "hope"), ("share", "0.13", "reason", "hope")],
        [("count", "40"), ("count", "5", "reason", "hope"), ("share", "0.12", "reason", "hope")],
    ],
    ids=["given several times", "not of everybody", "share over", "total over", "half up", "half to even"],
)
def test_what_can_be_true_together_is_let_in(told: list[Told]) -> None:
    """Aggregates that some participants agree with stop neither the reading nor the proof."""
    found = cases(AB, *told)
    assert (list(found.contradictions()), conflict(found)) == ([], ())


@pytest.mark.parametrize(
    ("told", "question", "found"),
    [
        ([], ("reason", "hope"), (1, None)),
        ([], ("", ""), (2, None)),
        ([("count", "2", "place", "here")], ("place", "there"), (0, None)),
        ([("count", "2", "place", "here")], ("reason", "hope", "place=here"), (1, 2)),
        ([("count", "3", "place", "there"), ("share", "0.25", "place", "here")], ("", ""), (4, 4)),
        ([("count", "3", "place", "there"), ("share", "0.25", "place", "here")], ("reason", "hope"), (1, 3)),
        ([("all", "", "place", "here"), ("count", "9", "place", "here")], ("", ""), (9, 9)),
        ([("smallest", "", "place", "here"), ("count", "3", "place", "here")], ("", ""), (7, None)),
    ],
)
def test_open_numbers(told: list[Told], question: tuple[str, ...], found: tuple[int, int | None]) -> None:
    """Where the number of participants is not stated, it is what the rest makes it, and may be without limit."""
    assert bounds(cases(AB, *told), *question) == found


@pytest.mark.parametrize(
    ("measure", "value", "qualifier", "found"),
    [
        ("count", "4", "", (4, 4)),
        ("count", "4", "over", (4, 9)),
        ("count", "4", "more_than", (4, 9)),
        ("count", "4", "under", (1, 4)),
        ("count", "4", "less_than", (1, 4)),
        ("count", "4", "around", (1, 9)),
        ("share", "0.5", "", (5, 5)),
        ("share", "0.5", "over", (5, 9)),
        ("share", "0.5", "under", (1, 5)),
        ("share", "0.5", "mid", (1, 9)),
    ],
)
def test_qualifiers(measure: str, value: str, qualifier: str, found: tuple[int, int]) -> None:
    """What is over or under a value leaves one side open; what is around it tells nothing for sure."""
    told = cases(AB, ("count", "10"), (measure, value, "reason", "hope"))
    told = replace(told, aggregates=(told.aggregates[0], edited(told.aggregates[1], qualifier=qualifier)))
    assert bounds(told, "reason", "hope") == found


@pytest.mark.parametrize(
    ("size", "share", "found"),
    [
        ("3", "0.33", (1, 1)),
        ("3", "0.67", (2, 2)),
        ("8", "0.12", (1, 1)),
        ("8", "0.13", (1, 1)),
        ("200", "0.5", (99, 101)),
        ("300", "1", (299, 300)),
    ],
)
def test_shares_are_rounded(size: str, share: str, found: tuple[int, int]) -> None:
    """A share is that of every count that rounds to it, halves up or down."""
    assert bounds(cases(AB, ("count", size), ("share", share, "tag", "x")), "tag", "x") == found


@pytest.mark.parametrize(
    ("told", "reason"),
    [
        (("many", "", "reason", "hope"), "a word, not a number"),
        (("most", "", "", "", "place=here"), "a word, not a number"),
        (("since", "2005", "reason", "hope"), "it does not say which variable dates it"),
        (("all",), "it is about no variable"),
        (("count", "4", "reason"), "it names no code"),
        (("share", "0.5", "reason"), "it names no code"),
        (("count", "4", "year", "2010..2011"), "'2010..2011' is no single year"),
        (("all", "", "tag"), "'tag' takes several values"),
        (("minimum", "4", "tag"), "'tag' takes several values"),
    ],
)
def test_unused(told: Told, reason: str) -> None:
    """What cannot be counted is said to be unused, with the reason, and changes nothing."""
    found = cases(AB, ("count", "5"), told)
    assert unused(found) == [(found.aggregates[1], reason)]
    assert not conflict(found)
    assert bounds(found, "reason", "hope") == (1, 4)


def test_unused_for_its_qualifier() -> None:
    """A year that is only around is not used either."""
    (record,) = aggregates(("minimum", "1997", "year"))
    found = Cases(codings(AB), (edited(record, qualifier="around"),), CODEBOOK)
    assert [reason for _, reason in unused(found)] == ["'around' leaves open how far from the value"]


@given(st.lists(st.integers(0, 9), min_size=3, max_size=3), st.data())
@FEW
def test_cross_of_margins(reasons: list[int], data: st.DataObject) -> None:
    """With nothing but the margins, the bounds of a cell are those of Fréchet."""
    total = sum(reasons)
    japan = data.draw(st.integers(0, total))
    margins = {("reason", c): n for c, n in zip(codebook()["variables"]["reason"]["codes"], reasons, strict=True)}
    margins |= {("destination", "japan"): japan, ("destination", "south_korea"): total - japan}
    told = aggregates(("count", str(total)), *(("count", str(n), *of) for of, n in margins.items()))
    for (reason, destination), found in cross(Cases((), told, codebook()), "reason", "destination").items():
        row, column = margins["reason", reason], margins["destination", destination]
        assert found == (max(0, row + column - total), min(row, column))


@pytest.mark.parametrize(
    ("question", "problem"),
    [
        (("reson", "hope"), "'reson' is not in the codebook"),
        (("reason", "hop"), "'hop' is no code of reason"),
        (("year", "early"), "'early' is no single year"),
        (("reason", "hope", "place"), "'place' is no condition"),
    ],
)
def test_questions_that_the_codebook_does_not_know(question: tuple[str, ...], problem: str) -> None:
    """What cannot be asked is refused, not answered with nobody."""
    with pytest.raises(Uncountable, match=problem):
        bounds(cases(AB), *question)


def test_no_bounds_in_a_contradiction() -> None:
    """Where nothing agrees with everything, there are no bounds."""
    with pytest.raises(Infeasible):
        bounds(cases(AB, ("count", "0", "reason", "hope")), "reason", "hope")


@pytest.mark.parametrize(
    ("answer", "problem"),
    [
        ({"status": 1, "message": "Time limit reached."}, "was not solved: Time limit reached."),
        ({"status": 4, "message": "Unbounded or infeasible."}, "was not solved: Unbounded or infeasible."),
        ({"status": 0, "x": [0.5, 1.0]}, "not in whole numbers"),
        ({"status": 0, "x": [0.0, 0.0]}, "not in whole numbers"),
    ],
)
def test_no_answer_of_the_solver_is_none_of_ours(
    monkeypatch: pytest.MonkeyPatch, answer: dict[str, Any], problem: str
) -> None:
    """When the solver gives up, or its numbers do not keep the rows, that is an error and never a bound."""
    given_back = SimpleNamespace(**({"x": None, "message": ""} | answer))
    if given_back.x:
        given_back.x = np.array(given_back.x)
    monkeypatch.setattr(integer_program, "milp", lambda *_, **__: given_back)
    with pytest.raises(ArithmeticError, match=problem):
        bounds(cases({}, ("count", "1", "place", "here")), "place", "here")


@functools.cache
def article() -> Cases:
    """Return the shipped cases."""
    return cases_of(shipped())


@functools.cache
def ids() -> dict[str, str]:
    """Return the ids of the shipped statements by name."""
    return {record["statement"]: record.id for record in article().aggregates}


def test_the_article_is_consistent() -> None:
    """All that the article says of its participants can be true at once."""
    assert not conflict(article())


def test_what_the_article_says_without_number() -> None:
    """Its words and its "since" are not used; every number is."""
    words = [record for record in article().aggregates if record["measure"] in ("some", "several", "many", "most")]
    assert [r for r, reason in unused(article()) if reason == "a word, not a number"] == words
    others = {r["statement"]: reason for r, reason in unused(article()) if r not in words}
    assert others == {
        "label-choice-since": "it does not say which variable dates it",
        "reason-involuntary-requests": "it is about no variable",
    }


@pytest.mark.parametrize(
    ("number", "question"),
    [
        ("participants.total", ("", "")),
        ("participants.japan", ("destination", "japan")),
        ("participants.south_korea", ("destination", "south_korea")),
        ("participants.knew_way_to_japan", ("knew_way_to_japan", "yes", "destination=south_korea")),
        ("motives.survival", ("reason", "survival")),
        ("motives.freedom", ("reason", "freedom")),
        ("motives.involuntary", ("reason", "involuntary")),
        ("entries.participants.2010", ("arrival_year", "2010", "destination=japan")),
        ("entries.participants.2011", ("arrival_year", "2011", "destination=japan")),
        ("entries.participants.2017", ("arrival_year", "2017", "destination=japan")),
    ],
)
def test_the_numbers_of_the_ledger(number: str, question: tuple[str, ...]) -> None:
    """What the ledger has as one value has the same value in all that agrees with the article."""
    value = ledger()[number].value
    assert bounds(article(), *question) == (value, value)


@pytest.mark.parametrize(
    ("question", "left_out", "found"),
    [
        (("reason", "involuntary"), ["reason-involuntary"], (9, 9)),
        (("reason", "survival"), ["reason-survival"], (4, 4)),
        (("reason", "freedom"), ["reason-freedom"], (13, 13)),
        (("reason", "freedom"), ["reason-freedom", "reason-freedom-share"], (13, 13)),
        (("destination", "japan"), ["settled-japan"], (21, 21)),
        (("destination", "south_korea"), ["settled-south-korea"], (5, 5)),
        (("", ""), ["participants"], (26, 26)),
        (("", ""), ["participants", "settled-japan"], (26, 26)),  # 4 + 13 + 9
        (("", ""), ["participants", "reason-survival"], (26, 26)),  # 21 + 5
        (("reason", "survival"), ["reason-survival", "reason-involuntary"], (2, 6)),  # one a year; half of 13
        (("reason", "survival"), ["reason-survival", "reason-involuntary", "survival-last-crossing"], (1, 6)),
        (("reason", "freedom"), ["reason-freedom", "reason-involuntary"], (13, 13)),  # said to be half of 26
        (("reason", "freedom"), ["reason-freedom", "reason-involuntary", "reason-freedom-share"], (5, 17)),  # 4 < each
        (("destination", "japan"), ["settled-japan", "settled-south-korea"], (8, 24)),  # six named, three of five dated
    ],
)
def test_what_follows_from_the_rest(question: tuple[str, ...], left_out: list[str], found: tuple[int, int]) -> None:
    """Each of the article's counts follows from its others; less of these leaves an interval."""
    assert bounds(article(), *question, without=[ids()[name] for name in left_out]) == found


def test_cross_tables() -> None:
    """Tables that the article does not print, as far as its numbers go: each interval worked out by hand."""
    assert cross(article(), "reason", "destination") == {
        ("survival", "japan"): (0, 4),  # four in all; the five in South Korea can be all four
        ("survival", "south_korea"): (0, 4),
        ("freedom", "japan"): (8, 13),  # thirteen, of whom at the most five in South Korea
        ("freedom", "south_korea"): (0, 5),
        ("involuntary", "japan"): (4, 9),  # nine, of whom at the most five in South Korea
        ("involuntary", "south_korea"): (0, 5),
    }
    assert cross(article(), "strategy", "destination") == {
        ("japan_links", "japan"): (2, 12),  # two named; one more broker and one in networks leave 12 of 26
        ("japan_links", "south_korea"): (0, 3),  # two of the five came by broker
        ("networks", "japan"): (1, 11),  # one named; one more broker and two with links leave 11 of 26
        ("networks", "south_korea"): (0, 3),
        ("brokers", "japan"): (0, 18),  # twenty-one less the three named
        ("brokers", "south_korea"): (2, 5),
    }


@pytest.mark.parametrize(
    ("statement", "value", "clash"),
    [
        ("settled-south-korea", "6", ["participants", "settled-japan", "settled-south-korea"]),
        ("reason-involuntary", "10", ["participants", "reason-survival", "reason-freedom", "reason-involuntary"]),
        ("reason-freedom-share", "0.52", ["participants", "reason-freedom-share"]),
        ("arrived-2010", "20", ["settled-japan", "arrived-2010", "arrived-2011", "arrived-2017"]),
        ("survival-last-crossing", "1996", ["survival-first-crossing", "survival-last-crossing"]),
        ("fieldwork-last", "2019-06", ["fieldwork-last", "Aoki interview_date"]),
        ("korea-knew-way", "6", ["participants", "settled-japan", "korea-knew-way"]),
    ],
)
def test_a_slip_in_the_article_is_named(statement: str, value: str, clash: list[str]) -> None:
    """A number typed wrong clashes with the very rows that tell otherwise."""
    record = next(r for r in article().aggregates if r["statement"] == statement)
    found = conflict(cases_of(edit(shipped(), "aggregates", record, value=value)))
    assert [r.fields.get("statement") or f"{r['participant']} {r['variable']}" for r in found] == clash


def test_complete_codings_leave_nothing_open() -> None:
    """With codings for everybody, each count and each cell is what is coded, with no use of the statements."""
    found = cases_of(complete())
    assert not conflict(found)
    told = [record.id for record in found.aggregates if record["variable"]]
    for reason in found.codes("reason"):
        value = found.count("reason", reason).value
        assert bounds(found, "reason", reason, without=told) == (value, value)
    for (reason, destination), (low, high) in cross(found, "reason", "destination").items():
        value = found.coded_with({"reason": reason, "destination": destination}).value
        assert (low, high) == (value, value)
