"""The audit page: marks in the text, the graph of rules, and data that stay data."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from traced.audit.marks import Marked, mark
from traced.audit.page import Witness, audit_page, claim_entries, claim_note, references, sections_around, witnesses
from traced.audit.trail import Trails
from traced.manuscript.pandoc import text
from unit import audited
from unit.audited import CODINGS, EVIL, PAGE_FILES, RECORDS, STATUSES, TEXT, claims, graph, page, read
from unit.builders import SYNTHETIC


def marked() -> Marked:
    """Return the SYNTHETIC text, marked."""
    return mark(read(), STATUSES, {"part.is_most": "holds"})


def test_numbers_become_links_with_their_places() -> None:
    """Each known number is a link to its entry; its places say section and table, in the order of the text."""
    document = marked()
    assert list(document.numbers) == ["part.total", "part.some", "part.label"]
    assert [(at.text, str(at)) for at in document.numbers["part.total"]] == [
        ("three", "Abstract"),
        ("three", "Inner"),
        ("3", "Two, Table 1"),
    ]
    written = json.dumps(document.blocks)
    assert written.count('"#n=part.total"') == 3
    assert '["number", "unknown"]' in written
    ids = re.findall(r'"at-\d+"', written)
    assert len(ids) == len(set(ids)) == 6


def test_a_claim_is_marked_at_its_end() -> None:
    """A claim keeps its words and numbers, and ends with a link to its entry."""
    document = marked()
    assert [at.section.title for at in document.claims["part.is_most"]] == ["Inner"]
    assert "Most left, and two of three stayed claim." in text(document.blocks)
    assert mark(read(), STATUSES, {}).claims == {}


def test_markup_in_a_number_is_text() -> None:
    """What a value holds is printed as it stands, whatever it looks like."""
    assert "RawInline" not in json.dumps(marked().blocks)
    assert marked().numbers["part.label"][0].text == "<b>bold</b>"


def test_sections_count_with_those_around_them() -> None:
    """A number of a subsection is found under the section too."""
    places = marked().numbers["part.total"]
    assert set(sections_around(places, marked())) == {"abstract", "sec:one", "sec:inner", "sec:two"}
    assert sections_around(places[1:2], marked()) == ["sec:inner", "sec:one"]
    assert sections_around((), marked()) == []


def test_the_graph_follows_the_files() -> None:
    """Edges go from what makes a file to what reads it; code and styles are no source, folders are named as data."""
    rules = graph()
    assert set(rules.folders) == {f"{SYNTHETIC}/", "manuscript/"}
    assert rules.givers["part"] == ("prepare",)
    assert rules.givers["page"] == ("figures", "text", "ledger")
    assert rules.readers["part"] == ("figures", "text", "ledger")
    assert "all" not in rules.rules
    assert "/elsewhere" not in json.dumps([list(rules.folders), rules.givers])


def test_a_number_goes_where_its_file_goes() -> None:
    """The way leads through what reads the numbers, and past a figure that is drawn from another file."""
    assert graph().way("part", "page") == ["prepare", "part", "text", "ledger", "page"]
    assert graph().way("other", "page") == ["prepare", "other", "text", "ledger", "page"]


def test_witnesses_are_grouped_by_file_and_basis() -> None:
    """Rows that are known in the same way are grouped, with their sources and pages."""
    records = {r.id: r for r in (*RECORDS, replace(RECORDS[0], id=f"{CODINGS}:4", fields={"page": "11"}))}
    evidence = [Trails({}, records, {}, {}).evidence(record) for record in records]
    assert witnesses(evidence) == (Witness(CODINGS, 3, RECORDS[0].basis, ("an office",), "7–8, 11"),)


def test_references_are_named_by_author_and_year() -> None:
    """A work in the list of references is called by what comes before its title."""
    assert references(read()["blocks"]) == {"nobody2000": "Nobody, A. (2000)"}


def entry_text(html: str, entry: str) -> str:
    """Return the words of an entry of the appendix."""
    inside = html.partition(f'id="{entry}">')[2].partition("</article>")[0]
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", inside).split()))


def index_of(html: str) -> dict[str, Any]:
    """Return what the script of the page has to search in."""
    return json.loads(re.search(r'<script type="application/json" id="index">(.*?)</script>', html, re.DOTALL)[1])


def test_the_page_has_all_of_a_number() -> None:
    """Without any script the page holds value, status, rows, witness, print, code, way and places of each number."""
    shown = entry_text(page(), "n=part.total")
    for words in (
        "3 participants",
        "transcribed, not reproduced",
        "page 7–8",
        f"{CODINGS}:3",
        "“3” on page 7 (section 1, text) : differs",
        "part.py:1",
        f"{CODINGS} → prepare → part → text → ledger → page",
        "Two, Table 1",
        "2 participants part.some",
    ):
        assert words in shown, words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("part.total", "What the published study printed “3” on page 7"),
        ("part.some", "What the published study printed Nothing of the kind."),
        ("part.said", "What the published study printed No number of its own is listed for it."),
    ],
)
def test_what_the_article_printed_goes_with_the_status(name: str, words: str) -> None:
    """Of a number that the article reports the page does not say that it printed nothing of the kind."""
    row = {"value": 4, "status": "reported", "records": [], "of": [], "definition": "said"}
    assert words in entry_text(page(**{"part.said": row}), f"n={name}")


def test_a_verdict_says_whether_the_article_or_the_text_is_silent() -> None:
    """Numbers without a printed one have two verdicts, and neither is the word for those that the text leaves out."""
    row = {"value": 4, "status": "reported", "records": [], "of": [], "definition": "said"}
    html = page(**{"part.said": row})
    verdicts = {name: entry["verdict"] for name, entry in index_of(html)["numbers"].items()}
    assert verdicts == {
        "part.total": "differs",
        "part.some": "not in the published study",
        "part.label": "not in the published study",
        "part.said": "not listed by itself",
    }
    assert re.findall(r"<option[^>]*>(not [^<]*)<", html) == [
        "not in the published study (2)",
        "not listed by itself (1)",
        "not printed in the text",
        "not printed in the text",
    ]


def test_the_page_has_all_of_a_claim() -> None:
    """Verdict with margin, what is missing or would turn it with an example, and the places of the template."""
    html = page()
    holds, undecided = entry_text(html, "c=part.is_most"), entry_text(html, "c=part.is_least")
    assert "holds by 1 participant 2 < 3" in holds
    assert f"What would turn it 1 row, if it had another value; for example: {CODINGS}:2 : value yes → no" in holds
    assert "In the template: manuscript/paper.md:9" in holds
    assert "What would decide it" not in holds
    assert "undecided 2 < 3 What would decide it A single value for part.some (2 to 5)." in undecided
    assert "What would turn it" not in undecided


def test_claims_are_counted_and_the_failing_ones_come_first() -> None:
    """The header counts claims by verdict, and every list of them begins with those that fail."""
    html = page()
    assert re.findall(r'data-list="claims\?verdict=(\w+)">([^<]*)<', html) == [
        ("fails", "1 fails"),
        ("undecided", "1 undecided"),
        ("holds", "1 holds"),
    ]
    ranked = ["part.is_late", "part.is_least", "part.is_most"]
    assert re.findall(r'id="c=([^"]+)"', html) == ranked
    claims = index_of(html)["claims"]
    assert list(claims) == ranked
    notes = ["turned by 1 row", "missing: a single value for part.some (2 to 5)", "turned by 1 row"]
    assert [claim["note"] for claim in claims.values()] == notes


def test_a_claim_that_nothing_turns() -> None:
    """Where no single row turns a claim, the entry says so, and no example is given."""
    fragility = {"rows": None, "words": "no single row that was tried", "example": []}
    trails = Trails({}, {r.id: r for r in RECORDS}, {}, {}, claims(fragility=fragility))
    claim = {claim.trail.name: claim for claim in claim_entries(trails, Marked())}["part.is_most"]
    assert (claim.trail.turning_row, claim_note(claim.trail)) == ("", "turned by no single row that was tried")


def test_a_page_without_claims_has_no_part_for_them() -> None:
    """A study that makes no claims gets a page that does not speak of them."""
    trails = Trails(audited.numbers(), {r.id: r for r in RECORDS}, {}, {})
    html = audit_page(read(), Path(), trails, [], graph(), "page", PAGE_FILES)
    body = html.partition("<body>")[2].partition("<script type=")[0].lower()
    assert not re.search("claims|#c=|a claim", body)


def test_rows_show_their_value_first() -> None:
    """In the table of a file the line is followed by the value, its page and basis, and then by all else."""
    head = re.search(rf'id="r={CODINGS}">.*?<thead>(.*?)</thead>', page(), re.DOTALL)[1]
    assert re.findall(r">([^<]+)</th>", head) == [
        "line", "value", "page", "basis", "participant", "source", "what rests on it"
    ]  # fmt: skip


def test_rows_name_the_claims_that_rest_on_them() -> None:
    """Numbers and claims that rest on a row stand behind it."""
    row = page().partition(f'<tr id="r={CODINGS}:2">')[2].partition("</tr>")[0]
    assert re.findall(r'href="#([nc]=[^"]+)"', row) == [
        "n=part.some", "n=part.total", "c=part.is_late", "c=part.is_least", "c=part.is_most"
    ]  # fmt: skip


def test_a_number_is_found_by_what_one_may_type() -> None:
    """Words, digits, the article's own text and the pages of rows and print can all be searched for."""
    typed = index_of(page())["numbers"]["part.total"]["search"]
    for words in ("three", "3 participants", "page 7", "page 8"):
        assert words in typed, words


def test_only_rules_that_divide_the_numbers_can_be_chosen() -> None:
    """A rule that every number passes is no choice; nor does a rule have a place in the parts on the screen."""
    html = page(**{"part.label": {"rule": "other"}})
    options = html.partition('id="numbers-rule"')[2].partition("</select>")[0]
    assert re.findall(r'value="(\w+)"', options) == ["other", "part"]
    assert 'id="rule=' not in html.partition('id="appendix"')[0]


def test_rules_and_folders_lead_on() -> None:
    """A rule names what it reads and what reads from it as links; a folder on which no number rests is none."""
    steps = page().partition('<div id="steps">')[2].partition("</dl>")[0]
    prepare, _, text, *_ = re.findall(r'<div class="step" id="rule=(?:prepare|figures|text).*?</div>', steps, re.DOTALL)
    assert re.findall(r'href="([^"]+)"', prepare) == [
        *("#rule=prepare", f"#r={SYNTHETIC}/", "#rule=part", "#rule=other", "#rule=ledger")
    ]
    assert "manuscript/, " in text
    assert 'href="#r=manuscript/' not in steps


def test_three_totals_are_explained() -> None:
    """Where the sample is drawn the page distinguishes all numbers, those of its text, and the comments in Word."""
    words = " ".join(page(**{"part.label": {"used": ["a.md:1"]}}).split())
    assert "This page lists all 3 numbers; the sample is drawn from the 3 that stand in its text" in words
    more = {"value": 4, "status": "reported", "records": [], "of": [], "definition": "said", "used": ["a.md:1"]}
    words = " ".join(page(**{"part.said": more}).split())
    assert "lists all 4 numbers; the sample is drawn from the 3" in words
    assert "a comment at each of their 5 places" in words
    assert "one for each of the 1 that are used without being printed" in words


def test_a_value_is_data_and_never_markup() -> None:
    """A record, a label or a name that looks like markup is text on the page, and ends no element."""
    records = (
        replace(RECORDS[0], fields={"participant": f"SYNTHETIC {EVIL}", "value": EVIL, "page": "7", "source": EVIL}),
        RECORDS[1],
    )
    clean = page()
    evil = page(records, TEXT.replace("<b>bold</b>", EVIL), **{"part.label": {"value": EVIL, "definition": EVIL}})
    assert evil.count("&lt;img src=x") > 5
    for tag in ("script", "img"):
        assert len(re.findall(rf"<{tag}\b", evil)) == len(re.findall(rf"<{tag}\b", clean))
        assert evil.count(f"</{tag}") == clean.count(f"</{tag}")
    assert index_of(evil)["numbers"]["part.label"]["definition"] == EVIL


def test_only_its_own_scripts_may_run() -> None:
    """The page's policy names just the scripts that it holds, and lets it load nothing."""
    html = page()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', html)[1]
    scripts = re.findall(r"<script(?: type=\"module\")?>(.*?)</script>", html, re.DOTALL)
    hashes = {f"sha256-{b64encode(sha256(script.encode()).digest()).decode()}" for script in scripts}
    assert set(re.findall(r"'(sha256-[^']*)'", policy)) == hashes
    assert "default-src 'none'" in policy
    assert "connect-src" not in policy


def test_the_page_is_the_same_each_time() -> None:
    """The same input gives the same bytes."""
    assert page() == page()


def test_the_script_writes_text_only() -> None:
    """The script has no way to make markup out of text, to fetch, or to remember."""
    assert not re.search(
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|fetch\(|Storage", PAGE_FILES.script
    )
    assert "Math.random" not in PAGE_FILES.script
