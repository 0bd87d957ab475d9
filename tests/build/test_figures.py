"""The figures: what they draw is what their tables say, readable, and the same on every run."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
import warnings
from collections.abc import Callable
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.artist import Artist
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.collections import LineCollection
from matplotlib.colors import to_hex
from matplotlib.figure import Figure
from matplotlib.text import Text
from study.figures.lanes import Leg, layout
from study.figures.moments import period, span

from study.figures import entries, journeys, motives, routes, style
from study.figures.style import WIDTH, unwritable, wrapped
from traced.output.figure import save

Table = list[dict[str, str]]

WORKFLOW = Path(__file__).parents[2] / "workflow"


def table(header: str, *rows: str) -> Table:
    """Return the rows of a table whose cells are set apart by bars."""
    columns = header.split("|")
    return [dict(zip(columns, row.split("|"), strict=True)) for row in rows]


MOTIVES = table(
    "reason|label|participants|low|high|status",
    "survival|survival|4|4|4|reported",
    "freedom|hope for freedom|13|13|13|reported",
    "involuntary|involuntary|9|9|9|reported",
)
ENTRIES = [
    {
        "year": str(year),
        "north_korea": north_korea,
        "stateless": stateless,
        "stateless_flag": "bracketed" if year < 2010 else "",
        "participants": {2006: "1", 2007: "1", 2010: "3", 2011: "1", 2017: "1"}.get(year, ""),
        "participants_status": "named" if year < 2010 else "reported",
    }
    for year, north_korea, stateless in zip(
        range(2006, 2020),
        ["5", "10", "5", "1", "0", "0", "2", *["0"] * 7],
        ["2", "6", "4", "3", *["0"] * 3, "1", *["0"] * 3, "1", "7", "13"],
        strict=True,
    )
]
ROUTES = table(
    "strategy|strategy_label|route|leg|from|to|from_label|to_label|via_note|strategy_participants",
    "japan_links|Using links with Japan|j1|1|north_korea|china|North Korea|China||Nakamura; Aoki",
    "japan_links|Using links with Japan|j1|2|china|japan|China|Japan|with the cooperation of the Chinese government|",
    "networks|Seeking help from transnational networks|n1|1|north_korea|china|North Korea|China||Suk-young",
    "networks|Seeking help from transnational networks|n1|2|china|southeast_asia|China||mainly Thailand|",
    "networks|Seeking help from transnational networks|n1|3|southeast_asia|japan||Japan||",
    "networks|Seeking help from transnational networks|n1|3|southeast_asia|south_korea||South Korea||",
    "brokers|Hiring brokers individually|b1|1|north_korea|china|North Korea|China||Ja-hyeong; Chan-il",
    "brokers|Hiring brokers individually|b1|2|china|japan|China|Japan|on forged passports|",
    "brokers|Hiring brokers individually|b1|2|china|south_korea|China|South Korea|on forged passports|",
    "brokers|Hiring brokers individually|b2|1|north_korea|china|North Korea|China||",
    "brokers|Hiring brokers individually|b2|2|china|southeast_asia|China|Southeast Asia||",
    "brokers|Hiring brokers individually|b2|3|southeast_asia|japan||Japan||",
    "brokers|Hiring brokers individually|b2|3|southeast_asia|south_korea||South Korea||",
)
JOURNEYS = table(
    "participant|label|destination|kind|start|end|basis|detail",
    "nakamura|Nakamura|japan|interview|2017-11-19|2017-11-19|stated|interviewed",
    "aoki|Aoki|japan|event|2007|2007|stated|escape from China",
    "aoki|Aoki|japan|interview|2019-07-22|2019-07-22|stated|interviewed",
    "in_jae|In-jae||interview|2019-03-11|2019-03-11|stated|interviewed",
    "suk_young|Suk-young|japan|crossing|2005|2005|stated|crossed into China",
    "suk_young|Suk-young|japan|stay|2005|2010|stated|5 years in a church in China",
    "suk_young|Suk-young|japan|arrival|2010|2011|implied|arrived",
    "suk_young|Suk-young|japan|interview|2018-11-03|2018-11-03|stated|interviewed",
    "ja_hyeong|Ja-hyeong|south_korea|detention||2007|implied|3 years in prison in Myanmar, begun by 2007",
    "ja_hyeong|Ja-hyeong|south_korea|interview|2019-12-27|2019-12-27|stated|interviewed",
    "chan_il|Chan-il|south_korea|none||||no year stated",
    "danbi|Danbi|japan|arrival|2004|2004|stated|arrived",
    "danbi|Danbi|japan|interview|2019-02-24|2019-02-24|stated|interviewed",
    "seol_mae|Seol-mae|japan|arrival|2006-12|2006-12|stated|arrived",
    "eun_hye|Eun-hye|japan|arrival|2007|2007|stated|arrived",
)
EVENTS = table(
    "event|label|start|end|qualifier",
    "shenyang|Shenyang incident|2002-05-08|2002-05-08|",
    "closed|Direct route from China to Japan closes|2009-04|2010|around",
)
# SYNTHETIC: what a follow-up study might add
ONWARD = table(
    "strategy|strategy_label|route|leg|from|to|from_label|to_label|via_note|strategy_participants",
    "desert||d1|1|north_korea|china||||A; B; C; D; E; F; G",
    "desert||d1|2|china|mongolia|||across the desert|",
    "desert||d1|2|china|southeast_asia||||",
    "desert||d1|3|mongolia|south_korea||||",
    "desert||d1|3|southeast_asia|south_korea||||",
    "onward||o1|1|north_korea|china||||",
    "onward||o1|2|china|north_korea|||forced return|",
    "onward||o1|3|south_korea|united_kingdom||||",
)

SHIPPED: dict[str, Callable[[], Figure]] = {
    "motives": lambda: motives.draw(MOTIVES),
    "entries": lambda: entries.draw(ENTRIES),
    "routes": lambda: routes.draw(ROUTES),
    "journeys": lambda: journeys.draw(JOURNEYS, EVENTS),
}


def artists(figure: Figure, prefix: str) -> list[Artist]:
    """Return the artists whose identity begins like this."""
    return figure.findobj(lambda artist: (artist.get_gid() or "").startswith(prefix))


def texts(figure: Figure) -> list[Text]:
    """Return the texts that are drawn."""
    found: list[Text] = figure.findobj(Text)
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def written(figure: Figure) -> str:
    """Return all that is written, with line ends as spaces."""
    return " | ".join(" ".join(text.get_text().split()) for text in texts(figure))


def clashes(figure: Figure) -> list[str]:
    """Return the texts that overlap, or that reach over the edge of the figure."""
    canvas = FigureCanvasAgg(figure)
    canvas.draw()  # type: ignore[no-untyped-call]
    renderer = canvas.get_renderer()  # type: ignore[no-untyped-call]
    boxes = [(text.get_text(), text.get_window_extent(renderer)) for text in texts(figure)]
    boxes = [(text, box.padded(-1)) for text, box in boxes]
    overlaps = [f"{one!r} and {two!r}" for (one, a), (two, b) in combinations(boxes, 2) if a.overlaps(b)]
    width, height = canvas.get_width_height()
    beyond = [text for text, box in boxes if box.x0 < 0 or box.y0 < 0 or box.x1 > width or box.y1 > height]
    return overlaps + beyond


@pytest.mark.parametrize("name", SHIPPED)
class TestEach:
    """What holds for each of the figures."""

    def test_no_text_covers_another_or_leaves_the_paper(self, name: str) -> None:
        assert clashes(SHIPPED[name]()) == []

    def test_fits_the_text_width_of_a_page(self, name: str) -> None:
        width, height = SHIPPED[name]().get_size_inches()
        assert width == WIDTH
        assert height < 4.5

    def test_has_no_title(self, name: str) -> None:
        figure = SHIPPED[name]()
        assert not figure.get_suptitle()
        assert not any(axes.get_title() for axes in figure.axes)

    def test_is_the_same_file_on_each_run(self, name: str) -> None:
        assert save(SHIPPED[name]()) == save(SHIPPED[name]())

    def test_is_saved_in_three_formats(self, name: str) -> None:
        files = save(SHIPPED[name]())
        assert list(files) == ["svg", "pdf", "png"]
        assert b"<text" not in files["svg"]
        assert files["pdf"].startswith(b"%PDF-")
        assert b"CreationDate" not in files["pdf"]
        assert files["png"].startswith(b"\x89PNG")


@pytest.mark.parametrize("draw", [motives.draw, entries.draw, routes.draw, journeys.draw])
def test_an_empty_table_draws_a_figure_that_says_so(draw: Callable[[Table], Figure]) -> None:
    """Without rows there is still a figure, and it does not pretend."""
    figure = draw([])
    assert "No data" in written(figure)
    assert clashes(figure) == []


@pytest.mark.parametrize("draw", [motives.draw, entries.draw, routes.draw, journeys.draw])
def test_a_row_without_any_cell_does_no_harm(draw: Callable[[Table], Figure]) -> None:
    """Missing columns and labels are drawn as missing."""
    assert clashes(draw([{}])) == []


def test_files_do_not_depend_on_zone_locale_hash_seed_or_matplotlibrc(tmp_path: Path) -> None:
    """Another process in another environment writes the same bytes."""
    settings_file = tmp_path / "matplotlibrc"
    settings_file.write_text("font.size: 20\nlines.linewidth: 9\nsavefig.bbox: tight\nfigure.facecolor: red\n")
    code = (
        "import hashlib, json, sys\n"
        "from study.figures import entries\n"
        "from traced.output.figure import save\n"
        "files = save(entries.draw(json.load(sys.stdin)))\n"
        "print({suffix: hashlib.sha256(file).hexdigest() for suffix, file in files.items()})\n"
    )
    elsewhere = {
        "PYTHONPATH": str(WORKFLOW),
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PYTHONUTF8": "1",
        "MATPLOTLIBRC": str(settings_file),
    }
    done = subprocess.run(
        [sys.executable, "-c", code],
        input=str(ENTRIES).replace("'", '"'),
        env=os.environ | elsewhere,
        capture_output=True,
        text=True,
        check=True,
    )
    here = {suffix: hashlib.sha256(file).hexdigest() for suffix, file in save(entries.draw(ENTRIES)).items()}
    assert done.stdout.strip() == str(here)


class TestMotives:
    """The bars of the reasons."""

    def test_a_row_is_a_bar_as_long_as_its_number(self) -> None:
        bars = artists(motives.draw(MOTIVES), "motives-")
        assert [bar.get_width() for bar in bars] == [4, 13, 9]  # type: ignore[attr-defined]

    def test_an_interval_is_printed_as_one(self) -> None:
        rows = table("reason|label|participants|low|high|status", "freedom|freedom||3|8|bounded")
        figure = motives.draw(rows)
        assert "3–8" in written(figure)
        assert artists(figure, "motives-")[0].get_width() == 3  # type: ignore[attr-defined]

    def test_what_is_not_known_is_not_drawn_as_nobody(self) -> None:
        assert "not known" in written(motives.draw([{"reason": "freedom", "participants": ""}]))
        assert "not known" not in written(motives.draw([{"reason": "freedom", "participants": "0"}]))

    @given(st.lists(st.integers(0, 300), min_size=1, max_size=8))
    @settings(max_examples=15, deadline=None)
    def test_there_are_as_many_bars_as_rows(self, counts: list[int]) -> None:
        rows = [{"reason": f"r{number}", "participants": str(count)} for number, count in enumerate(counts)]
        assert len(artists(motives.draw(rows), "motives-")) == len(rows)


class TestEntries:
    """The bars and dots of the years."""

    def test_each_year_has_a_bar_for_each_category(self) -> None:
        figure = entries.draw(ENTRIES)
        for category in ("north_korea", "stateless"):
            bars = artists(figure, f"entries-{category}-")
            heights = [bar.get_height() for bar in bars]  # type: ignore[attr-defined]
            assert heights == [int(row[category]) for row in ENTRIES]

    def test_each_participant_is_a_dot(self) -> None:
        columns = artists(entries.draw(ENTRIES), "entries-participants-")
        dots = [len(column.get_xdata()) for column in columns]  # type: ignore[attr-defined]
        assert dots == [1, 1, 3, 1, 1]

    def test_a_floor_is_an_open_dot(self) -> None:
        columns = artists(entries.draw(ENTRIES), "entries-participants-")
        faces = [column.get_markerfacecolor() for column in columns]  # type: ignore[attr-defined]
        assert [face == "white" for face in faces] == [True, True, False, False, False]

    def test_bracketed_values_keep_their_brackets_and_are_hatched(self) -> None:
        figure = entries.draw(ENTRIES)
        assert {"(2)", "(6)", "(4)", "(3)"} <= {text.get_text() for text in texts(figure)}
        hatched = [bar for bar in artists(figure, "entries-stateless-") if bar.get_hatch()]  # type: ignore[attr-defined]
        assert [bar.get_gid() for bar in hatched] == [f"entries-stateless-{year}" for year in range(2006, 2010)]

    def test_the_years_with_arrivals_but_no_record_lie_in_one_band(self) -> None:
        figure = entries.draw(ENTRIES)
        (band,) = artists(figure, "entries-gap-")
        assert (band.get_x(), band.get_width()) == (2009.5, 2)  # type: ignore[attr-defined]
        assert "nobody recorded" in written(figure)

    def test_a_missing_value_is_no_zero(self) -> None:
        rows = table("year|north_korea|stateless|participants", "2020||0|2")
        figure = entries.draw(rows)
        assert "–" in written(figure)
        assert artists(figure, "entries-gap-") == []

    def test_a_year_that_occurs_twice_does_no_harm(self) -> None:
        rows = table("year|north_korea|stateless", "2020||0", "2020|2|0")
        assert len(artists(entries.draw(rows), "entries-north_korea-")) == 2

    def test_a_long_series_is_readable(self) -> None:
        rows = [{"year": str(year), "north_korea": str(year % 9), "stateless": "90"} for year in range(1985, 2025)]
        assert clashes(entries.draw(rows)) == []

    @given(
        st.lists(
            st.tuples(st.integers(0, 40), st.integers(0, 40), st.sampled_from(["", "bracketed"]), st.integers(0, 6)),
            min_size=1,
            max_size=16,
        )
    )
    @settings(max_examples=20, deadline=None)
    def test_names_find_a_place_on_any_data(self, values: list[tuple[int, int, str, int]]) -> None:
        keys = ("north_korea", "stateless", "stateless_flag", "participants")
        rows = [
            {"year": str(2000 + number), **dict(zip(keys, map(str, row), strict=True))}
            for number, row in enumerate(values)
        ]
        figure = entries.draw(rows)
        names = [text for text in clashes(figure) if "stateless" in text or "Korea" in text or "participants" in text]
        assert names == []


class TestRoutes:
    """The lines from country to country."""

    def test_each_leg_is_a_line(self) -> None:
        assert len(artists(routes.draw(ROUTES), "routes-")) == len(ROUTES)

    def test_no_line_is_wider_than_another(self) -> None:
        lines = artists(routes.draw([*ROUTES, *ONWARD]), "routes-")
        assert len({line.get_linewidth() for line in lines}) == 1  # type: ignore[attr-defined]

    def test_strategies_differ_in_colour_and_in_dashes(self) -> None:
        lines = artists(routes.draw(ROUTES), "routes-")
        looks = {(line.get_edgecolor(), str(line.get_linestyle())) for line in lines}  # type: ignore[attr-defined]
        assert len(looks) == len({color for color, _ in looks}) == len({dashes for _, dashes in looks}) == 3

    def test_countries_and_strategies_are_named_by_their_labels(self) -> None:
        text = written(routes.draw(ROUTES))
        for words in (
            "North Korea",
            "Southeast Asia",
            "Hiring brokers individually",
            "Nakamura, Aoki",
            "mainly Thailand",
        ):
            assert words in text
        assert text.count("on forged passports") == 1

    def test_a_country_that_neighbouring_routes_cross_is_one_box(self) -> None:
        text = written(routes.draw(ROUTES)).split(" | ")
        assert text.count("Southeast Asia") == text.count("Japan") == text.count("China") == 1

    def test_new_strategies_countries_ways_back_and_destinations_are_drawn(self) -> None:
        figure = routes.draw([*ROUTES, *ONWARD])
        assert len(artists(figure, "routes-")) == len(ROUTES) + len(ONWARD)
        for words in ("Mongolia", "United Kingdom", "Desert", "A, B, C, D and 3 more"):
            assert words in written(figure)
        assert clashes(figure) == []

    def test_a_country_left_by_any_leg_is_no_destination(self) -> None:
        legs = [("s", "r", Leg(row["from"], row["to"], "")) for row in [*ROUTES, *ONWARD]]
        columns = layout(legs).columns
        assert columns["north_korea"] == 0 < columns["china"] < columns["mongolia"] < columns["south_korea"]
        assert columns["south_korea"] < columns["japan"] == columns["united_kingdom"]

    @given(
        st.lists(
            st.tuples(*[st.sampled_from("abcdef")] * 2, st.sampled_from(["r1", "r2", "r3"])), min_size=1, max_size=12
        )
    )
    @settings(max_examples=25, deadline=None)
    def test_any_legs_can_be_drawn(self, legs: list[tuple[str, str, str]]) -> None:
        rows = [{"strategy": "s", "route": route, "from": start, "to": end} for start, end, route in legs]
        figure = routes.draw(rows)
        drawn = sum(start != end for start, end, _ in legs)
        assert len(artists(figure, "routes-")) == drawn


class TestJourneys:
    """The lines of the participants."""

    def test_each_dated_row_is_a_mark(self) -> None:
        marks = artists(journeys.draw(JOURNEYS, EVENTS), "journeys-")
        assert len(marks) == sum(row["kind"] != "none" for row in JOURNEYS)

    def test_each_participant_has_a_line_in_the_group_of_the_destination(self) -> None:
        text = written(journeys.draw(JOURNEYS, EVENTS)).split(" | ")
        heads = [text.index(head) for head in ("to Japan", "to South Korea", "destination not stated")]
        assert heads == sorted(heads)
        assert heads[0] < text.index("Eun-hye") < heads[1] < text.index("Chan-il") < heads[2] < text.index("In-jae")

    def test_a_participant_without_dates_has_a_line_that_says_so(self) -> None:
        assert "no year stated" in written(journeys.draw(JOURNEYS, EVENTS))
        assert "no year stated" in written(journeys.draw([{"label": "Chan-il"}]))

    def test_what_is_implied_is_an_open_marker(self) -> None:
        rows = table("participant|kind|start|end|basis", "a|arrival|2004|2004|stated", "b|arrival|2005|2005|implied")
        marks = artists(journeys.draw(rows), "journeys-")
        faces = [mark.get_markerfacecolor() for mark in marks]  # type: ignore[attr-defined]
        assert [face == "white" for face in faces] == [False, True]

    def test_what_lasts_is_a_bar_as_long_as_the_time_between_its_dates(self) -> None:
        rows = table(
            "participant|kind|start|end|basis",
            "a|stay|2005|2010|stated",
            "a|arrival|2000|2000|stated",
            "a|arrival|2010|2010|stated",
        )
        marks = {mark.get_gid(): mark for mark in artists(journeys.draw(rows), "journeys-")}
        first, second, bar = (marks[f"journeys-a-{number}"] for number in range(3))
        ten_years = second.get_xdata()[0] - first.get_xdata()[0]  # type: ignore[attr-defined]
        assert bar.get_width() == pytest.approx(ten_years / 2)  # type: ignore[attr-defined]

    def test_a_bar_is_solid_when_stated_and_open_when_implied(self) -> None:
        rows = table("participant|kind|start|end|basis", "a|stay|2005|2010|stated", "b|stay|2005|2010|implied")
        bars = artists(journeys.draw(rows), "journeys-")
        faces = [to_hex(bar.get_facecolor()) for bar in bars]  # type: ignore[attr-defined]
        assert [face == "#ffffff" for face in faces] == [False, True]

    def test_the_key_has_the_marker_of_a_stay_beside_its_bar(self) -> None:
        rows = table("participant|kind|start|end|basis", "a|stay|2005|2010|stated", "b|stay|||stated")
        key = [text.get_text() for text in texts(journeys.draw(rows))][-2:]
        assert key == ["stay", "stay of unknown length"]

    def test_a_detention_that_began_at_the_latest_in_a_year_reaches_to_the_end_of_the_year(self) -> None:
        rows = table(
            "participant|kind|start|end|basis",
            "a|detention||2007|implied",
            "a|event|2000|2000|stated",
            "a|event|2008|2008|",
        )
        marks = journeys.draw(rows).findobj(LineCollection)
        ends = sorted({round(float(path.vertices[-1][0]), 3) for mark in marks for path in mark.get_paths()})
        events = [mark.get_xdata()[0] for mark in artists(journeys.draw(rows), "journeys-a-")[:2]]
        year = (events[1] - events[0]) / 8
        assert round(events[1] - year / 2, 3) in ends

    def test_a_mark_without_a_date_stands_beside_the_years(self) -> None:
        rows = table("participant|kind|start|end|detail", "a|stay|||years in China", "a|arrival|2006|2006|")
        figure = journeys.draw(rows)
        assert len(artists(figure, "journeys-a-undated")) == 1
        assert "years in China" in written(figure)
        assert clashes(figure) == []

    def test_a_code_that_is_not_known_is_drawn_under_its_own_name(self) -> None:
        rows = table("participant|kind|start|end", "a|second_marriage|2006|2006")
        figure = journeys.draw(rows)
        assert len(artists(figure, "journeys-")) == 1
        assert "second marriage" in written(figure)

    def test_the_events_of_the_article_are_named(self) -> None:
        text = written(journeys.draw(JOURNEYS, EVENTS))
        assert "Shenyang incident" in text
        assert "Direct route from China to Japan closes" in text

    def test_fifty_participants_are_readable(self) -> None:
        rows = [  # SYNTHETIC
            {
                "participant": f"p{number}",
                "label": f"Participant {number}",
                "destination": "japan" if number % 3 else "",
                "kind": kind,
                "start": str(start),
                "end": str(start + number % 2),
                "basis": "stated",
                "detail": "some detail",
            }
            for number in range(50)
            for kind, start in (("crossing", 1995 + number % 9), ("event", 2001), ("arrival", 2003 + number % 9))
        ]
        figure = journeys.draw(rows, EVENTS)
        assert len(artists(figure, "journeys-")) == len(rows)
        assert figure.get_size_inches()[1] > 10
        assert clashes(figure) == []

    dates = st.sampled_from(["", "2001", "2005", "2005-03", "2009-12-31", "soon"])

    @given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from([*journeys.KINDS, "none", ""]), dates, dates)))
    @settings(max_examples=25, deadline=None)
    def test_any_dates_can_be_drawn(self, values: list[tuple[str, str, str, str]]) -> None:
        rows = [
            {"participant": name, "kind": kind, "start": start, "end": end, "detail": "detail"}
            for name, kind, start, end in values
        ]
        figure = journeys.draw(rows)
        expected = sum(kind != "none" or bool(period(start) or period(end)) for _, kind, start, end in values)
        assert len(artists(figure, "journeys-")) == expected


class TestLetters:
    """Letters that the font of the figures lacks."""

    RARE = "\u1d8a"  # a letter that DejaVu Sans lacks, and that one of the fonts of matplotlib has

    def test_they_are_drawn_with_a_font_of_the_machine_that_has_them(self, monkeypatch: pytest.MonkeyPatch) -> None:
        bare = Figure()
        bare.text(0, 0, self.RARE)
        bare.text(0, 0, "a\nb – c")
        monkeypatch.setattr(style, "OTHERS", ())
        assert unwritable([bare, bare]) == [self.RARE]
        monkeypatch.setattr(style, "OTHERS", ("No Such Font", "STIXGeneral"))
        with warnings.catch_warnings():
            warnings.simplefilter("error")  # a letter without a font is a warning of matplotlib
            figure = motives.draw([{**MOTIVES[0], "label": self.RARE}])
            assert unwritable([figure]) == []
            save(figure)

    @pytest.mark.parametrize("name", SHIPPED)
    def test_other_letters_are_the_same_on_a_machine_with_more_fonts(
        self, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(style, "OTHERS", ())
        bare = save(SHIPPED[name]())
        monkeypatch.setattr(style, "OTHERS", ("STIXGeneral",))
        assert save(SHIPPED[name]()) == bare


def test_periods_are_as_long_as_they_are_known() -> None:
    """A year is a year long, a day a day; what is no date is no period."""
    assert period("2007") == (2007, 2008)
    assert period("2006-12") == pytest.approx((2006.915, 2006.998), abs=0.002)
    assert period("2002-05-08") == pytest.approx((2002.348, 2002.35), abs=0.002)
    assert period("2007-13") is period("") is period(None) is period("around 2007") is None
    assert span("2010", "2011") == (2010, 2012)


def test_text_is_wrapped_and_cut_at_the_last_line() -> None:
    """Lines keep to their width, and what is cut off leaves an ellipsis."""
    assert wrapped("Seeking help from transnational networks", 1.2, 8) == [
        "Seeking help from",
        "transnational",
        "networks",
    ]
    assert wrapped("Seeking help from transnational networks", 1.25, 8, at_most=1) == ["Seeking help from …"]
    assert wrapped("", 1, 8) == []
