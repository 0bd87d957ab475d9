"""Claims: a predicate over numbers says whether a sentence holds, fails or is undecided, and what that rests on."""

import json
from dataclasses import replace

import pytest

from study import claims as study
from traced.claims import Claims, Evidence, Judgement, Term, every, to_json
from units.builders import SYNTHETIC, complete, compute, ledger, number, row, shipped


def evidence(**values: int) -> Evidence:
    """Return SYNTHETIC evidence from numbers by their last name."""
    numbers = {f"n.{name}": number(f"n.{name}", value) for name, value in values.items()}
    return Evidence(numbers, {"said": row("aggregates", line=9, statement="said")})


def interval(low: float | None, high: float | None) -> Term:
    """Return a side of a comparison of which only the interval is known."""
    return Term(low, high, "n")


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
    ("left", "right", "both", "either"),
    [
        (YES, YES, "holds", "holds"),
        (YES, NO, "fails", "holds"),
        (YES, MAYBE, "undecided", "holds"),
        (NO, MAYBE, "fails", "undecided"),
        (NO, NO, "fails", "fails"),
        (MAYBE, MAYBE, "undecided", "undecided"),
    ],
)
def test_three_verdicts(left: Judgement, right: Judgement, both: str, either: str) -> None:
    """Judgements combine as in a logic of three values, in either order."""
    assert (left & right).verdict == (right & left).verdict == every([left, right]).verdict == both
    assert (left | right).verdict == (right | left).verdict == either


def test_a_judgement_is_no_truth_value() -> None:
    """A chain of comparisons would forget its first part, so it is refused."""
    with pytest.raises(TypeError, match="three verdicts"):
        assert interval(1, 1) < interval(2, 2) < interval(3, 3)


def test_a_claim_tells_what_it_rests_on() -> None:
    """A judged claim has its definition, its place, its comparisons, its numbers and their records."""
    claims = Claims()

    @claims.claim("n.fewer")
    def fewer(e: Evidence) -> Judgement:
        """a is less than b (p. 1)."""
        return (e("n.a") < e("n.b")) & e.stated("said", "unsaid", beside=["n.c", "n.none"])

    judged = claims.judge(evidence(a=1, b=2, c=3), {"n.fewer": [{"place": "p:1", "text": "So."}]})["n.fewer"]
    assert (judged.definition, judged.verdict) == ("a is less than b (p. 1)", "undecided")
    assert judged.why == "n.a (1) < n.b (2); the article's word; no data here decide it"
    assert judged.numbers == ("n.a", "n.b", "n.c")
    assert judged.records == (f"{SYNTHETIC}/aggregates.csv:9", f"{SYNTHETIC}/cells.csv:2")
    assert judged.code == claims.places()["n.fewer"]
    assert json.loads(to_json({"n.fewer": judged}))["claims"]["n.fewer"]["sentences"] == [
        {"place": "p:1", "text": "So."}
    ]


def test_a_number_that_the_data_do_not_tell_decides_nothing() -> None:
    """A comparison with a number that is not in the ledger is undecided, and says so."""
    judgement = evidence(a=1)("n.a") < evidence()("n.b")
    assert (judgement.verdict, judgement.why) == ("undecided", "n.a (1) < n.b (unknown)")


def test_names_are_given_once_and_explained() -> None:
    """A second claim of a name, and one without a docstring, are refused."""
    claims = Claims()

    def explained(_: Evidence) -> Judgement:
        """What is claimed."""
        return YES

    claims.claim("n.x")(explained)
    with pytest.raises(ValueError, match=r"claim n\.x is defined twice"):
        claims.claim("n.x")(explained)
    with pytest.raises(ValueError, match="has no docstring"):
        claims.claim("n.y")(lambda _: YES)


def judged(data: object = None, **changes: int) -> dict[str, str]:
    """Return the verdicts of the paper's claims for a study, some of its numbers changed."""
    tables = data or shipped()
    numbers = dict(ledger() if data is None else compute(tables))  # type: ignore[arg-type]
    for name, value in changes.items():
        full = name.replace("__", ".")
        numbers[full] = replace(numbers[full], value=value, low=value, high=value)
    statements = {record["statement"]: record for record in tables["aggregates"]}  # type: ignore[index]
    return {name: claim.verdict for name, claim in study.claims.judge(Evidence(numbers, statements)).items()}


def test_the_claims_of_the_paper() -> None:
    """What the shipped data decide holds; what only the article says is undecided and no more."""
    verdicts = judged()
    assert {name for name, verdict in verdicts.items() if verdict == "holds"} == {
        "motives.survival_is_rarest",
        "entries.nobody_in_gap_years",
    }
    assert "fails" not in verdicts.values()


@pytest.mark.parametrize(
    ("changes", "claim"),
    [
        ({"motives__survival": 9}, "motives.survival_is_rarest"),
        ({"entries__stateless__2011": 1}, "entries.nobody_in_gap_years"),
        ({"background__defectors_in_japan": 2000}, "background.most_went_to_south_korea"),
    ],
)
def test_claims_fail_with_other_numbers(changes: dict[str, int], claim: str) -> None:
    """A claim that the data contradict fails."""
    assert judged(**changes)[claim] == "fails"


def test_complete_codings_decide_the_brokers() -> None:
    """Once every participant's strategy is coded, the count decides whether brokers were chosen most."""
    total = ledger()["participants.total"].value
    assert isinstance(total, int)
    most = judged(strategies__brokers_named=total - 3)["strategies.brokers_are_chosen_most"]
    fewest = judged(strategies__japan_links_named=total - 3)["strategies.brokers_are_chosen_most"]
    assert (most, fewest) == ("holds", "fails")
    assert judged(complete())["motives.survival_is_rarest"] == "holds"


def test_every_number_that_a_claim_asks_for_exists() -> None:
    """No claim is undecided because a name is misspelt."""
    asked: set[str] = set()

    class Listening(Evidence):
        def __call__(self, name: str) -> Term:
            asked.add(name)
            return super().__call__(name)

    records = {record["statement"]: record for record in shipped()["aggregates"]}
    study.claims.judge(Listening(ledger(), records))
    assert asked
    assert asked <= ledger().keys()
