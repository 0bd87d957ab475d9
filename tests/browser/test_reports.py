"""The pages of verdicts, findings and changes in a real browser: counts that are true, links that lead somewhere."""

import csv
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

from conftest import Build
from programs import UNSEEN, fits, needs_chromium

PAGES = ("replication.html", "findings.html")
CHANGED = "changes.html"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

Visit = Callable[..., Page]

pytestmark = needs_chromium


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    """Open pages, and note the kinds of addresses that they load."""
    pages: list[Page] = []

    def page_at(file: Path, loaded: list[str] | None = None, **preferences: Any) -> Page:
        pages.append(browser.new_page(**{"viewport": DESK, **preferences}))
        if loaded is not None:
            pages[-1].on("request", lambda request: loaded.append(request.url.partition(":")[0]))
        pages[-1].goto(file.as_uri())
        return pages[-1]

    yield page_at
    for page in pages:
        page.close()


@pytest.fixture(scope="module")
def changed(edited: Build) -> Path:
    """The repository built a second time after some cells were changed, so that there is something of each kind."""
    return edited.house


def lines(built: Path) -> list[dict[str, str]]:
    """Return the rows of replication.csv."""
    return list(csv.DictReader((built / "results/replication.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize(("viewport", "scheme"), [(DESK, "light"), (PHONE, "dark")], ids=["desk-light", "phone-dark"])
@pytest.mark.parametrize("page", [*PAGES, CHANGED, "paper.html"])
def test_pages_are_accessible(visit: Visit, changed: Path, page: str, viewport: dict[str, int], scheme: str) -> None:
    """Axe-core finds nothing wrong, nothing is loaded or wider than the screen, at desk and on a phone.

    Colours do not depend on the width of the screen, nor the layout on colours: two of the four pairs see both.
    """
    loaded: list[str] = []
    sheet = visit(changed / "results" / page, loaded, viewport=viewport, color_scheme=scheme)
    violations = Axe().run(sheet).response["violations"]
    assert [f"{v['id']}: {node['html'][:100]}" for v in violations for node in v["nodes"]] == []
    assert fits(sheet.locator("html"))
    assert [way for way in loaded if way != "data"] == ["file"]


def test_the_counts_are_those_of_the_lines(visit: Visit, built: Path) -> None:
    """The table at the top counts the lines below, and choosing a verdict shows just its lines."""
    sheet = visit(built / "results/replication.html")
    counted = Counter(line["verdict"] for line in lines(built))
    for row in sheet.locator("table.counts tbody tr").all():
        verdict, (total, *by_status) = row.locator(".verdict").inner_text(), row.locator("td").all_inner_texts()
        assert int(total) == counted[verdict] == sum(int(cell) for cell in by_status if cell)
    for verdict, count in counted.items():
        sheet.locator(f"#show-{verdict.replace(' ', '-')}").check()
        expect(sheet.locator("table.lines tbody tr:visible")).to_have_count(count)


@pytest.mark.parametrize(("page", "least"), [(PAGES[0], 100), (PAGES[1], 100), (CHANGED, 30)])
def test_every_link_leads_somewhere(changed: Path, page: str, least: int) -> None:
    """Each number, claim, row and citation of the page is where its link points."""
    names = (*PAGES, CHANGED, "audit.html", "paper.html")
    texts = {name: (changed / "results" / name).read_text("utf-8") for name in names}
    found = re.findall(r'href="([^"#]*)#([^"]+)"', texts[page])
    assert len(found) > least
    for file, at in set(found):
        assert f'id="{at}"' in texts[file or page], f"{page} points to {file}#{at}"


@pytest.mark.parametrize("page", [*PAGES, CHANGED])
def test_all_pages_name_each_other(changed: Path, page: str) -> None:
    """Each page leads to the same pages in the same order, and says which one it is."""
    text = (changed / "results" / page).read_text("utf-8")
    nav = re.search(r'<nav class="beside".*?</nav>', text, re.DOTALL)[0]
    assert re.findall(r'href="([^"]+)"', nav) == ["paper.html", "audit.html", *PAGES, CHANGED]
    assert re.findall(r'href="([^"]+)" aria-current="page"', nav) == [page]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_menu_is_whole_and_small(visit: Visit, built: Path, page: str, viewport: dict[str, int]) -> None:
    """All parts of the page can be seen in the bar that stays, which leaves most of the screen to the page."""
    sheet = visit(built / "results" / page, viewport=viewport)
    bar = sheet.locator(".views")
    assert fits(bar)
    assert bar.bounding_box()["height"] < viewport["height"] / 8


@pytest.mark.parametrize("table", ["lines", "claims"])
def test_on_a_phone_the_verdict_is_in_sight(visit: Visit, built: Path, table: str) -> None:
    """Rows become cards with the name of each column, nothing is to be reached sideways, and they stay table rows."""
    sheet = visit(built / "results/replication.html", viewport=PHONE)
    box = sheet.locator(f".scroll:has(table.{table})")
    assert fits(box)
    row = sheet.locator(f"table.{table} tbody").get_by_role("row").first
    row.scroll_into_view_if_needed()
    expect(row.locator(".verdict")).to_be_in_viewport(ratio=0.9)
    heads = sheet.locator(f"table.{table}").get_by_role("columnheader").all_text_contents()
    assert row.locator("[data-label]").evaluate_all("all => all.map(cell => cell.dataset.label)") == heads


def test_the_claims_are_read_as_sentences(visit: Visit, built: Path) -> None:
    """No key of a citation and no loose comma is left; the column of sentences is as wide as it needs to be."""
    sheet = visit(built / "results/replication.html")
    sentences = sheet.locator("table.claims td:last-child")
    for sentence in sentences.all_inner_texts():
        assert "@" not in sentence
        assert not sentence.startswith((",", ";"))
    assert "Yomiuri Shimbun (2002)" in " ".join(sentences.all_inner_texts())
    assert sentences.first.bounding_box()["width"] > DESK["width"] / 8


def test_values_are_written_for_a_reader(visit: Visit, built: Path) -> None:
    """Numbers have their separators and units, months their names, decades what the source puts before them."""
    sheet = visit(built / "results/replication.html")
    values = " | ".join(sheet.locator("table.lines td:nth-of-type(3)").all_inner_texts())
    for value in ("over 93,000 people", "mid-1990s", "October 2017", "Morris-Suzuki (2007)"):
        assert value in values
    assert not re.search(r"\b93000\b|@|\b\d{4}-\d\d\b", values)


def test_a_line_leads_to_the_findings_that_touch_it(visit: Visit, built: Path) -> None:
    """A printed number or a claim that a finding names leads to it."""
    sheet = visit(built / "results/replication.html")
    for place in ("p61-03", "claim=entries.north_korea_before_stated_year"):
        expect(sheet.locator(f'[id="{place}"]')).to_contain_text("see finding")
    sheet.locator('[id="p61-03"] a[href^="findings.html"]').click()
    expect(sheet.locator('[id="f=repatriates_all_korean"]')).to_be_in_viewport()


def test_findings_are_counted_by_kind(visit: Visit, built: Path) -> None:
    """The table at the top counts what stands below, kind by kind, and each count leads there."""
    sheet = visit(built / "results/findings.html")
    rows = list(csv.DictReader((built / "data/published/findings.csv").read_text("utf-8").splitlines()))
    counted = Counter((row["outcome"], row["kind"]) for row in rows)
    links = sheet.locator("table.kinds a")
    listed = {tuple(link.get_attribute("href")[1:].rsplit("-", 1)): int(link.inner_text()) for link in links.all()}
    assert listed == counted
    titles = sheet.locator("h4").all_inner_texts()
    assert titles[0].startswith("pp. 67, 79: ")
    assert all(re.match(r"p\. \d+: |pp\. \d+[–,]", title) for title in titles)


def test_each_line_leads_to_its_rows(visit: Visit, built: Path) -> None:
    """From a line of the page, one click opens the number on the audit page, with the rows behind it."""
    sheet = visit(built / "results/replication.html")
    sheet.locator("table.lines a", has_text="motives.survival").first.click()
    expect(sheet.locator("#panel")).to_contain_text("data/interviews/aggregates.csv")


def test_claims_and_bounds_are_listed(visit: Visit, built: Path) -> None:
    """Every claim stands on the page with its margin or what it would take; the counts of participants have bounds."""
    sheet = visit(built / "results/replication.html")
    claims = json.loads((built / "results/claims.json").read_text("utf-8"))["claims"]
    expect(sheet.locator("table.claims tbody tr")).to_have_count(len(claims))
    first = sheet.locator("table.claims tbody tr .verdict").first
    expect(first).to_have_text("fails")
    involuntary = sheet.locator("table.bounds tr", has_text="motives.involuntary")
    assert involuntary.locator("td").all_inner_texts() == ["9", "9 entailed", "9"]


def test_the_page_of_changes_is_read_at_a_glance(visit: Visit, changed: Path) -> None:
    """What fell comes first, changed words are marked, and both drawings of a figure stand side by side on a desk."""
    sheet = visit(changed / "results" / CHANGED)
    expect(sheet.locator("#claims .verdict").first).to_have_text("fell: it fails now")
    years = sheet.locator("#numbers tr", has_text="journeys.suk_young.church_years")
    assert years.locator("td").first.inner_text() == "5 years → 6 years"
    sentence = sheet.locator("#sentences li", has_text="Stranded there")
    assert sentence.locator("del").all_inner_texts() == ["five"]
    assert sentence.locator("ins").all_inner_texts() == ["six"]
    expect(sheet.locator("#tables tr", has_text="2020")).to_contain_text("row added")
    before, now = (picture.bounding_box() for picture in sheet.locator("#figures .pair").first.locator("img").all())
    assert before is not None
    assert now is not None
    assert abs(before["y"] - now["y"]) < UNSEEN
    assert before["x"] + before["width"] < now["x"] + UNSEEN
    assert sheet.evaluate("[...document.images].every(image => image.naturalWidth > 0 && image.alt.length > 40)")


def test_a_first_page_of_changes_says_so(visit: Visit, built: Path) -> None:
    """Where there is nothing to compare with, the page is no empty frame, and accessible too."""
    sheet = visit(built / "results" / CHANGED, viewport=PHONE)
    expect(sheet.locator("header")).to_contain_text("nothing to compare with yet")
    assert Axe().run(sheet).response["violations"] == []
