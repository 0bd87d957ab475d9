"""Claims of the paper: what its sentences say of more, most, before and nobody, and what decides it.

A sentence of the manuscript makes one of these with `{% call claim("name") %}…{% endcall %}`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import add

from study.wording import VOICE
from traced.claims.claim import Claims, Judgement, LedgerView, every
from traced.core.record import Record
from traced.ledger.number import Number

claims = Claims()


def ledger_view(numbers: Mapping[str, Number], aggregates: Iterable[Record]) -> LedgerView:
    """Return what the claims may ask: the numbers by name, and what the aggregates state."""
    return LedgerView(numbers, {record["statement"]: record for record in aggregates}, VOICE)


THOUSAND = 1000
STATED_YEAR = "the year that the article names"
AROUND = 10  # years: "around" an event is read as no more than a decade from it


@claims.claim("background.most_went_to_south_korea")
def most_went_to_south_korea(ledger: LedgerView) -> Judgement:
    """More defectors came to South Korea in a single year than have settled in Japan altogether (p. 62)."""
    return ledger("background.defectors_in_japan") < ledger("entries.south_korea_most")


@claims.claim("background.crisis_followed_dissolution")
def crisis_followed_dissolution(ledger: LedgerView) -> Judgement:
    """The food crisis of North Korea came after the dissolution of the Soviet Union (p. 62)."""
    return ledger("background.soviet_dissolution") < ledger.decade("background.food_crisis")


@claims.claim("background.most_took_a_detour")
def most_took_a_detour(ledger: LedgerView) -> Judgement:
    """Most defectors had no way to Japan or South Korea but the detour through China (p. 65)."""
    return ledger.stated(missing="the routes of defectors beyond those of this study")


@claims.claim("background.most_cannot_go_to_japan")
def most_cannot_go_to_japan(ledger: LedgerView) -> Judgement:
    """Most North Koreans are kept from traveling to Japan (p. 65)."""
    return ledger.stated(missing="counts of the North Koreans who traveled to Japan")


@claims.claim("background.most_did_not_return")
def most_did_not_return(ledger: LedgerView) -> Judgement:
    """Most defectors in China have not gone back to North Korea (p. 65)."""
    return ledger.stated(missing="counts of the defectors in China who went back and of those who did not")


@claims.claim("background.china_is_foremost_partner")
def china_is_foremost_partner(ledger: LedgerView) -> Judgement:
    """No country matters more than China to the economy of South Korea (pp. 67, 79)."""
    return ledger.stated(missing="the trade of South Korea by partner")


@claims.claim("background.first_report_of_returns")
def first_report_of_returns(ledger: LedgerView) -> Judgement:
    """No report of defectors who came back to Japan was published before that of the Yomiuri newspaper (p. 68)."""
    return ledger.stated(missing="a survey of the earlier press", beside=["background.return_report"])


@claims.claim("background.myanmar_broke_and_restored_ties")
def myanmar_broke_and_restored_ties(ledger: LedgerView) -> Judgement:
    """Myanmar formed ties with North Korea, broke them, and restored them, in this order (p. 74)."""
    formed, broken, restored = (ledger(f"background.myanmar_ties_{step}") for step in ("formed", "broken", "restored"))
    return (formed < broken) & (broken < restored)


@claims.claim("background.thailand_is_favored")
def thailand_is_favored(ledger: LedgerView) -> Judgement:
    """More than half of the defectors bound for South Korea travel by way of Thailand (p. 75)."""
    return ledger("background.thailand_share") > 0.5


@claims.claim("background.japan_took_interest_once")
def japan_took_interest_once(ledger: LedgerView) -> Judgement:
    """The end of Japan's silence on defectors and that of its lack of interest fall into one decade (pp. 67, 79)."""
    return ledger("background.japan_silence_end").equals(ledger("background.japan_disinterest_end"))


@claims.claim("participants.interviewed_in_fieldwork")
def interviewed_in_fieldwork(ledger: LedgerView) -> Judgement:
    """Every dated interview lies between the first and the last month of the fieldwork (pp. 63, 68)."""
    start, end = ledger("participants.fieldwork_start"), ledger("participants.fieldwork_end")
    dates = [ledger(name) for name in ledger.matching("journeys.*.interview_date")]
    if not dates:
        return ledger.stated(missing="the date of an interview")
    return every((start <= date) & (date <= end) for date in dates)


@claims.claim("participants.most_interviews_recorded")
def most_interviews_recorded(ledger: LedgerView) -> Judgement:
    """Most of the interviews were recorded (p. 69)."""
    recorded, missing = "participants.interviews_recorded", "whether each interview was recorded"
    return more_than_half(ledger, recorded, "participants.total", "interviews-recorded", missing)


@claims.claim("participants.nobody_knew_way_to_japan")
def nobody_knew_way_to_japan(ledger: LedgerView) -> Judgement:
    """None of the participants settled in South Korea knew how to get to Japan after leaving North Korea (p. 73)."""
    return ledger("participants.knew_way_to_japan").equals(0)


@claims.claim("participants.most_satisfied_in_south_korea")
def most_satisfied_in_south_korea(ledger: LedgerView) -> Judgement:
    """Most of the participants settled in South Korea were satisfied with their choice (p. 75)."""
    satisfied, missing = "participants.satisfied_in_south_korea", "whether each of them was satisfied"
    return more_than_half(ledger, satisfied, "participants.south_korea", "korea-satisfied", missing)


def more_than_half(ledger: LedgerView, part: str, whole: str, statement: str, missing: str) -> Judgement:
    """Return whether a number is more than half of another, by the codings; else that the article says so."""
    counted = ledger(part) * 2 > ledger(whole)
    if counted.verdict != "undecided":
        return counted
    return ledger.stated(statement, missing=missing, beside=[part, whole])


@claims.claim("motives.survival_is_rarest")
def survival_is_rarest(ledger: LedgerView) -> Judgement:
    """Fewer participants left to survive than left for any of the other reasons (p. 69)."""
    others = [reason for reason in reasons(ledger) if reason != "motives.survival"]
    return every(ledger("motives.survival") < ledger(other) for other in others)


@claims.claim("motives.survival_around_food_crisis")
def survival_around_food_crisis(ledger: LedgerView) -> Judgement:
    """All who left to survive crossed no more than a decade before or after the food crisis (p. 69)."""
    crisis = ledger.decade("background.food_crisis")
    first, last = ledger("motives.survival_first_crossing"), ledger("motives.survival_last_crossing")
    return (first + AROUND >= crisis) & (last <= crisis + AROUND)


@claims.claim("motives.freedom_is_half")
def freedom_is_half(ledger: LedgerView) -> Judgement:
    """The participants who hoped for freedom are exactly half of all (p. 69)."""
    return (ledger("motives.freedom") * 2).equals(ledger("participants.total"))


@claims.claim("motives.reasons_cover_everybody")
def reasons_cover_everybody(ledger: LedgerView) -> Judgement:
    """Each participant has one main reason: those of all groups together are all participants (pp. 69-70)."""
    return reduce(add, map(ledger, reasons(ledger))).equals(ledger("participants.total"))


def reasons(ledger: LedgerView) -> list[str]:
    """Return the names of the counts of participants by reason."""
    return [name for name in ledger.matching("motives.*") if ledger.numbers[name].unit == "participants"]


@claims.claim("strategies.brokers_are_chosen_most")
def brokers_are_chosen_most(ledger: LedgerView) -> Judgement:
    """More participants hired brokers than chose any other strategy to leave China (p. 74).

    The codings decide this once they cover all participants; until then the article's word stands alone.
    """
    named = ledger.matching("strategies.*_named")
    brokers, *others = sorted(named, key=lambda name: name != "strategies.brokers_named")
    if reduce(add, map(ledger, [brokers, *others])).equals(ledger("participants.total")).verdict == "holds":
        return every(ledger(other) < ledger(brokers) for other in others)
    return ledger.stated(
        "brokers-most-frequent", missing="the strategy of every participant", beside=["strategies.brokers_named"]
    )


@claims.claim("strategies.direct_route_was_unused_after_closure")
def direct_route_was_unused_after_closure(ledger: LedgerView) -> Judgement:
    """Nobody went straight from China to Japan after that route was closed (pp. 71-72, 75).

    One participant who did decides it; that nobody did is known once all have told how they left, or when they arrived.
    """
    nobody = ledger("strategies.direct_after_closure").equals(0)
    all_known = ledger("strategies.departures_untold").equals(0)
    if nobody.verdict == "fails":
        return nobody
    if all_known.verdict == "holds":
        return nobody & all_known
    return ledger.stated(
        missing="the routes of the participants who arrived after the closure",
        beside=["strategies.japan_links_closed", "background.direct_route_closed", "entries.gap_participants"],
    )


@claims.claim("journeys.aoki_left_before_closure")
def aoki_left_before_closure(ledger: LedgerView) -> Judgement:
    """Aoki's escape lies before the time at which direct flights to Japan were closed (p. 72)."""
    return ledger("journeys.aoki.episode_year") < ledger("background.direct_flights_unavailable")


@claims.claim("journeys.danbi_changes_are_told")
def danbi_changes_are_told(ledger: LedgerView) -> Judgement:
    """Danbi changed her nationality as many times as the article tells changes (p. 78)."""
    return ledger("journeys.danbi.nationality_changes").equals(ledger("journeys.danbi.nationality_changes_told"))


@claims.claim("journeys.choice_came_later")
def choice_came_later(ledger: LedgerView) -> Judgement:
    """Those who arrived before the stated year had no choice of label, those after it had (p. 79)."""
    since = ledger("journeys.choice_since")
    return (ledger("journeys.latest_without_choice") < since) & (since <= ledger("journeys.earliest_choice"))


@claims.claim("entries.south_korea_over_a_thousand")
def south_korea_over_a_thousand(ledger: LedgerView) -> Judgement:
    """Over one thousand defectors arrived in South Korea in each year of the series (p. 67)."""
    return ledger("entries.south_korea_least") > THOUSAND


@claims.claim("entries.north_korea_before_stated_year")
def north_korea_before_stated_year(ledger: LedgerView) -> Judgement:
    """New entries from North Korea in the early years of the series are all before the stated year (p. 77)."""
    years = stated_years(ledger, "background.north_korea_recorded_before", "background.unrecorded_from")
    if not years:
        return ledger.stated(missing=STATED_YEAR)
    return every(ledger(f"entries.north_korea.{year}").equals(0) for year in years)


@claims.claim("entries.nobody_in_gap_years")
def nobody_in_gap_years(ledger: LedgerView) -> Judgement:
    """In the stated years participants arrived, while Table 2 has no entry of either kind (pp. 77-78)."""
    years = stated_years(ledger, "background.unrecorded_from", "background.unrecorded_until", inclusive=True)
    if not years:
        return ledger.stated("arrived-gap", missing=STATED_YEAR)
    empty = [ledger(f"entries.{column}.{year}").equals(0) for year in years for column in ("north_korea", "stateless")]
    return every([*empty, *(ledger(f"entries.participants.{year}") > 0 for year in years)])


@claims.claim("entries.no_north_korea_since_stated_year")
def no_north_korea_since_stated_year(ledger: LedgerView) -> Judgement:
    """No new entry from North Korea is on record in or after the stated year (p. 78)."""
    return ledger("entries.north_korea_last_recorded") < ledger("background.north_korea_none_since")


@claims.claim("entries.one_stateless_in_stated_year")
def one_stateless_in_stated_year(ledger: LedgerView) -> Judgement:
    """In the stated year there are one stateless entry and one participant's arrival, and no other entry (p. 78)."""
    years = stated_years(ledger, "background.one_stateless_in", "background.one_stateless_in", inclusive=True)
    if not years:
        return ledger.stated("arrived-2017", missing=STATED_YEAR)
    (year,) = years
    same = [ledger(f"entries.{column}.{year}").equals(1) for column in ("stateless", "participants")]
    return every([*same, ledger(f"entries.north_korea.{year}").equals(0)])


def stated_years(ledger: LedgerView, first: str, last: str, *, inclusive: bool = False) -> range:
    """Return the years from one that the article names to another, none if either is unknown."""
    start, end = (ledger.numbers[name].value if name in ledger.numbers else None for name in (first, last))
    return range(start, end + inclusive) if isinstance(start, int) and isinstance(end, int) else range(0)
