"""The pages of verdicts and findings in a real browser: counts that are true, links that lead somewhere."""

import csv
import json
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, expect, sync_playwright

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
PAGES = ("replication.html", "findings.html")
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="Chromium is not installed (Debian: apt-get install chromium)")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()


def lines(built: Path) -> list[dict[str, str]]:
    """Return the rows of replication.csv."""
    return list(csv.DictReader((built / "results/replication.csv").read_text("utf-8").splitlines()))


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("page", PAGES)
def test_pages_are_accessible(browser: Browser, built: Path, page: str, viewport: dict[str, int], scheme: str) -> None:
    """Axe-core finds nothing wrong, nothing is loaded or wider than the screen, at desk and on a phone."""
    asked: list[str] = []
    sheet = browser.new_page(viewport=viewport, color_scheme=scheme)
    sheet.on("request", lambda request: asked.append(request.url))
    sheet.goto((built / "results" / page).as_uri())
    violations = Axe().run(sheet).response["violations"]
    assert [f"{v['id']}: {node['html'][:100]}" for v in violations for node in v["nodes"]] == []
    assert sheet.evaluate("document.documentElement.scrollWidth") <= viewport["width"]
    assert len(asked) == 1
    sheet.close()


def test_the_counts_are_those_of_the_lines(browser: Browser, built: Path) -> None:
    """The table at the top counts the lines below, and choosing a verdict shows just its lines."""
    sheet = browser.new_page(viewport=DESK)
    sheet.goto((built / "results/replication.html").as_uri())
    counted = Counter(line["verdict"] for line in lines(built))
    for row in sheet.locator("table.counts tbody tr").all():
        verdict, total, *by_status = row.locator("th, td").all_inner_texts()[:-1]
        assert int(total) == counted[verdict] == sum(int(cell) for cell in by_status if cell)
    for verdict, count in counted.items():
        sheet.locator(f"#show-{verdict.replace(' ', '-')}").check()
        expect(sheet.locator("table.lines tbody tr:visible")).to_have_count(count)
    sheet.close()


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_somewhere(built: Path, page: str) -> None:
    """Each number, claim, row and citation of the page is told where its link points."""
    texts = {name: (built / "results" / name).read_text("utf-8") for name in (*PAGES, "audit.html", "paper.html")}
    found = re.findall(r'href="([^"#]*)#([^"]+)"', texts[page])
    assert len(found) > 100
    for file, at in set(found):
        assert f'id="{at}"' in texts[file or page], f"{page} points to {file}#{at}"


def test_each_line_leads_to_its_rows(browser: Browser, built: Path) -> None:
    """From a line of the page, one click opens the number on the audit page, with the rows behind it."""
    sheet = browser.new_page(viewport=DESK)
    sheet.goto((built / "results/replication.html").as_uri())
    sheet.locator("table.lines a", has_text="motives.survival").first.click()
    expect(sheet.locator("#panel")).to_contain_text("data/interviews/aggregates.csv")
    sheet.close()


def test_claims_and_bounds_are_told(browser: Browser, built: Path) -> None:
    """Every claim stands on the page with its margin or what it would take; the counts of participants have bounds."""
    sheet = browser.new_page(viewport=DESK)
    sheet.goto((built / "results/replication.html").as_uri())
    claims = json.loads((built / "results/claims.json").read_text("utf-8"))["claims"]
    expect(sheet.locator("table.claims tbody tr")).to_have_count(len(claims))
    first = sheet.locator("table.claims tbody tr .verdict").first
    expect(first).to_have_text("fails")
    involuntary = sheet.locator("table.bounds tr", has_text="motives.involuntary")
    assert involuntary.locator("td").all_inner_texts() == ["9", "9 entailed", "9"]
    sheet.close()
