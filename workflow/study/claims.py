"""Claims of the paper: what its sentences say of more, most, before and nobody, and what decides it.

A sentence of the manuscript makes one of these with `{% call claim("name") %}…{% endcall %}`.
"""

from __future__ import annotations

from functools import reduce
from operator import add

from traced.claims import Claims, Evidence, Judgement, every

claims = Claims()

THOUSAND = 1000
STATED_YEAR = "the year that the article names"
AROUND = 10  # years: "around" an event is read as no more than a decade from it


@claims.claim("background.most_went_to_south_korea")
def most_went_to_south_korea(e: Evidence) -> Judgement:
    """More defectors came to South Korea in a single year than have settled in Japan altogether (p. 62)."""
    return e("background.defectors_in_japan") < e("entries.south_korea_most")


@claims.claim("background.crisis_followed_dissolution")
def crisis_followed_dissolution(e: Evidence) -> Judgement:
    """The food crisis of North Korea came after the dissolution of the Soviet Union (p. 62)."""
    return e("background.soviet_dissolution") < e.decade("background.food_crisis")


@claims.claim("background.most_took_a_detour")
def most_took_a_detour(e: Evidence) -> Judgement:
    """Most defectors had no way to Japan or South Korea but the detour through China (p. 65)."""
    return e.stated(missing="the routes of defectors beyond those of this study")


@claims.claim("background.most_cannot_go_to_japan")
def most_cannot_go_to_japan(e: Evidence) -> Judgement:
    """Most North Koreans are kept from traveling to Japan (p. 65)."""
    return e.stated(missing="counts of the North Koreans who traveled to Japan")


@claims.claim("background.most_did_not_return")
def most_did_not_return(e: Evidence) -> Judgement:
    """Most defectors in China have not gone back to North Korea (p. 65)."""
    return e.stated(missing="counts of the defectors in China who went back and of those who did not")


@claims.claim("background.china_is_foremost_partner")
def china_is_foremost_partner(e: Evidence) -> Judgement:
    """No country matters more than China to the economy of South Korea (pp. 67, 79)."""
    return e.stated(missing="the trade of South Korea by partner")


@claims.claim("background.first_report_of_returns")
def first_report_of_returns(e: Evidence) -> Judgement:
    """No report of defectors who came back to Japan was published before that of the Yomiuri newspaper (p. 68)."""
    return e.stated(missing="a survey of the earlier press", beside=["background.return_report"])


@claims.claim("background.myanmar_broke_and_restored_ties")
def myanmar_broke_and_restored_ties(e: Evidence) -> Judgement:
    """Myanmar formed ties with North Korea, broke them, and restored them, in this order (p. 74)."""
    formed, broken, restored = (e(f"background.myanmar_ties_{step}") for step in ("formed", "broken", "restored"))
    return (formed < broken) & (broken < restored)


@claims.claim("background.thailand_is_favored")
def thailand_is_favored(e: Evidence) -> Judgement:
    """More than half of the defectors bound for South Korea travel by way of Thailand (p. 75)."""
    return e("background.thailand_share") > 0.5


@claims.claim("background.japan_took_interest_once")
def japan_took_interest_once(e: Evidence) -> Judgement:
    """The end of Japan's silence on defectors and that of its lack of interest fall into one decade (pp. 67, 79)."""
    return e("background.japan_silence_end").equals(e("background.japan_disinterest_end"))


@claims.claim("participants.interviewed_in_fieldwork")
def interviewed_in_fieldwork(e: Evidence) -> Judgement:
    """Every dated interview lies between the first and the last month of the fieldwork (pp. 63, 68)."""
    start, end = e("participants.fieldwork_start"), e("participants.fieldwork_end")
    dates = [e(name) for name in e.matching("journeys.*.interview_date")]
    if not dates:
        return e.stated(missing="the date of an interview")
    return every((start <= date) & (date <= end) for date in dates)


@claims.claim("participants.most_interviews_recorded")
def most_interviews_recorded(e: Evidence) -> Judgement:
    """Most of the interviews were recorded (p. 69)."""
    missing = "whether each interview was recorded"
    return more_than_half(e, "participants.interviews_recorded", "participants.total", "interviews-recorded", missing)


@claims.claim("participants.nobody_knew_way_to_japan")
def nobody_knew_way_to_japan(e: Evidence) -> Judgement:
    """None of the participants settled in South Korea knew how to get to Japan after leaving North Korea (p. 73)."""
    return e("participants.knew_way_to_japan").equals(0)


@claims.claim("participants.most_satisfied_in_south_korea")
def most_satisfied_in_south_korea(e: Evidence) -> Judgement:
    """Most of the participants settled in South Korea were satisfied with their choice (p. 75)."""
    satisfied, missing = "participants.satisfied_in_south_korea", "whether each of them was satisfied"
    return more_than_half(e, satisfied, "participants.south_korea", "korea-satisfied", missing)


def more_than_half(e: Evidence, part: str, whole: str, statement: str, missing: str) -> Judgement:
    """Return whether a number is more than half of another, by the codings; else that the article says so."""
    counted = e(part) * 2 > e(whole)
    if counted.verdict != "undecided":
        return counted
    return e.stated(statement, missing=missing, beside=[part, whole])


@claims.claim("motives.survival_is_rarest")
def survival_is_rarest(e: Evidence) -> Judgement:
    """Fewer participants left to survive than left for any of the other reasons (p. 69)."""
    others = [reason for reason in reasons(e) if reason != "motives.survival"]
    return every(e("motives.survival") < e(other) for other in others)


@claims.claim("motives.survival_around_food_crisis")
def survival_around_food_crisis(e: Evidence) -> Judgement:
    """All who left to survive crossed no more than a decade before or after the food crisis (p. 69)."""
    crisis = e.decade("background.food_crisis")
    first, last = e("motives.survival_first_crossing"), e("motives.survival_last_crossing")
    return (first + AROUND >= crisis) & (last <= crisis + AROUND)


@claims.claim("motives.freedom_is_half")
def freedom_is_half(e: Evidence) -> Judgement:
    """The participants who hoped for freedom are exactly half of all (p. 69)."""
    return (e("motives.freedom") * 2).equals(e("participants.total"))


@claims.claim("motives.reasons_cover_everybody")
def reasons_cover_everybody(e: Evidence) -> Judgement:
    """Each participant has one main reason: those of all groups together are all participants (pp. 69-70)."""
    return reduce(add, map(e, reasons(e))).equals(e("participants.total"))


def reasons(e: Evidence) -> list[str]:
    """Return the names of the counts of participants by reason."""
    return [name for name in e.matching("motives.*") if e.numbers[name].unit == "participants"]


@claims.claim("strategies.brokers_are_chosen_most")
def brokers_are_chosen_most(e: Evidence) -> Judgement:
    """More participants hired brokers than chose any other strategy to leave China (p. 74).

    The codings decide this once they cover all participants; until then the article's word stands alone.
    """
    brokers, *others = sorted(e.matching("strategies.*_named"), key=lambda name: name != "strategies.brokers_named")
    if reduce(add, map(e, [brokers, *others])).equals(e("participants.total")).verdict == "holds":
        return every(e(other) < e(brokers) for other in others)
    return e.stated(
        "brokers-most-frequent", missing="the strategy of every participant", beside=["strategies.brokers_named"]
    )


@claims.claim("strategies.direct_route_was_unused_after_closure")
def direct_route_was_unused_after_closure(e: Evidence) -> Judgement:
    """Nobody went straight from China to Japan after that route was closed (pp. 71-72, 75).

    One participant who did decides it; that nobody did is known once all have told how they left, or when they arrived.
    """
    nobody, all_told = (e(f"strategies.{name}").equals(0) for name in ("direct_after_closure", "departures_untold"))
    if nobody.verdict == "fails":
        return nobody
    if all_told.verdict == "holds":
        return nobody & all_told
    return e.stated(
        missing="the routes of the participants who arrived after the closure",
        beside=["strategies.japan_links_closed", "background.direct_route_closed", "entries.gap_participants"],
    )


@claims.claim("journeys.aoki_left_before_closure")
def aoki_left_before_closure(e: Evidence) -> Judgement:
    """Aoki's escape lies before the time at which direct flights to Japan were closed (p. 72)."""
    return e("journeys.aoki.episode_year") < e("background.direct_flights_unavailable")


@claims.claim("journeys.danbi_changes_are_told")
def danbi_changes_are_told(e: Evidence) -> Judgement:
    """Danbi changed her nationality as many times as the article tells changes (p. 78)."""
    return e("journeys.danbi.nationality_changes").equals(e("journeys.danbi.nationality_changes_told"))


@claims.claim("journeys.choice_came_later")
def choice_came_later(e: Evidence) -> Judgement:
    """Those who arrived before the stated year had no choice of label, those after it had (p. 79)."""
    since = e("journeys.choice_since")
    return (e("journeys.latest_without_choice") < since) & (since <= e("journeys.earliest_choice"))


@claims.claim("entries.south_korea_over_a_thousand")
def south_korea_over_a_thousand(e: Evidence) -> Judgement:
    """Over one thousand defectors arrived in South Korea in each year of the series (p. 67)."""
    return e("entries.south_korea_least") > THOUSAND


@claims.claim("entries.north_korea_before_stated_year")
def north_korea_before_stated_year(e: Evidence) -> Judgement:
    """New entries from North Korea in the early years of the series are all before the stated year (p. 77)."""
    years = stated_years(e, "background.north_korea_recorded_before", "background.unrecorded_from")
    if not years:
        return e.stated(missing=STATED_YEAR)
    return every(e(f"entries.north_korea.{year}").equals(0) for year in years)


@claims.claim("entries.nobody_in_gap_years")
def nobody_in_gap_years(e: Evidence) -> Judgement:
    """In the stated years participants arrived, while Table 2 has no entry of either kind (pp. 77-78)."""
    years = stated_years(e, "background.unrecorded_from", "background.unrecorded_until", inclusive=True)
    if not years:
        return e.stated("arrived-gap", missing=STATED_YEAR)
    empty = [e(f"entries.{column}.{year}").equals(0) for year in years for column in ("north_korea", "stateless")]
    return every([*empty, *(e(f"entries.participants.{year}") > 0 for year in years)])


@claims.claim("entries.no_north_korea_since_stated_year")
def no_north_korea_since_stated_year(e: Evidence) -> Judgement:
    """No new entry from North Korea is on record in or after the stated year (p. 78)."""
    return e("entries.north_korea_last_recorded") < e("background.north_korea_none_since")


@claims.claim("entries.one_stateless_in_stated_year")
def one_stateless_in_stated_year(e: Evidence) -> Judgement:
    """In the stated year there are one stateless entry and one participant's arrival, and no other entry (p. 78)."""
    years = stated_years(e, "background.one_stateless_in", "background.one_stateless_in", inclusive=True)
    if not years:
        return e.stated("arrived-2017", missing=STATED_YEAR)
    (year,) = years
    same = [e(f"entries.{column}.{year}").equals(1) for column in ("stateless", "participants")]
    return every([*same, e(f"entries.north_korea.{year}").equals(0)])


def stated_years(e: Evidence, first: str, last: str, *, inclusive: bool = False) -> range:
    """Return the years from one that the article names to another, none if either is unknown."""
    start, end = (e.numbers[name].value if name in e.numbers else None for name in (first, last))
    return range(start, end + inclusive) if isinstance(start, int) and isinstance(end, int) else range(0)
