"""The figures: what they draw is what their tables say, readable, and the same on every machine."""

from __future__ import annotations

import hashlib
import json
import os
import re
import subprocess
import sys
import warnings
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from itertools import combinations
from pathlib import Path
from tempfile import TemporaryDirectory
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.artist import Artist
from matplotlib.colors import to_hex, to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text

import followup
from study import figures
from study.figures import entries, journeys, motives, routes, style
from traced.core.csv_text import parse_csv
from traced.lint.figure_labels import untraced_labels
from traced.manuscript.table import to_csv
from traced.output.figure import save, styled, unwritable
from unit import builders
from unit.study.test_load import put, read

Table = list[dict[str, str]]
Tables = dict[str, Table]

pytestmark = pytest.mark.slow  # each of many figures is drawn by matplotlib
ROOT = Path(__file__).parents[3]
SHEET = str(ROOT / "manuscript/styles/figures.mplstyle")
NAMES = sorted(path.stem for path in Path(*figures.__path__).glob("[a-z]*.py") if path.stem != "style")
MODULES: dict[str, ModuleType] = {name: import_module(f"study.figures.{name}") for name in NAMES}
SAMPLES = ("shipped", "followup", "odd")
PAPER = 9.0  # inches: the height of the text on a page of the PDF, without a caption


@pytest.fixture(autouse=True, scope="module")
def _styled() -> Iterator[None]:
    """Draw as the build does."""
    with styled(SHEET):
        yield


def table(header: str, *rows: str) -> Table:
    """Return the rows of a table whose cells are set apart by bars."""
    columns = header.split("|")
    return [dict(zip(columns, row.split("|"), strict=True)) for row in rows]


def computed(records: builders.Tables, codebook: dict[str, Any]) -> Tables:
    """Return the tables of all figures, as the CSV files hold them."""
    found = {}
    for module in MODULES.values():
        for name, declared in module.TABLES.items():
            header, *rows = parse_csv(to_csv(declared.rows(records, codebook), declared.columns))
            found[name] = [dict(zip(header, row, strict=True)) for row in rows]
    return found


# SYNTHETIC: what is long, much, far away, unknown or goes in circles
LONG = (
    "a very long name that nobody would give to anything in a figure, and it goes on and on until the end of the page"
)
ODD: Tables = {
    "motives": table(
        "reason|label|participants|low|high",
        f"a|{LONG}||3|180",
        f"b|{'S' * 300}|0|0|0",
        "second_marriage||||",
    ),
    "entries": [
        {
            "year": str(1975 + number),
            "north_korea": "" if number == 7 else str(number * number),
            "stateless": str(2000 - number),
            "stateless_flag": "bracketed" if number % 2 else "",
            "participants": str(number * 2),
            "participants_status": "named" if number % 3 else "reported",
        }
        for number in range(50)
    ],
    "routes": table(
        "strategy|strategy_label|route|leg|from|to|from_label|to_label|via_note|strategy_participants",
        "desert||d1|1|north_korea|china||||A; B; C; D; E; F; G",
        "desert||d1|2|china|mongolia|||across the desert|",
        "desert||d1|2|china|southeast_asia||||",
        "desert||d1|3|mongolia|south_korea||||",
        "desert||d1|3|southeast_asia|south_korea||||",
        f"onward|{LONG}|o1|1|north_korea|china||||",
        "onward||o1|2|china|north_korea|||forced return|",
        f"onward||o1|3|south_korea|united_kingdom|||{LONG}|",
        f"onward||o2|1|north_korea|limbo||{LONG}|{'S' * 300}|",
    ),
    "journeys": [
        {
            "participant": f"p{number}",
            "label": f"Participant {number}" if number else "S" * 300,
            "destination": "japan" if number % 3 else "",
            "kind": kind,
            "start": str(start),
            "end": str(start + number % 2),
            "basis": "stated" if number % 5 else "implied",
            "detail": "" if number % 7 else LONG,
        }
        for number in range(50)
        for kind, start in (("crossing", 1995 + number % 9), ("stay", 2001), ("second_marriage", 2003 + number % 9))
    ],
    "events": table(
        "event|label|start|end|qualifier",
        *(
            f"e{number}|An event of the time|{1994 + number}-03|{1994 + number % 3 * 4 + number}|"
            for number in range(9)
        ),
    ),
}


@cache
def data(sample: str) -> Tables:
    """Return the tables of the shipped study, of the SYNTHETIC follow-up or of odd data."""
    if sample == "odd":
        return ODD
    if sample == "shipped":
        return computed(builders.shipped(), builders.codebook())
    with TemporaryDirectory() as folder, pytest.MonkeyPatch.context() as patch:
        patch.chdir(ROOT)
        content = {
            "interviews/codebook.yaml": json.dumps(followup.codebook(builders.codebook())).encode(),
            "interviews/codings.csv": followup.as_csv(followup.long()),
            "statistics/FEH_0003288053.csv": followup.as_csv(followup.e_stat()),
        }
        other = read(put(Path(folder), content))
    return computed(other.tables, other.codebook)


def draw(name: str, sample: str) -> Figure:
    """Return the figure with this name."""
    module = MODULES[name]
    figure: Figure = module.draw(*(data(sample)[table] for table in module.TABLES))
    return figure


drawn = cache(draw)  # for tests that only look at it


def artists(figure: Figure, prefix: str) -> list[Any]:
    """Return the artists whose identity begins like this."""
    found: list[Artist] = figure.findobj(lambda artist: (artist.get_gid() or "").startswith(prefix))
    return found


def texts(figure: Figure) -> list[Text]:
    """Return the texts that are drawn, without those of ticks that lie beyond their axis."""
    found: dict[Text, None] = {}

    def draw(text: Text, *arguments: Any, **options: Any) -> None:
        found[text] = None
        original(text, *arguments, **options)

    original = Text.draw
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Text, "draw", draw)
        figure.draw_without_rendering()
    return [text for text in found if text.get_visible() and text.get_text().strip()]


def written(figure: Figure) -> str:
    """Return all that is written, with line ends as spaces."""
    return " | ".join(" ".join(text.get_text().split()) for text in texts(figure))


def clashes(figure: Figure) -> list[str]:
    """Return the texts that overlap, or that reach over the edge of the figure, by more than a hair."""
    hair = 0.006 * figure.dpi
    boxes = [(text.get_text(), Text.get_window_extent(text).padded(-hair)) for text in texts(figure)]
    overlaps = [f"{one!r} and {two!r}" for (one, a), (two, b) in combinations(boxes, 2) if a.overlaps(b)]
    width, height = figure.bbox.size
    return overlaps + [text for text, box in boxes if min(box.p0) < 0 or box.x1 > width or box.y1 > height]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, as the Web Content Accessibility Guidelines define it."""

    def luminance(color: str) -> float:
        linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in to_rgb(color)]
        return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))

    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("sample", SAMPLES)
@pytest.mark.parametrize("name", NAMES)
class TestEach:
    """What holds for each of the figures, on each of the data."""

    def test_no_text_covers_another_or_leaves_the_paper(self, name: str, sample: str) -> None:
        assert clashes(drawn(name, sample)) == []

    def test_texts_are_large_and_dark_enough(self, name: str, sample: str) -> None:
        for text in texts(drawn(name, sample)):
            assert text.get_fontsize() >= 7
            assert contrast(text.get_color(), style.SHADE if text.get_color() == style.GREY else "white") >= 4.5

    def test_fits_on_a_page(self, name: str, sample: str) -> None:
        width, height = drawn(name, sample).get_size_inches()
        assert width * 25.4 == pytest.approx(144, abs=0.01)
        assert height < PAPER or sample == "odd"

    def test_labels_are_drawn(self, name: str, sample: str) -> None:
        text = written(drawn(name, sample)).replace("\n", " ")
        for which, declared in MODULES[name].TABLES.items():
            columns = [column for column in (*declared.labels, "label") if column != "route_label"]
            cells = {row.get(column, "") for row in data(sample)[which] for column in columns}
            assert [cell for cell in cells if cell not in text and len(cell) < 48] == []


@pytest.mark.parametrize("name", NAMES)
def test_an_empty_table_says_so(name: str) -> None:
    """Without rows there is still a figure, and it does not pretend; a row without any cell does no harm."""
    figure = MODULES[name].draw([])
    assert "No data" in written(figure)
    assert clashes(figure) == []
    assert clashes(MODULES[name].draw([{}])) == []


@pytest.mark.parametrize("name", NAMES)
def test_files_are_the_same_on_each_run(name: str) -> None:
    """Three files, without a date, and with the text of the SVG as paths."""
    files = save(draw(name, "shipped"))
    assert list(files) == ["svg", "pdf", "png"]
    assert b"<text" not in files["svg"]
    assert b"CreationDate" not in files["pdf"]
    identities = re.findall(rb' id="([^"]*)"', files["svg"])
    assert len(identities) == len(set(identities))
    assert save(draw(name, "shipped")) == files


def test_files_do_not_depend_on_zone_locale_hash_seed_or_matplotlibrc(tmp_path: Path) -> None:
    """Another process in another environment writes the same bytes."""
    settings_file = tmp_path / "matplotlibrc"
    settings_file.write_text("font.size: 20\nlines.linewidth: 9\nsavefig.bbox: tight\nfigure.facecolor: red\n")
    code = (
        "import hashlib, json, sys\n"
        "from study.figures import entries\n"
        "from traced.output.figure import save, styled\n"
        "with styled(sys.argv[1]):\n"
        "    files = save(entries.draw(json.load(sys.stdin)))\n"
        "print({suffix: hashlib.sha256(file).hexdigest() for suffix, file in files.items()})\n"
    )
    elsewhere = {
        "PYTHONPATH": str(ROOT / "workflow"),
        "TZ": "Asia/Tokyo",
        "LC_ALL": "C",
        "PYTHONHASHSEED": "7",
        "PYTHONUTF8": "1",
        "MATPLOTLIBRC": str(settings_file),
    }
    rows = data("shipped")["entries"]
    done = subprocess.run(
        [sys.executable, "-c", code, SHEET],
        input=json.dumps(rows),
        env=os.environ | elsewhere,
        capture_output=True,
        text=True,
        check=True,
    )
    here = {suffix: hashlib.sha256(file).hexdigest() for suffix, file in save(entries.draw(rows)).items()}
    assert done.stdout.strip() == str(here)


class TestLetters:
    """Letters that the font of the figures lacks."""

    RARE = "\u1d8a"  # a letter that DejaVu Sans lacks, and that one of the fonts of matplotlib has

    @staticmethod
    def sheet(folder: Path, *fonts: str) -> str:
        """Return the style sheet with these fonts."""
        path = folder / "fonts.mplstyle"
        lines = Path(SHEET).read_text("utf-8").splitlines()
        given = [f"font.family: {', '.join(fonts)}" if line.startswith("font.family") else line for line in lines]
        path.write_text("\n".join(given), "utf-8")
        return str(path)

    def test_they_are_drawn_with_a_font_of_the_machine_that_has_them(self, tmp_path: Path) -> None:
        bare = Figure()
        bare.text(0, 0, self.RARE)
        bare.text(0, 0, "a\nb – c")
        with styled(self.sheet(tmp_path, "DejaVu Sans")):
            assert unwritable([bare, bare]) == [self.RARE]
        with (
            styled(self.sheet(tmp_path, "DejaVu Sans", "No Such Font", "STIXGeneral")),
            warnings.catch_warnings(action="error"),  # a letter without a font is a warning of matplotlib
        ):
            figure = motives.draw([{"label": self.RARE, "participants": "4"}])
            assert unwritable([figure]) == []
            save(figure)

    @pytest.mark.parametrize("name", NAMES)
    def test_others_are_the_same_on_a_machine_with_more_fonts(self, name: str, tmp_path: Path) -> None:
        with styled(self.sheet(tmp_path, "DejaVu Sans", "STIXGeneral")):
            more = save(draw(name, "shipped"))
        with styled(self.sheet(tmp_path, "DejaVu Sans")):
            assert save(draw(name, "shipped")) == more


def test_no_shipped_label_has_a_number() -> None:
    """The columns of labels are those of the tables, and no label of the shipped data would stop the build."""
    for module in MODULES.values():
        for name, declared in module.TABLES.items():
            rows = data("shipped")[name]
            assert set(declared.labels) <= rows[0].keys()
            assert untraced_labels(name, rows, declared.labels) == []


class TestMotives:
    """The bars of the reasons."""

    def test_a_row_is_a_bar_as_long_as_its_number(self) -> None:
        bars = artists(drawn("motives", "shipped"), "motives-")
        assert [bar.get_width() for bar in bars] == [4, 13, 9]

    def test_an_interval_is_printed_as_one(self) -> None:
        figure = motives.draw(table("reason|label|participants|low|high", "freedom|freedom||3|8"))
        assert "3–8" in written(figure)
        assert artists(figure, "motives-")[0].get_width() == 3

    def test_what_is_not_known_is_not_drawn_as_nobody(self) -> None:
        assert "not known" in written(motives.draw([{"reason": "freedom", "participants": ""}]))
        assert "not known" not in written(motives.draw([{"reason": "freedom", "participants": "0"}]))


class TestEntries:
    """The bars and dots of the years."""

    @pytest.fixture
    def figure(self) -> Figure:
        return drawn("entries", "shipped")

    @pytest.mark.parametrize("category", ["north_korea", "stateless"])
    def test_each_year_has_a_bar_for_each_category(self, figure: Figure, category: str) -> None:
        heights = [bar.get_height() for bar in artists(figure, f"entries-{category}-")]
        assert heights == [int(row[category]) for row in data("shipped")["entries"]]

    def test_each_participant_is_a_dot_which_is_open_where_the_number_is_a_floor(self, figure: Figure) -> None:
        columns = [dots for dots in artists(figure, "entries-participants-") if len(dots.get_xdata())]
        assert [len(dots.get_xdata()) for dots in columns] == [1, 1, 3, 1, 1]
        assert [dots.get_markerfacecolor() == "white" for dots in columns] == [True, True, False, False, False]

    def test_bracketed_values_keep_their_brackets_and_are_hatched(self, figure: Figure) -> None:
        assert {"(2)", "(6)", "(4)", "(3)"} <= {text.get_text() for text in texts(figure)}
        hatched = [bar.get_gid() for bar in artists(figure, "entries-stateless-") if bar.get_hatch()]
        assert hatched == [f"entries-stateless-{year}" for year in range(2006, 2010)]

    def test_the_key_explains_what_occurs(self, figure: Figure) -> None:
        marks = ("printed in brackets", "nobody recorded", "arrived in the year", "at least so many")
        assert all(mark in written(figure) for mark in marks)
        bare = written(entries.draw(table("year|north_korea|stateless|participants", "2020|1|0|")))
        assert not any(mark in bare for mark in marks)

    def test_a_missing_value_is_no_zero(self) -> None:
        figure = entries.draw(table("year|north_korea|stateless|participants", "2020||0|2"))
        assert "–" in written(figure)
        assert "nobody recorded" not in written(figure)


class TestRoutes:
    """The arrows from country to country."""

    def test_each_leg_is_an_arrow_and_none_is_wider(self) -> None:
        for sample in SAMPLES:
            arrows = artists(drawn("routes", sample), "routes-")
            assert len(arrows) == len(data(sample)["routes"])
            assert len({arrow.get_linewidth() for arrow in arrows}) == 1

    def test_strategies_differ_in_colour(self) -> None:
        arrows = artists(drawn("routes", "shipped"), "routes-")
        assert len({arrow.get_edgecolor() for arrow in arrows}) == 3

    def test_participants_and_notes_are_told_once(self) -> None:
        text = written(drawn("routes", "shipped"))
        for words in ("Nakamura, Aoki", "Suk-young", "Ja-hyeong, Chan-il", "on forged passports", "mainly Thailand"):
            assert text.count(words) == 1
        assert "A, B, C, D and 3 more" in written(routes.draw(ODD["routes"]))

    def test_a_country_left_by_any_leg_is_no_destination(self) -> None:
        columns = routes._columns([(row["from"], row["to"]) for row in ODD["routes"]])
        assert columns["north_korea"] == 0 < columns["china"] < columns["mongolia"] < columns["south_korea"]
        assert columns["south_korea"] < columns["limbo"] == columns["united_kingdom"]

    @given(
        st.lists(
            st.tuples(*[st.sampled_from("abcdef")] * 2, st.sampled_from(["r1", "r2", "r3"])), min_size=1, max_size=12
        )
    )
    @settings(max_examples=10, deadline=None)
    def test_any_legs_can_be_drawn(self, legs: list[tuple[str, str, str]]) -> None:
        rows = [{"strategy": "s", "route": route, "from": start, "to": end} for start, end, route in legs]
        assert len(artists(routes.draw(rows), "routes-")) == len({leg for leg in legs if leg[0] != leg[1]})


class TestJourneys:
    """The lines of the participants."""

    def test_each_row_is_a_mark(self) -> None:
        for sample in SAMPLES:
            marks = artists(drawn("journeys", sample), "journeys-")
            assert len(marks) == sum(row["kind"] != "none" for row in data(sample)["journeys"])

    def test_each_participant_has_a_line_in_the_group_of_the_destination(self) -> None:
        axes = drawn("journeys", "shipped").axes[0]
        places = dict(zip((text.get_text() for text in axes.get_yticklabels()), axes.get_yticks(), strict=True))
        groups = ("to Japan", "Eun-hye", "to South Korea", "Chan-il", "destination\nnot stated", "In-jae")
        assert [*groups] == sorted(groups, key=places.__getitem__)

    def test_what_has_no_date_says_so(self) -> None:
        text = written(drawn("journeys", "shipped"))
        assert "years in China (no year stated)" in text
        assert "arrived after 1 month (no year stated)" in text
        assert "no year stated" in written(journeys.draw([{"label": "Chan-il", "kind": "none"}]))

    def test_details_are_told(self) -> None:
        text = written(drawn("journeys", "shipped"))
        for detail in (
            "escape from China",
            "5 years in a church in China",
            "3 years in prison in Myanmar, begun by 2007",
        ):
            assert detail in text

    def test_what_is_implied_is_open(self) -> None:
        rows = table("participant|kind|start|end|basis", "a|arrival|2004|2004|stated", "b|arrival|2005|2005|implied")
        faces = [mark.get_markerfacecolor() for mark in artists(journeys.draw(rows), "journeys-")]
        assert [to_hex(face) == "#ffffff" for face in faces] == [False, True]

    def test_what_lasts_is_a_bar_from_the_middle_of_its_first_year_to_that_of_its_last(self) -> None:
        rows = table("participant|kind|start|end|basis", "a|stay|2005|2010|stated", "b|stay|2005|2010|implied")
        figure = journeys.draw(rows)
        bars = artists(figure, "journeys-")
        assert [list(bar.get_xdata()) for bar in bars] == [[2005.5, 2010.5]] * 2
        white = [line for line in figure.axes[0].lines if line.get_color() == "white"]
        assert [line.get_ydata()[0] for line in white] == [bars[1].get_ydata()[0]]

    @pytest.mark.parametrize(
        ("start", "end", "ends", "key"),
        [
            ("2007", "2007", (2007, 2008), "year only"),
            ("2005", "2007", (2005, 2008), "at some time between"),
            ("", "2007", (None, 2008), "other end not stated"),
            ("2007", "", (2007, None), "other end not stated"),
        ],
    )
    def test_a_time_that_is_not_known_exactly_is_a_line(
        self, start: str, end: str, ends: tuple[float | None, float | None], key: str
    ) -> None:
        rows = [{"participant": "a", "kind": "detention", "start": start, "end": end, "basis": "stated"}]
        figure = journeys.draw(rows)
        assert key in written(figure)
        lines = [line.get_xdata() for line in figure.axes[0].lines if len(set(line.get_xdata())) == 2]
        spans = [span for span in lines if min(span) > 1]  # but for the line of the participant
        assert all(known in (None, drawn_end) for known, drawn_end in zip(ends, spans[0], strict=True))

    def test_a_code_that_is_not_known_is_drawn_under_its_own_name(self) -> None:
        figure = journeys.draw(table("participant|kind|start|end", "a|second_marriage|2006|2006"))
        assert len(artists(figure, "journeys-")) == 1
        assert "second marriage" in written(figure)

    dates = st.sampled_from(["", "2001", "2005", "2005-03", "2009-12-31", "soon"])

    @given(st.lists(st.tuples(st.sampled_from("ab"), st.sampled_from([*journeys.KINDS, "none", ""]), dates, dates)))
    @settings(max_examples=10, deadline=None)
    def test_any_dates_can_be_drawn(self, values: list[tuple[str, str, str, str]]) -> None:
        rows = [
            {"participant": name, "kind": kind, "start": start, "end": end, "detail": "detail"}
            for name, kind, start, end in values
        ]
        period = journeys.period
        expected = sum(kind != "none" or bool(period(start) or period(end)) for _, kind, start, end in values)
        assert len(artists(journeys.draw(rows), "journeys-")) == expected


def test_periods_are_as_long_as_they_are_known() -> None:
    """A year is a year long, a day a day; what is no date is no period."""
    period = journeys.period
    assert period("2007") == (2007, 2008)
    assert period("2006-12") == pytest.approx((2006.915, 2006.998), abs=0.002)
    assert period("2002-05-08") == pytest.approx((2002.348, 2002.35), abs=0.002)
    assert period("2007-13") is period("") is period(None) is period("around 2007") is None


def test_text_is_wrapped_and_cut_at_the_last_line() -> None:
    """Lines keep to their length, and what is cut off leaves an ellipsis, a long word too."""
    text = "Seeking help from transnational networks"
    assert style.wrapped(text, 18, 3) == "Seeking help from\ntransnational\nnetworks"
    assert style.wrapped(text, 20, 1) == "Seeking help from …"
    assert style.wrapped("S" * 300, 10, 2) == "SSSSSSSSS…"
    assert style.wrapped("", 10, 2) == ""
