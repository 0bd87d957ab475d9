"""The audit page in a real browser, as a reader opens it: from disk, by mouse, keyboard, phone and on paper."""

import io
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, expect

import docx
from programs import UNSEEN, fits, go, needs_chromium
from unit import audited

DESK, PHONE = {"width": 1400, "height": 900}, {"width": 390, "height": 844}
SURVIVAL, FREEDOM = "motives.survival", "motives.freedom"
Open = Callable[..., Page]

pytestmark = needs_chromium


@pytest.fixture(scope="module")
def address(built: Path) -> str:
    """Where the page lies."""
    return (built / "results/audit.html").as_uri()


@pytest.fixture(scope="module")
def ledger(built: Path) -> dict[str, Any]:
    """The numbers of the build."""
    return json.loads((built / "results/numbers.json").read_text("utf-8"))["numbers"]


@pytest.fixture(scope="module")
def claims(built: Path) -> dict[str, Any]:
    """The claims of the build."""
    return json.loads((built / "results/claims.json").read_text("utf-8"))["claims"]


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Open]:
    """Open the page at a hash, with a viewport and preferences; it may load nothing else and complain of nothing."""
    contexts, faults = [], []

    def page_at(at: str = "", viewport: dict[str, int] = DESK, to: str = address, **preferences: Any) -> Page:
        contexts.append(browser.new_context(viewport=viewport, reduced_motion="reduce", **preferences))
        page = contexts[-1].new_page()
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.on("console", lambda message: faults.append(message.text))
        page.on("request", lambda request: request.url.startswith(("file:", "data:")) or faults.append(request.url))
        page.goto(f"{to}{at}")
        return page

    yield page_at
    for context in contexts:
        context.close()
    assert faults == []


def in_text(page: Page, name: str) -> Any:
    """Return the first place of the text that prints a number."""
    return page.locator(f'#text a.n[data-number="{name}"]').first


def violations(page: Page) -> list[str]:
    """Return what axe-core finds wrong with the page as it is."""
    found = Axe().run(page).response["violations"]
    return [f"{v['id']}: {node['html'][:120]}" for v in found for node in v["nodes"]]


def test_the_file_is_small_and_loads_nothing(built: Path) -> None:
    """The page is one file of less than two megabytes that loads no other file and names no machine.

    It leads to the pages that stand beside it, the notes of the text to findings, and has no handlers in its markup.
    """
    content = (built / "results/audit.html").read_bytes()
    assert len(content) < 2_000_000
    html = content.decode()
    beside = re.findall(r'href="(?!data:|#|https?://|findings\.html#)([^"]*)"', html)
    assert beside == ["paper.html", "audit.html", "replication.html", "findings.html", "changes.html"]
    assert not re.search(r'src="(?!data:)|<link|@import|<[^>]* on\w+="', html)
    assert str(built) not in html


def test_every_number_of_the_text_is_marked(visit: Open, built: Path, ledger: dict[str, Any]) -> None:
    """What is marked is what the paper's page has, table cells too; each leads to its entry and says its status."""
    page = visit()
    marks = page.eval_on_selector_all(
        "#text a.n", "all => all.map(a => [a.dataset.number, a.textContent, a.className])"
    )
    paper = (built / "results/paper.html").read_text("utf-8")
    assert Counter(name for name, *_ in marks) == Counter(re.findall(r'data-number="([^"]+)"', paper))
    entries = re.findall(r'<article class="entry" id="n=([^"]+)"', (built / "results/audit.html").read_text("utf-8"))
    assert Counter(entries) == Counter(ledger.keys())
    assert {(name, kind.split()[1]) for name, _, kind in marks} == {
        (name, ledger[name]["status"]) for name, *_ in marks
    }
    assert page.locator("#text table a.n").count() > 40


def test_a_reader_who_never_saw_the_code_gets_the_answers(visit: Open) -> None:
    """Which rows make the 13, who says so on which page, is it recomputed or transcribed, what else rests on them."""
    page = visit()
    page.get_by_role("main").get_by_role("link", name="13", exact=True).first.click()
    panel = page.get_by_role("dialog")
    expect(panel.get_by_role("heading", level=3)).to_contain_text("13 participants")
    entry = panel.inner_text()
    assert "main reason for leaving was hope for freedom" in entry
    assert "transcribed, not reproduced" in entry
    assert re.search(r"Who says so\s+reported: the article itself reports it.*page 69", entry)
    assert "1 row of data behind it" in entry
    row = panel.get_by_role("region", name="Rows of data/interviews/aggregates.csv")
    expect(row.get_by_role("row").filter(has_text="line")).to_contain_text("6")
    expect(row.get_by_role("row").filter(has_text=re.compile("^value"))).to_contain_text("13")
    assert "13" in row.locator("mark").all_inner_texts()
    assert re.search(r"What the article printed\s+“n = 13” on page 69 \(section 4.1, text\): reported only", entry)
    others = panel.locator(".others")
    expect(others.get_by_role("heading")).to_have_text("What else rests on this row")
    assert {"motives.freedom_share", "motives.types"} <= set(others.locator("code").all_inner_texts())
    way = panel.locator(".way li").all_inner_texts()
    assert way[0] == "data/interviews/aggregates.csv"
    assert [step.split()[0] for step in way[1:3]] == ["prepare", "motives"]
    panel.get_by_text("The function, workflow/study/parts/motives.py").click()
    expect(panel.locator("pre")).to_contain_text("def groups(cases: Cases)")


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_keyboard_opens_closes_and_comes_back(visit: Open, viewport: dict[str, int]) -> None:
    """Enter opens and brings the reader to the entry; Escape closes and brings back to the number."""
    page = visit(viewport=viewport)
    number = in_text(page, SURVIVAL)
    number.focus()
    page.keyboard.press("Enter")
    panel = page.get_by_role("dialog")
    expect(panel).to_be_visible()
    expect(page.locator("#panel-title")).to_be_focused()
    expect(page).to_have_url(re.compile("#n=motives.survival$"))
    assert page.evaluate("document.getElementById('panel').matches(':modal')") == (viewport is PHONE)
    page.keyboard.press("Escape")
    expect(panel).to_be_hidden()
    expect(number).to_be_focused()
    expect(page).to_have_url(re.compile("#text$"))


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("link", ["n=entries.gap_participants", "c=motives.survival_is_rarest"])
def test_the_keyboard_goes_on_at_the_place_that_a_link_named(visit: Open, viewport: dict[str, int], link: str) -> None:
    """After a link that was sent, Escape leads to the place in the text, and Tab goes on from there."""
    page = visit(f"#{link}", viewport=viewport)
    expect(page.locator("#panel-title")).to_be_focused()
    page.keyboard.press("Escape")
    place = page.locator(f'#text a[href="#{link}"]').first
    expect(place).to_be_focused()
    expect(place).to_be_in_viewport()
    page.keyboard.press("Tab")
    after = page.evaluate("id => !!(document.getElementById(id).compareDocumentPosition(document.activeElement) & 4)",
                          place.get_attribute("id"))  # fmt: skip
    assert after
    assert page.evaluate("!!document.activeElement.closest('.paper')")


def test_a_phone_sees_the_part_that_was_asked_for(visit: Open) -> None:
    """On a phone what stands above the tabs leaves room for the text, and a tap on a tab brings its part to the top."""
    page = visit(viewport=PHONE, has_touch=True)
    assert page.locator(".masthead").bounding_box()["height"] < PHONE["height"] * 2 / 3
    expect(page.locator(".about p")).to_be_hidden()
    for part in ("Numbers", "Rules", "Text"):
        page.locator(".views a", has_text=part).tap()
        expect(page.locator(f"#{part.lower()}")).to_be_focused()
        tabs, title = page.locator(".views").bounding_box(), page.locator(f"#{part.lower()} h2").bounding_box()
        assert abs(tabs["y"]) < UNSEEN
        assert tabs["height"] < PHONE["height"] / 8
        assert tabs["height"] - UNSEEN < title["y"] < PHONE["height"] / 3


def test_each_part_says_what_to_do_there(visit: Open) -> None:
    """Beside each part stands a hint of its own, and no other."""
    page = visit()
    hints = []
    for part in ("text", "numbers", "claims", "rows", "rules", "sample"):
        go(page, f"#{part}")
        shown = page.locator(".hint > :visible")
        expect(shown).to_have_attribute("data-part", part)
        hints.append(shown.inner_text())
    assert len(set(hints)) == len(hints)


def test_drawings_can_be_read_on_a_phone(visit: Open) -> None:
    """On a phone a drawing keeps its size in a box that scrolls and takes the keyboard; on a desk it fits."""
    for viewport, least in ((PHONE, 600), (DESK, 300)):
        for box in visit(viewport=viewport).locator("#text figure:has(img) .scroll").all():
            assert box.locator("img").bounding_box()["width"] > least
            assert box.get_attribute("tabindex") == "0"
            assert box.evaluate("box => box.scrollWidth > box.clientWidth") == (viewport is PHONE)


def test_notes_are_numbered_as_their_marks(visit: Open) -> None:
    """The list of notes counts as the marks in the text do."""
    notes = visit().locator(".footnotes ol")
    assert notes.evaluate("list => getComputedStyle(list).listStyleType") == "decimal"


def test_a_sheet_keeps_the_focus_on_a_phone(visit: Open) -> None:
    """On a phone the text behind is out of reach while the sheet is open, and nothing is wider than the screen."""
    page = visit(viewport=PHONE, has_touch=True)
    in_text(page, FREEDOM).tap()
    expect(page.get_by_role("dialog")).to_be_visible()
    for _ in range(25):
        page.keyboard.press("Tab")
        inside = "document.activeElement === document.body || !!document.activeElement.closest('#panel')"
        assert page.evaluate(inside)
    assert fits(page.locator("html"))
    page.get_by_role("button", name="Close").tap()
    expect(in_text(page, FREEDOM)).to_be_focused()


def test_a_link_to_a_number_opens_it(visit: Open, address: str) -> None:
    """A link sent by mail opens what it names, shows its place in the text, and can be copied from there."""
    page = visit("#n=motives.survival", permissions=["clipboard-read", "clipboard-write"])
    expect(page.get_by_role("dialog").get_by_role("heading", level=3)).to_contain_text(SURVIVAL)
    expect(in_text(page, SURVIVAL)).to_be_in_viewport()
    page.get_by_role("button", name="Copy link").click()
    expect(page.locator("#copied")).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == f"{address}#n=motives.survival"


def test_a_wrong_link_says_so(visit: Open) -> None:
    """A name that is none leads to the list, which says so."""
    page = visit("#n=motives.survivals")
    expect(page.locator("#numbers-found")).to_contain_text("There is no number motives.survivals.")
    go(page, "#c=motives.survivals")
    expect(page.locator("#claims-found")).to_contain_text("There is no claim motives.survivals.")


def test_places_and_origins_are_a_click_away(visit: Open) -> None:
    """From an entry one gets to the places in the text, to what a number is computed from, and back."""
    page = visit("#n=motives.freedom_share")
    panel = page.get_by_role("dialog")
    panel.locator(".of").get_by_role("link", name="participants.total").click()
    expect(panel.get_by_role("heading", level=3)).to_contain_text("26 participants")
    places = panel.locator(".places a.place")
    assert places.count() == page.locator('#text a.n[data-number="participants.total"]').count() > 2
    places.last.click()
    expect(page.locator('#text a.n[data-number="participants.total"]').last).to_be_focused()
    expect(page.locator('#text a.n[data-number="participants.total"]').last).to_be_in_viewport()
    panel.get_by_role("button", name="Back").click()
    expect(panel.get_by_role("heading", level=3)).to_contain_text("motives.freedom_share")


def test_many_rows_are_shown_when_asked_for(visit: Open, ledger: dict[str, Any]) -> None:
    """A number that rests on a hundred rows shows some, and all of them on a click."""
    page = visit("#n=participants.named")
    rows = page.get_by_role("dialog").locator(".rows tbody")
    expect(rows).to_have_count(8)
    records = len(ledger["participants.named"]["records"])
    page.get_by_role("button", name=f"and {records - 8} more rows").click()
    expect(rows).to_have_count(records)


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("name", ["entries.gap_participants", "strategies.routes", "entries.south_korea_least"])
def test_the_value_of_a_row_is_in_sight(visit: Open, viewport: dict[str, int], name: str) -> None:
    """In a table of rows line, value, page and basis come first, and nothing is to be reached by sideways scrolling."""
    page = visit(f"#n={name}", viewport=viewport)
    panel = page.get_by_role("dialog")
    for table in panel.locator(".rows .scroll").all():
        assert fits(table)
        columns = table.locator("thead th").all_inner_texts()
        assert columns[0] == "line"
        assert columns[-1] == "basis"
        first = table.locator("tbody").first
        marked = first.locator("tr").first.locator("mark")
        assert marked.count() == len([column for column in columns if column not in ("line", "page", "basis")]) > 0
        for mark in marked.all():
            mark.scroll_into_view_if_needed()
            expect(mark).to_be_in_viewport(ratio=0.9)
        assert first.locator("td.rest").inner_text()


def test_the_list_counts_searches_and_filters(visit: Open, ledger: dict[str, Any]) -> None:
    """The list has every number; each filter leaves as many as the ledger says, and they work together."""
    page = visit()
    page.get_by_role("navigation", name="Parts of this page").get_by_role("link", name="Numbers").click()
    found, items = page.locator("#numbers-found"), page.locator('#numbers-list a[href^="#n="]')
    form = page.get_by_role("search", name="Numbers")
    expect(items).to_have_count(len(ledger))
    reported = [name for name, row in ledger.items() if row["status"] == "reported"]
    form.get_by_label("Status", exact=True).select_option("reported")
    expect(items).to_have_count(len(reported))
    expect(found).to_contain_text(f"{len(reported)} of {len(ledger)} numbers")
    form.get_by_label("Rule", exact=True).select_option("motives")
    expect(items).to_have_count(sum(name.startswith("motives.") for name in reported))
    form.get_by_role("button", name="Clear").click()
    expect(form.get_by_label("Search", exact=True)).to_be_focused()
    form.get_by_label("Section", exact=True).select_option("sec:crossing")
    expect(items.filter(has_text="motives.types")).to_have_count(1)
    expect(items.filter(has_text="participants.japan")).to_have_count(0)
    form.get_by_role("button", name="Clear").click()
    form.get_by_label("Against the article").select_option("not in the article")
    unlisted = items.all_inner_texts()
    assert unlisted
    assert all("not in the article" in text and "reported" not in text for text in unlisted)
    form.get_by_role("button", name="Clear").click()
    form.get_by_label("Search", exact=True).fill("exactly half")
    expect(items).to_have_count(1)
    items.click()
    expect(page.get_by_role("dialog").get_by_role("heading", level=3)).to_contain_text("50%")
    page.keyboard.press("Escape")
    expect(items).to_be_focused()


@pytest.mark.parametrize(
    ("typed", "there", "not_there"),
    [
        ("thirteen", {"motives.freedom"}, {"participants.total"}),
        ("13", {"motives.freedom"}, {"background.north_korea_none_since", "entries.south_korea.2013"}),
        ("93000", {"background.repatriates"}, {"motives.freedom"}),
        ("93,000", {"background.repatriates"}, {"motives.freedom"}),
        ("page 69", {"motives.freedom"}, {"entries.first_year"}),
        ("aggregates.csv:6", {"motives.freedom", "motives.freedom_share"}, {"motives.survival", "participants.total"}),
        ("reasons three", {"motives.types"}, {"motives.freedom"}),
    ],
)
def test_a_search_finds_numbers_in_words_and_digits(
    visit: Open, typed: str, there: set[str], not_there: set[str]
) -> None:
    """Number words, digits with and without separators, pages and rows are found; a number is not part of another."""
    page = visit("#numbers")
    page.locator("#numbers-search").fill(typed)
    found = set(page.locator("#numbers-list code").all_inner_texts())
    assert there <= found
    assert not found & not_there


def test_pages_and_rows_are_found_as_a_whole(visit: Open, ledger: dict[str, Any]) -> None:
    """A search for a row finds just what rests on it, and one for a page just what names that page."""
    page = visit("#numbers?search=data/interviews/codings.csv:12")
    resting = {name for name, row in ledger.items() if "data/interviews/codings.csv:12" in row["records"]}
    assert set(page.locator("#numbers-list code").all_inner_texts()) == resting
    page.locator("#numbers-search").fill("page 6")
    expect(page.locator("#numbers-list li")).to_have_count(0)


def test_a_filtered_list_can_be_linked(visit: Open, address: str, ledger: dict[str, Any]) -> None:
    """What is asked for stands in the address, which opens the same list; the tab opens all of it again."""
    page = visit("#numbers")
    page.locator("#numbers-status").select_option("entailed")
    page.locator("#numbers-search").fill("page 77")
    asked = "#numbers?search=page+77&status=entailed"
    expect(page).to_have_url(f"{address}{asked}")
    listed = page.locator("#numbers-list code").all_inner_texts()
    assert 0 < len(listed) < len(ledger)
    again = visit(asked)
    assert again.locator("#numbers-list code").all_inner_texts() == listed
    expect(again.locator("#numbers-search")).to_have_value("page 77")
    expect(again.locator("#numbers-form")).to_be_in_viewport()
    again.locator("#numbers-list a").first.click()
    expect(again.get_by_role("dialog")).to_be_visible()
    again.keyboard.press("Escape")
    expect(again).to_have_url(f"{address}{asked}")
    again.locator(".views a", has_text="Numbers").click()
    expect(again.locator("#numbers-list li")).to_have_count(len(ledger))
    expect(again.locator("#numbers-search")).to_have_value("")


def test_no_hits_offer_to_clear(visit: Open, ledger: dict[str, Any]) -> None:
    """Where nothing is found, one button gives the whole list back."""
    page = visit("#numbers?search=zzz&status=reported")
    expect(page.locator("#numbers-found")).to_contain_text(f"0 of {len(ledger)} numbers.")
    page.get_by_role("button", name="Clear search and filters").click()
    expect(page.locator("#numbers-list li")).to_have_count(len(ledger))
    expect(page.locator("#numbers-search")).to_be_focused()
    expect(page).to_have_url(re.compile("#numbers$"))


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_header_counts_and_leads_to_the_lists(
    visit: Open, ledger: dict[str, Any], claims: dict[str, Any], viewport: dict[str, int]
) -> None:
    """Numbers are counted by status and claims by verdict, and each count is a link to those that are counted."""
    page = visit(viewport=viewport)
    chips = page.locator("header a.chip")
    statuses = Counter(row["status"] for row in ledger.values())
    verdicts = Counter(row["verdict"] for row in claims.values())
    assert chips.count() == len(statuses) + len(verdicts)
    for part, field, counts in (("numbers", "status", statuses), ("claims", "verdict", verdicts)):
        for value, count in counts.items():
            chip = page.locator(f'header a[href="#{part}?{field}={value}"]')
            expect(chip).to_contain_text(str(count))
            chip.click()
            expect(page.locator(f"#{part}-list li")).to_have_count(count)
            expect(page.locator(f"#{part}-found")).to_be_in_viewport()


def test_only_rules_with_different_answers_can_be_chosen(visit: Open, ledger: dict[str, Any]) -> None:
    """The filter by rule has the rules that compute numbers, and none that every number passes."""
    page = visit("#numbers")
    offered = page.eval_on_selector_all("#numbers-rule option", "all => all.map(option => option.value)")
    assert set(offered) - {""} == {row["rule"] for row in ledger.values()}


@pytest.mark.parametrize("asked", ["data/interviews/codings.csv", "data/interviews/codings.csv:57", "Suk-young"])
def test_the_reverse_question(visit: Open, built: Path, ledger: dict[str, Any], asked: str) -> None:
    """A row, a file or a participant is picked from a list, and the page names all that rests on it."""
    rows = json.loads((built / "results/.work/prepare/interviews.json").read_text("utf-8"))["codings"]
    ids = {row["id"] for row in rows if asked in (row["id"], row["id"].partition(":")[0], row["fields"]["participant"])}
    resting = {name for name, row in ledger.items() if ids.intersection(row["records"])}
    page = visit("#rows")
    if asked.startswith("data"):
        file, _, line = asked.partition(":")
        page.get_by_label("File", exact=True).select_option(file)
        if line:
            page.get_by_label("Row", exact=True).select_option(asked)
    else:
        page.get_by_label("Participant", exact=True).select_option(asked)
    verb = "rests" if len(resting) == 1 else "rest"
    expect(page.locator("#rows-found")).to_contain_text(re.compile(rf"^{len(resting)} numbers?.* {verb} on .*{asked}"))
    assert set(page.locator('#rows-list a[href^="#n="] code').all_inner_texts()) == resting
    expect(page).to_have_url(re.compile(f"#r={asked}$"))
    again = visit(f"#r={asked}")
    expect(again.locator("#rows-found")).to_have_text(page.locator("#rows-found").inner_text())


def test_the_rules_are_the_workflow_and_filter(visit: Open, built: Path, ledger: dict[str, Any]) -> None:
    """Every rule of the workflow is listed with its sentence; a click lists the numbers that come through it."""
    page = visit("#rules")
    smk = "\n".join(path.read_text("utf-8") for path in (built / "workflow/rules").glob("*.smk"))
    rules = dict(re.findall(r'^rule (\w+):\n    """(.*?)"""', smk, re.MULTILINE | re.DOTALL))
    steps = {step.locator("dt").inner_text(): step for step in page.locator("#all-rules .step").all()}
    assert set(steps) == set(rules)
    for name, step in steps.items():
        expect(step).to_contain_text(rules[name])
    steps["motives"].locator("dt a").click()
    items = page.locator("#rules-list li")
    expect(items).to_have_count(sum(row["rule"] == "motives" for row in ledger.values()))
    expect(page.locator("#rule-card")).to_contain_text(rules["motives"])
    page.locator("#rule-card").get_by_role("link", name="prepare").focus()
    page.keyboard.press("Enter")
    expect(items).to_have_count(len(ledger))
    page.locator("#rule-card").get_by_role("link", name="data/statistics/").click()
    statistics = sum(any(r.startswith("data/statistics/") for r in row["records"]) for row in ledger.values())
    expect(page.locator("#rows-found")).to_contain_text(f"{statistics} numbers")


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
@pytest.mark.parametrize("way", ["link", "click", "keyboard"])
def test_the_answer_of_a_rule_is_in_sight_and_has_the_focus(visit: Open, viewport: dict[str, int], way: str) -> None:
    """However a rule is chosen, its description can be seen and the keyboard goes on from there."""
    page = visit("#rule=motives" if way == "link" else "#rules", viewport=viewport)
    link = page.locator("#all-rules dt").get_by_role("link", name="motives")
    if way == "click":
        link.click()
    elif way == "keyboard":
        link.focus()
        page.keyboard.press("Enter")
    card = page.locator("#rule-card")
    for answer in (card.get_by_role("heading", name="motives"), page.locator("#rules-found")):
        expect(answer).to_be_in_viewport(ratio=0.9)
    expect(card.get_by_role("heading", name="motives")).to_be_focused()
    expect(page.locator("#rules-list li").first).to_be_in_viewport()


def test_folders_of_the_rules_lead_to_their_rows(visit: Open) -> None:
    """Each folder of data that a rule reads and numbers rest on is a link to them; the others are none."""
    page = visit("#rules")
    folders = page.locator('#all-rules dd a[href^="#r="]').evaluate_all("all => all.map(link => link.textContent)")
    assert set(folders) == {"data/background/", "data/interviews/", "data/statistics/"}
    for folder in set(folders):
        expect(visit(f"#r={folder}").locator("#rows-found")).to_contain_text(re.compile("^[1-9]"))


def test_a_row_in_the_answer_leads_on(visit: Open) -> None:
    """A row that is clicked in the table gives its own answer, which has the focus."""
    page = visit("#r=Suk-young")
    page.locator("#rows-table tbody a").first.click()
    expect(page.locator("#rows-found")).to_contain_text("rest on row data/interviews/codings.csv:")
    expect(page.locator("#rows-found")).to_be_focused()


def test_a_sample_is_repeatable_from_its_seed(visit: Open, ledger: dict[str, Any]) -> None:
    """A seed draws twenty numbers of the text, the same each time; another seed draws others."""

    def drawn(page: Page) -> list[str]:
        return page.locator("#sample-list code").all_inner_texts()

    page = visit("#sample=2020")
    first = drawn(page)
    assert len(set(first)) == 20
    assert set(first) <= {name for name, row in ledger.items() if row["used"]}
    assert drawn(visit("#sample=2020")) == first
    page.get_by_label("Seed", exact=True).fill("7")
    page.get_by_role("button", name="Draw").click()
    expect(page).to_have_url(re.compile("#sample=7$"))
    expect(page.locator("#sample-found")).to_contain_text("Seed 7: 20 of the")
    second = drawn(page)
    assert second != first
    for seed in (8, 9):
        page.get_by_role("button", name="Next seed").click()
        expect(page.locator("#sample-found")).to_contain_text(f"Seed {seed}: 20 of the")
    page.go_back()
    page.go_back()
    expect(page.locator("#sample-found")).to_contain_text("Seed 7")
    assert drawn(page) == second


def test_the_totals_are_those_of_the_editions(visit: Open, built: Path, ledger: dict[str, Any]) -> None:
    """The totals that the page explains are those that it, the sample and the Word file have."""
    page = visit("#sample=1")
    totals = list(map(int, re.findall(r"\d+", page.locator(".totals").inner_text())))
    marks = page.locator("#text a.n").evaluate_all("all => all.map(mark => mark.dataset.number)")
    used = {name for name, row in ledger.items() if row["used"]}
    comments = docx.Document(str(built / "results/paper-annotated.docx")).comments
    of_numbers = sum("\nStatus " in comment.text for comment in comments)
    all_numbers, in_text, places, unprinted = totals
    assert (all_numbers, in_text, unprinted) == (len(ledger), len(set(marks)), len(used - set(marks)))
    assert places + unprinted == of_numbers
    expect(page.locator("#sample-found")).to_contain_text(f"20 of the {len(set(marks))} numbers")


def test_claims_are_marked_and_explained(visit: Open, claims: dict[str, Any]) -> None:
    """Each claim of the text is marked at its end, and opens its verdict and the numbers that decide it."""
    page = visit()
    marks = page.locator("#text .claim > a.c")
    assert {mark.get_attribute("data-number") for mark in marks.all()} <= claims.keys()
    name, claim = next((n, c) for n, c in claims.items() if c["margin"]["words"] and c["numbers"] and c["sentences"])
    page.locator(f'#text a.c[data-number="{name}"]').first.click()
    panel = page.get_by_role("dialog")
    expect(panel.locator(".status")).to_have_text(f"{claim['margin']['words']} {claim['why']}")
    assert panel.locator(".of code").all_inner_texts() == list(claim["numbers"])
    expect(panel.locator(".template")).to_contain_text(claim["sentences"][0]["place"])


@pytest.mark.parametrize("verdict", ["holds", "fails", "undecided"])
def test_a_claim_tells_what_would_turn_or_decide_it(visit: Open, claims: dict[str, Any], verdict: str) -> None:
    """What is decided says that a single row would turn it, with an example; what is not says what is missing."""
    name, claim = next((n, c) for n, c in claims.items() if c["verdict"] == verdict)
    panel = visit(f"#c={name}").get_by_role("dialog")
    if verdict == "undecided":
        expect(panel.locator(".missing p")).to_have_text(
            re.compile(re.escape(claim["missing"]) + r"\.$", re.IGNORECASE)
        )
        expect(panel.locator(".fragility")).to_have_count(0)
    else:
        expect(panel.locator(".fragility p")).to_contain_text(f"{claim['fragility']['words']}, if it had another")
        (cell,) = claim["fragility"]["example"]
        assert panel.locator(".fragility li").inner_text() == "{record}: {column} {old} → {new}".format(**cell)
        expect(panel.locator(".missing")).to_have_count(0)


def test_the_list_of_claims(visit: Open, claims: dict[str, Any]) -> None:
    """All claims are listed, those that fail first; a verdict can be chosen, and a search among numbers names them."""
    page = visit()
    page.get_by_role("navigation", name="Parts of this page").get_by_role("link", name="Claims").click()
    expect(page.locator("#claims-list li")).to_have_count(len(claims))
    listed = page.locator("#claims-list code").all_inner_texts()
    assert sorted(listed) == sorted(claims)
    order = [["fails", "undecided", "holds"].index(claims[name]["verdict"]) for name in listed]
    assert order == sorted(order)
    for name, claim in claims.items():
        item = page.locator("#claims-list li", has=page.get_by_text(name, exact=True))
        expect(item).to_contain_text(claim["margin"]["words"] or claim["verdict"])
        expect(item).to_contain_text(claim["missing"] or claim["fragility"]["words"])
    page.locator("#claims-verdict").select_option("fails")
    failing = [name for name, claim in claims.items() if claim["verdict"] == "fails"]
    assert sorted(page.locator("#claims-list code").all_inner_texts()) == sorted(failing)
    page = visit("#numbers?search=rarest")
    page.locator("#numbers-found").get_by_role("link", name="1 claim with these words.").click()
    expect(page.locator("#claims-list code")).to_have_text(["motives.survival_is_rarest"])


@pytest.mark.parametrize(
    ("name", "printed"),
    [
        ("strategies.total", "No number of its own is listed for it."),
        ("motives.survival_share", "Nothing of the kind."),
        ("motives.survival", "“four” on page 69"),
    ],
)
def test_words_do_not_contradict_the_status(visit: Open, name: str, printed: str) -> None:
    """Of a number that the article reports the page does not say that it printed nothing of the kind."""
    panel = visit(f"#n={name}").get_by_role("dialog")
    expect(panel.locator(".printed")).to_contain_text(printed)


@pytest.mark.parametrize(("name", "read"), [(SURVIVAL, True), ("motives.types", False), ("participants.named", False)])
def test_a_number_that_is_one_row_says_so(visit: Open, name: str, read: bool) -> None:
    """A number that is no more than the value of one row says that it was read as it is."""
    meaning = visit(f"#n={name}").get_by_role("dialog").locator(".meaning").inner_text()
    assert meaning.endswith("; read from one row as it is") == read


PARTS = (
    "#numbers",
    "#claims",
    "#c=motives.survival_is_rarest",
    "#numbers?search=zzz",
    "#rules",
    "#r=data/interviews/aggregates.csv:6",
    "#rule=entries",
    "#sample=1",
    "#n=participants.named",
)


@pytest.mark.parametrize(
    ("viewport", "scheme", "parts"),
    [(DESK, "light", PARTS), (DESK, "dark", ()), (PHONE, "light", ()), (PHONE, "dark", PARTS)],
    ids=["desk-light", "desk-dark", "phone-light", "phone-dark"],
)
def test_axe_finds_nothing(visit: Open, viewport: dict[str, int], scheme: str, parts: tuple[str, ...]) -> None:
    """No part of the page, with or without what opens beside it, breaks a rule of axe-core."""
    page = visit(viewport=viewport, color_scheme=scheme)
    for part in ("#text", "#n=motives.freedom", *parts):
        go(page, part)
        assert violations(page) == [], part
        assert fits(page.locator("html"))


def test_without_script_it_is_a_document(visit: Open) -> None:
    """Where scripts do not run, text and all entries can be read, and a link leads to its entry."""
    page = visit(java_script_enabled=False)
    in_text(page, FREEDOM).click()
    entry = page.locator('[id="n=motives.freedom"]')
    expect(entry).to_be_in_viewport()
    expect(entry).to_contain_text("data/interviews/aggregates.csv:6")
    entry.get_by_role("link", name="data/interviews/aggregates.csv:6").click()
    expect(page.locator('[id="r=data/interviews/aggregates.csv:6"]')).to_be_in_viewport()
    for search in page.get_by_role("search", include_hidden=True).all():
        expect(search).to_be_hidden()
    dead = """all => all.map(a => decodeURIComponent(a.getAttribute('href').slice(1)))
        .filter(id => !document.getElementById(id))"""
    assert page.locator('a[href^="#"]').evaluate_all(dead) == []


def on_paper(page: Page) -> str:
    """Return what a page shows when it is printed, with every run of space as one.

    The browser is asked, as printed letters depend on fonts: they have ligatures, hyphens and breaks of their own.
    """
    page.emulate_media(media="print")
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    return " ".join(page.locator("body").inner_text().split())


def sheets(page: Page) -> int:
    """Print a page, and return on how many sheets."""
    return len(pypdf.PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)


def test_on_paper_it_is_text_and_appendix(visit: Open, ledger: dict[str, Any]) -> None:
    """Printed, the text names the place of each number in the appendix, which has all numbers and claims."""
    page = visit("#numbers")
    printed = on_paper(page)
    assert "(n = 13) out of the country" in printed
    assert [name for name in ledger if name not in printed] == []
    assert "motives.survival_is_rarest" in printed
    assert "Against the article" not in printed
    orders = dict(
        page.eval_on_selector_all(
            "#appendix .entry:has(.order)",
            "all => all.map(e => [e.id.slice(2), e.querySelector('.order').textContent])",
        )
    )
    marks = page.eval_on_selector_all("#text a.n", "all => all.map(a => [a.dataset.number, a.dataset.order])")
    assert marks == [[name, orders[name]] for name, _ in marks]
    behind = page.eval_on_selector_all("#text a.n", "all => all.map(a => getComputedStyle(a, '::after').content)")
    assert "none" not in behind


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_a_sample_is_printed_as_a_checklist(visit: Open, viewport: dict[str, int]) -> None:
    """With a sample drawn, the paper has its numbers with value, definition and rows, a box each, and nothing else."""
    page = visit("#sample=2020", viewport=viewport)
    names = page.locator("#sample-list code").all_inner_texts()
    definitions = page.locator("#sample-list .definition").all_inner_texts()
    assert 1 <= sheets(page) <= len(names)
    assert page.locator("#sheet, #appendix").count() == 0
    printed = on_paper(page)
    assert "Seed 2020: 20 of the" in printed
    for name, definition in zip(names, definitions, strict=True):
        assert name in printed
        assert " ".join(definition[1:].split()) in printed
    rows = re.findall(r"data/\w+/\w+\.csv:\d+", printed)
    assert len(rows) >= len(names)
    assert "Abstract" not in printed
    assert "Appendix" not in printed
    boxes = page.locator("#sheet .tick")
    assert boxes.count() == len(names)
    assert all(box.bounding_box()["width"] > 5 for box in boxes.all())


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_what_is_open_is_printed_alone(visit: Open, viewport: dict[str, int]) -> None:
    """With a number open, the paper tells of it alone, without text and appendix; the screen is as before."""
    page = visit(f"#n={FREEDOM}", viewport=viewport)
    assert 1 <= sheets(page) < 10
    expect(page.get_by_role("dialog").get_by_role("heading", level=3)).to_contain_text(FREEDOM)
    assert page.locator("#sheet").count() == 0
    printed = on_paper(page)
    assert f"13 participants {FREEDOM}" in printed
    assert "data/interviews/aggregates.csv" in printed
    assert "def groups(cases: Cases)" in printed
    assert "Abstract" not in printed
    assert "Copy link" not in printed
    assert "participants.named" not in printed


def test_a_record_cannot_run_or_draw_anything(visit: Open, tmp_path: Path) -> None:
    """A SYNTHETIC record full of markup is shown as the text it is, in every part of the page."""
    fields = {"participant": f"SYNTHETIC {audited.EVIL}", "value": audited.EVIL, "page": "7", "source": audited.EVIL}
    evil = type(audited.RECORDS[0])(audited.RECORDS[0].id, audited.RECORDS[0].basis, fields)
    label = {"value": audited.EVIL, "definition": audited.EVIL, "records": [evil.id]}
    html = audited.page(
        (evil, audited.RECORDS[1]), audited.TEXT.replace("<b>bold</b>", audited.EVIL), **{"part.label": label}
    )
    (tmp_path / "evil.html").write_text(html, encoding="utf-8")
    page = visit("#n=part.label", to=(tmp_path / "evil.html").as_uri())
    expect(page.get_by_role("dialog")).to_contain_text(audited.EVIL)
    page.keyboard.press("Escape")
    for part in ("#numbers", f"#r={evil.id}", "#sample=1", "#text"):
        go(page, part)
        shown = page.locator(f"#{part[1:].replace('r=', 'rows=').partition('=')[0]}")
        printed = re.sub('"(.*?)"', "“\\1”", audited.EVIL)  # the text of the manuscript has typographic quotes
        expect(shown).to_contain_text(printed if part == "#text" else audited.EVIL)
    assert page.locator("img").count() == 0
    assert page.evaluate("window.hacked") is None
