"""Claims: a predicate over numbers says whether a sentence holds, fails or is undecided, and what that rests on."""

from collections.abc import Callable
from itertools import count, product
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from study import claims as study
from traced.claims.claim import Claims, Distance, Judgement, LedgerView, Term, claim_rows, dump_claims, every
from traced.core.record import Tables
from traced.ledger.ledger import load_rows
from unit.builders import SYNTHETIC, codings, complete, judged, ledger, number, row, shipped


def view(**values: int) -> LedgerView:
    """Return a SYNTHETIC ledger from numbers by their last name."""
    numbers = {f"n.{name}": number(f"n.{name}", value) for name, value in values.items()}
    return LedgerView(numbers, {"said": row("aggregates", line=9, statement="said")})


def interval(low: float | None, high: float | None) -> Term:
    """Return a side of a comparison of which only the interval is known."""
    return Term(low, high, "n")


def known(value: float, unit: str = "participants") -> Term:
    """Return a side of a comparison of which all is known."""
    return Term(value, value, "n", unit=unit)


@pytest.mark.parametrize(
    ("judgement", "verdict"),
    [
        (interval(1, 1) < 2, "holds"),
        (interval(2, 2) < 2, "fails"),
        (interval(1, 3) < 2, "undecided"),
        (interval(1, 3) < interval(4, 5), "holds"),
        (interval(4, 5) < interval(1, 4), "fails"),
        (interval(1, None) < 2, "undecided"),
        (interval(2, None) < 2, "fails"),
        (interval(3, None) > 2, "holds"),
        (interval(None, 1) < 2, "holds"),
        (interval(None, None) < 2, "undecided"),
        (interval(2, 2).equals(2), "holds"),
        (interval(2, 3).equals(2), "undecided"),
        (interval(3, 4).equals(2), "fails"),
        (interval(1, 1).equals(2), "fails"),
        (interval(None, None).equals(2), "undecided"),
        ((interval(1, 1) + interval(1, 2)) > 1, "holds"),
        ((interval(1, 1) + interval(1, None)) < 5, "undecided"),
    ],
)
def test_comparisons(judgement: Judgement, verdict: str) -> None:
    """A comparison holds or fails for all values that are possible, or else it is undecided."""
    assert judgement.verdict == verdict


YES, NO, MAYBE = (Judgement(verdict, "why") for verdict in ("holds", "fails", "undecided"))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("left", "right", "both"),
    [
        (YES, YES, "holds"),
        (YES, NO, "fails"),
        (YES, MAYBE, "undecided"),
        (NO, MAYBE, "fails"),
        (NO, NO, "fails"),
        (MAYBE, MAYBE, "undecided"),
    ],
)
def test_three_verdicts(left: Judgement, right: Judgement, both: str) -> None:
    """Judgements combine as in a logic of three values, in either order."""
    assert (left & right).verdict == (right & left).verdict == every([left, right]).verdict == both


def test_a_judgement_is_no_truth_value() -> None:
    """A chain of comparisons would forget its first part, so it is refused."""
    with pytest.raises(TypeError, match="three verdicts"):
        assert interval(1, 1) < interval(2, 2) < interval(3, 3)


def test_a_claim_tells_what_it_rests_on() -> None:
    """A judged claim has its definition, its place, its comparisons, its numbers and their records."""
    claims = Claims()

    @claims.claim("n.fewer")
    def fewer(e: LedgerView) -> Judgement:
        """a is less than b (p. 1)."""
        return (e("n.a") < e("n.b")) & e.stated("said", "unsaid", missing="d", beside=["n.c", "n.none"])

    found = claims.judge(view(a=1, b=2, c=3))
    claim = found["n.fewer"]
    assert (claim.definition, claim.verdict) == ("a is less than b (p. 1)", "undecided")
    assert claim.why == "n.a (1) < n.b (2); the published study's word; no data here decide it"
    assert claim.numbers == ("n.a", "n.b", "n.c")
    assert claim.records == (f"{SYNTHETIC}/aggregates.csv:9", f"{SYNTHETIC}/cells.csv:2")
    assert claim.code == claims.places()["n.fewer"]
    assert (claim.margin, claim.missing) == (Distance(), "d")
    rows = load_rows("claims", dump_claims(found))
    fragile, sentences = {"n.fewer": {"rows": 1}}, {"n.fewer": [{"place": "p:1", "text": "So."}]}
    (row,) = claim_rows(rows, fragile, sentences).values()
    assert row == rows["n.fewer"] | {"fragility": {"rows": 1}, "sentences": [{"place": "p:1", "text": "So."}]}


@pytest.mark.parametrize(
    ("judgement", "distance"),
    [
        (known(4) < known(9), "holds by 5 participants"),
        (known(4) < known(5), "holds by 1 participant"),
        (known(5) < known(5), "fails by 1 participant"),
        (known(5) <= known(5), "holds by 1 participant"),
        (known(4) <= known(9), "holds by 6 participants"),
        (known(7) <= known(5), "fails by 2 participants"),
        (known(7) < known(5), "fails by 3 participants"),
        ((known(13) * 2).equals(26), "holds exactly"),
        (known(3).equals(known(2)), "fails by 1 participant"),
        (known(2004, "year") < known(2006, "year"), "holds by 2 years"),
        (known(1990, "decade").equals(known(2000, "decade")), "fails by 10 years"),
        (known(0.9, "share") > 0.5, "holds by 40 percentage points"),
        (known(0.5, "share") > 0.5, "fails: both sides are equal"),
        (known(0.5, "share") >= 0.5, "holds exactly"),
        ((known(1) < known(2)) & (known(1) < known(9)), "holds by 1 participant"),
        ((known(9) < known(1)) & (known(3) < known(1)), "fails by 9 participants"),
        ((known(9) < known(1)) & (known(1) < known(9)), "fails by 9 participants"),
        ((known(1) < known(9)) & (Term("2001", "2001", "n") <= Term("2002", "2002", "n")), ""),
        (interval(1, 3) < 2, ""),
    ],
)
def test_margins(judgement: Judgement, distance: str) -> None:
    """A margin is by how much one side has to move for the verdict to be another; of dates none is told."""
    assert judgement.distance().words == distance


def test_a_margin_is_data() -> None:
    """A margin says by how much and of what, besides its words; where it is unknown it is empty."""
    assert (known(2004, "year") < known(2006, "year")).distance() == Distance(2, "years", "holds by 2 years")
    assert (known(0.9, "share") > 0.5).distance() == Distance(0.4, "share", "holds by 40 percentage points")
    assert (interval(1, 3) < 2).distance() == Distance(None, "", "")


Ends = tuple[int, int]
ends = st.tuples(st.integers(0, 6), st.integers(0, 6)).map(lambda pair: (min(pair), max(pair)))
SIGNS = {"<": Term.__lt__, "≤": Term.__le__, ">": Term.__gt__, "≥": Term.__ge__, "=": Term.equals}
compared = st.tuples(ends, st.sampled_from(sorted(SIGNS)), ends)


def moved(of: tuple[Ends, str, Ends], by: int) -> Judgement:
    """Return the judgement of a comparison whose left side has moved."""
    (low, high), sign, right = of
    return SIGNS[sign](interval(low + by, high + by), interval(*right))


def least_move(verdict: Callable[[tuple[int, ...]], str], sides: int) -> int:
    """Return the least distance that lets some sides leave a verdict, each moving that far at the most."""
    return next(
        most
        for most in count(1)
        if any(verdict(moves) != verdict((0,) * sides) for moves in product(range(-most, most + 1), repeat=sides))
    )


@given(compared)
def test_a_margin_is_what_stepping_finds(of: tuple[Ends, str, Ends]) -> None:
    """A side that moves by the margin leaves the verdict, and by less it does not; what has to be equal cannot move."""
    judgement = moved(of, 0)
    if judgement.verdict == "undecided":
        assert judgement.margin is None
    else:
        assert judgement.margin
        assert (judgement.margin.by or 1) == least_move(lambda moves: moved(of, moves[0]).verdict, 1)


@given(compared, compared)
def test_margins_together(one: tuple[Ends, str, Ends], other: tuple[Ends, str, Ends]) -> None:
    """The margin of two comparisons is how far one side of each may move at the most for their verdict to stand."""
    judgement = moved(one, 0) & moved(other, 0)
    if judgement.margin:
        found = least_move(lambda moves: (moved(one, moves[0]) & moved(other, moves[1])).verdict, 2)
        assert (judgement.margin.by or 1) == found
    else:
        assert judgement.verdict == "undecided"


@pytest.mark.parametrize(
    ("early", "late", "verdict"),
    [
        ("2017-10", "2017-11-19", "holds"),
        ("2019-12-27", "2020-01", "holds"),
        ("2020-01-03", "2020-01", "holds"),
        ("2020-02", "2020-01-31", "fails"),
    ],
)
def test_dates_compare_by_what_both_tell(early: str, late: str, verdict: str) -> None:
    """A day lies in its month; no distance is told of dates."""
    judgement = Term(early, early, "early") <= Term(late, late, "late")
    assert (judgement.verdict, judgement.margin) == (verdict, None)


def test_decades_as_years() -> None:
    """The middle of a decade is the years that are so called; a decade without qualifier is all of its years."""
    numbers = {
        "n.mid": number("n.mid", 1990, "decade", "mid"),
        "n.all": number("n.all", 1990, "decade"),
    }
    e = LedgerView(numbers, {})
    assert [(e.decade(name).low, e.decade(name).high) for name in numbers] == [(1994, 1996), (1990, 1999)]
    assert e.decade("n.none").low is None


def test_a_number_that_the_data_do_not_tell_decides_nothing() -> None:
    """A comparison with a number that is not in the ledger is undecided, and says so."""
    judgement = view(a=1)("n.a") < view()("n.b")
    assert (judgement.verdict, judgement.why) == ("undecided", "n.a (1) < n.b (unknown)")


def test_names_are_given_once_and_explained() -> None:
    """A second claim of a name, and one without a docstring, are refused."""
    claims = Claims()

    def explained(_: LedgerView) -> Judgement:
        """What is claimed."""
        return YES

    claims.claim("n.x")(explained)
    with pytest.raises(ValueError, match=r"claim n\.x is defined twice"):
        claims.claim("n.x")(explained)
    with pytest.raises(ValueError, match="has no docstring"):
        claims.claim("n.y")(lambda _: YES)


def verdicts(data: Tables | None = None, **changes: int) -> dict[str, str]:
    """Return the verdicts of the paper's claims for a study, some of its numbers changed."""
    return {name: claim.verdict for name, claim in judged(data, **changes).items()}


def test_the_claims_of_the_paper() -> None:
    """What the data contradict fails, with its margin; what nothing decides says what it would take."""
    found = judged()
    assert {name: claim.margin.words for name, claim in found.items() if claim.verdict == "fails"} == {
        "background.japan_took_interest_once": "fails by 10 years",
        "entries.north_korea_before_stated_year": "fails by 1 entry",
        "journeys.danbi_changes_are_told": "fails by 1 change",
    }
    undecided = [claim for claim in found.values() if claim.verdict == "undecided"]
    assert all(claim.missing for claim in undecided)
    assert len(found) - len(undecided) > 15


@pytest.mark.parametrize(
    ("changes", "claim"),
    [
        ({"motives__survival": 9}, "motives.survival_is_rarest"),
        ({"entries__stateless__2011": 1}, "entries.nobody_in_gap_years"),
        ({"entries__participants__2010": 0}, "entries.nobody_in_gap_years"),
        ({"entries__stateless__2017": 0}, "entries.one_stateless_in_stated_year"),
        ({"entries__north_korea_last_recorded": 2015}, "entries.no_north_korea_since_stated_year"),
        ({"entries__south_korea_least": 1000}, "entries.south_korea_over_a_thousand"),
        ({"motives__freedom": 14}, "motives.freedom_is_half"),
        ({"motives__involuntary": 10}, "motives.reasons_cover_everybody"),
        ({"motives__survival_last_crossing": 2007}, "motives.survival_around_food_crisis"),
        ({"participants__knew_way_to_japan": 1}, "participants.nobody_knew_way_to_japan"),
        ({"participants__fieldwork_end": "2019-11"}, "participants.interviewed_in_fieldwork"),
        ({"journeys__latest_without_choice": 2005}, "journeys.choice_came_later"),
        ({"journeys__aoki__episode_year": 2010}, "journeys.aoki_left_before_closure"),
        ({"background__myanmar_ties_restored": 1980}, "background.myanmar_broke_and_restored_ties"),
        ({"background__soviet_dissolution": 1999}, "background.crisis_followed_dissolution"),
        ({"background__thailand_share": 0.4}, "background.thailand_is_favored"),
        ({"background__defectors_in_japan": 3000}, "background.most_went_to_south_korea"),
        ({"participants__interviews_recorded": 13}, "participants.most_interviews_recorded"),
        ({"participants__satisfied_in_south_korea": 2}, "participants.most_satisfied_in_south_korea"),
        ({"strategies__direct_after_closure": 1}, "strategies.direct_route_was_unused_after_closure"),
    ],
)
def test_claims_fail_with_other_numbers(changes: dict[str, Any], claim: str) -> None:
    """A claim that the data contradict fails."""
    assert verdicts()[claim] != "fails"
    assert verdicts(**changes)[claim] == "fails"


def test_complete_codings_decide_the_brokers() -> None:
    """Once every participant's strategy is coded, the count decides whether brokers were chosen most."""
    total = ledger()["participants.total"].value
    assert isinstance(total, int)
    most = verdicts(strategies__brokers_named=total - 3)["strategies.brokers_are_chosen_most"]
    fewest = verdicts(strategies__japan_links_named=total - 3)["strategies.brokers_are_chosen_most"]
    assert (most, fewest) == ("holds", "fails")
    assert verdicts(complete())["motives.survival_is_rarest"] == "holds"


@pytest.mark.parametrize(
    ("claim", "changes"),
    [
        ("participants.most_interviews_recorded", {"participants__interviews_recorded": 14}),
        ("participants.most_satisfied_in_south_korea", {"participants__satisfied_in_south_korea": 3}),
        ("strategies.direct_route_was_unused_after_closure", {"strategies__departures_untold": 0}),
    ],
)
def test_the_article_s_word_gives_way_to_data(claim: str, changes: dict[str, Any]) -> None:
    """What only the article says is undecided, until the codings tell it of enough participants."""
    assert (verdicts()[claim], verdicts(**changes)[claim]) == ("undecided", "holds")


@pytest.mark.parametrize(("recorded", "verdict"), [(13, "undecided"), (14, "holds")])
def test_codings_decide_what_was_recorded(recorded: int, verdict: str) -> None:
    """SYNTHETIC codings of just enough participants decide whether most interviews were recorded."""
    names = [f"SYNTHETIC-{n}" for n in range(recorded)]
    extra = codings({name: {"interview_recorded": "yes"} for name in names})
    data = {**shipped(), "codings": (*shipped()["codings"], *extra)}
    assert verdicts(data)["participants.most_interviews_recorded"] == verdict


@pytest.mark.parametrize(
    ("claim", "changes"),
    [
        ("entries.north_korea_before_stated_year", {"entries__north_korea__2009": 0}),
        ("journeys.danbi_changes_are_told", {"journeys__danbi__nationality_changes": 2}),
        ("background.japan_took_interest_once", {"background__japan_disinterest_end": 1990}),
    ],
)
def test_failing_claims_hold_with_other_numbers(claim: str, changes: dict[str, Any]) -> None:
    """What the article states would hold if the one number were another."""
    assert (verdicts()[claim], verdicts(**changes)[claim]) == ("fails", "holds")


def test_every_number_that_a_claim_asks_for_exists() -> None:
    """No claim is undecided because a name is misspelt."""
    asked: set[str] = set()

    class Listening(LedgerView):
        def __call__(self, name: str) -> Term:
            asked.add(name)
            return super().__call__(name)

    records = {record["statement"]: record for record in shipped()["aggregates"]}
    study.claims.judge(Listening(ledger(), records))
    assert asked
    assert asked <= ledger().keys()
