"""Claims of the paper: what its sentences say of more, most, fewest and nobody, and what decides it.

A sentence of the manuscript makes one of these with `{% call claim("name") %}…{% endcall %}`.
"""

from __future__ import annotations

from traced.claims import Claims, Evidence, Judgement, every

claims = Claims()


@claims.claim("background.most_went_to_south_korea")
def most_went_to_south_korea(e: Evidence) -> Judgement:
    """More defectors went to South Korea, even in the year with the fewest arrivals, than settled in Japan (p. 62)."""
    return e("background.defectors_in_japan") < e("entries.south_korea_least")


@claims.claim("background.most_did_not_return")
def most_did_not_return(e: Evidence) -> Judgement:
    """Most defectors in China have not gone back to North Korea (p. 65)."""
    return e.stated()


@claims.claim("background.china_is_foremost_partner")
def china_is_foremost_partner(e: Evidence) -> Judgement:
    """No country matters more than China to the economy of South Korea (pp. 67, 79)."""
    return e.stated()


@claims.claim("background.first_report_of_returns")
def first_report_of_returns(e: Evidence) -> Judgement:
    """No report of defectors who came back to Japan was published before that of the Yomiuri newspaper (p. 68)."""
    return e.stated(beside=["background.return_report"])


@claims.claim("motives.survival_is_rarest")
def survival_is_rarest(e: Evidence) -> Judgement:
    """Fewer participants left to survive than left for any of the other reasons (p. 69)."""
    return every(e("motives.survival") < e(other) for other in ("motives.freedom", "motives.involuntary"))


@claims.claim("strategies.brokers_are_chosen_most")
def brokers_are_chosen_most(e: Evidence) -> Judgement:
    """More participants hired brokers than chose any other strategy to leave China (p. 74).

    The codings decide this once they cover all participants; until then the article's word stands alone.
    """
    brokers, links, networks = (e(f"strategies.{key}_named") for key in ("brokers", "japan_links", "networks"))
    complete = (brokers + links + networks).equals(e("participants.total"))
    if complete.verdict == "holds":
        return complete & (links < brokers) & (networks < brokers)
    return e.stated("brokers-most-frequent", beside=["strategies.brokers_named"])


@claims.claim("entries.nobody_in_gap_years")
def nobody_in_gap_years(e: Evidence) -> Judgement:
    """In the years in which participants arrived unrecorded, both columns of Table 2 have no entry (pp. 77-78)."""
    years = [name.rpartition(".")[2] for name in e.under("entries.gap.")]
    columns = ("north_korea", "stateless")
    if not years:
        return e.stated("arrived-gap")
    return every(e(f"entries.{column}.{year}").equals(0) for year in years for column in columns)
