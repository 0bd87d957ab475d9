"""The audit page: marks in the text, the graph of rules, and data that stay data."""

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from traced import audit, layering
from traced.audit import Witness
from traced.marking import Marked, mark
from traced.pandoc import text
from traced.trail import Trails
from units.audited import CODINGS, EVIL, LOOK, RECORDS, STATUSES, TEXT, graph, page, read
from units.builders import SYNTHETIC


def marked() -> Marked:
    """Return the SYNTHETIC text, marked."""
    return mark(read(), STATUSES, {"part.is_most": "holds"})


def test_numbers_become_links_with_their_places() -> None:
    """Each known number is a link to its entry; its places say section and table, in the order of the text."""
    found = marked()
    assert list(found.numbers) == ["part.total", "part.some", "part.label"]
    assert [(at.text, str(at)) for at in found.numbers["part.total"]] == [
        ("three", "Abstract"),
        ("three", "Inner"),
        ("3", "Two, Table 1"),
    ]
    written = json.dumps(found.blocks)
    assert written.count('"#n=part.total"') == 3
    assert '["number", "unknown"]' in written
    ids = re.findall(r'"at-\d+"', written)
    assert len(ids) == len(set(ids)) == 6


def test_a_claim_is_marked_at_its_end() -> None:
    """A claim keeps its words and numbers, and ends with a link to what is told of it."""
    found = marked()
    assert [at.section.title for at in found.claims["part.is_most"]] == ["Inner"]
    assert "Most left, and two of three stayed claim." in text(found.blocks)
    assert mark(read(), STATUSES, {}).claims == {}


def test_markup_in_a_number_is_text() -> None:
    """What a value holds is printed as it stands, whatever it looks like."""
    assert "RawInline" not in json.dumps(marked().blocks)
    assert marked().numbers["part.label"][0].text == "<b>bold</b>"


def test_sections_count_with_those_around_them() -> None:
    """A number of a subsection is found under the section too."""
    places = marked().numbers["part.total"]
    assert set(audit.around(places, marked())) == {"abstract", "sec:one", "sec:inner", "sec:two"}
    assert audit.around(places[1:2], marked()) == ["sec:inner", "sec:one"]
    assert audit.around((), marked()) == []


def test_the_graph_follows_the_files() -> None:
    """Edges go from what makes a file to what reads it; code and styles are no source, folders are named as data."""
    found = graph()
    assert set(found.folders) == {f"{SYNTHETIC}/", "manuscript/"}
    assert found.givers["part"] == {"prepare"}
    assert found.givers["page"] == {"ledger", "text", "figures"}
    assert "all" not in found.rules
    assert "/elsewhere" not in json.dumps([list(found.folders), found.edges])


def test_a_drawing_leaves_out_what_goes_without_saying() -> None:
    """A line is not drawn where a longer way leads to the same place; nothing becomes unreachable by that."""
    found = graph()
    assert ("text", "page") in found.edges
    assert ("text", "page") not in found.lines
    assert ("part", "ledger") not in found.lines
    assert ("manuscript/", "text") in found.lines
    slim = replace(found)
    slim.__dict__["givers"] = {n: frozenset(g for g, reader in found.lines if reader == n) for n in found.rules}
    assert all(slim.before(name) == found.before(name) for name in found.rules)


def test_a_number_goes_where_its_file_goes() -> None:
    """The way leads through what reads the numbers, and past a figure that is drawn from another file."""
    assert graph().way("part", "page") == ["prepare", "part", "text", "ledger", "page"]
    assert graph().way("other", "page") == ["prepare", "other", "text", "ledger", "page"]


@st.composite
def layered(draw: st.DrawFn) -> tuple[dict[str, int], list[tuple[str, str]]]:
    """Return some boxes with their rows, and edges that go down."""
    ranks = {f"b{i}": draw(st.integers(0, 4)) for i in range(draw(st.integers(1, 12)))}
    ranks |= {f"r{rank}": rank for rank in range(max(ranks.values()))}
    pairs = [(a, b) for a in ranks for b in ranks if ranks[a] < ranks[b]]
    return ranks, draw(st.lists(st.sampled_from(pairs), unique=True, max_size=20)) if pairs else []


@given(layered())
def test_boxes_stand_clear_of_each_other(drawn: tuple[dict[str, int], list[tuple[str, str]]]) -> None:
    """No box overlaps another or the edge of the drawing; each edge has its curve; the same input gives the same."""
    ranks, edges = drawn
    drawing = layering.lay_out(ranks, edges)
    rows: dict[float, list[float]] = {}
    for box in drawing.boxes:
        rows.setdefault(box.y, []).append(box.x)
        assert 0 <= box.x <= drawing.width - layering.BOX[0]
        assert 0 <= box.y <= drawing.height - layering.BOX[1]
    assert all(right - left >= layering.BOX[0] for row in rows.values() for left, right in pairwise(sorted(row)))
    assert set(drawing.curves) == set(edges)
    assert drawing == layering.lay_out(ranks, edges)


@pytest.mark.parametrize(
    ("pages", "said"), [((), ""), ((69,), "69"), ((69, 70), "69–70"), ((73, 71, 72, 69, 79), "69, 71–73, 79")]
)
def test_pages_are_cited_as_spans(pages: tuple[int, ...], said: str) -> None:
    """Pages that follow each other are one span."""
    assert audit.spans(pages) == said


def test_witnesses_are_told_by_file_and_basis() -> None:
    """Rows that are known in the same way are told together, with their sources and pages."""
    records = {r.id: r for r in RECORDS}
    evidence = [Trails({}, records, {}, {}).evidence(record) for record in records]
    assert audit.witnesses(evidence) == (Witness(CODINGS, 2, RECORDS[0].basis, ("an office",), "7–8"),)


def test_references_are_named_by_author_and_year() -> None:
    """A work in the list of references is called by what comes before its title."""
    assert audit.references(read()["blocks"]) == {"nobody2000": "Nobody, A. (2000)"}


def test_the_page_tells_all_of_a_number() -> None:
    """Without any script the page holds value, status, rows, witness, print, code, way and places of each number."""
    entry = page().partition('id="n=part.total"')[2].partition("</article>")[0]
    told = " ".join(re.sub(r"<[^>]+>", " ", entry).split())
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
        assert words in told, words


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
    found = re.search(r'<script type="application/json" id="index">(.*?)</script>', evil, re.DOTALL)
    assert json.loads(found[1])["numbers"]["part.label"]["definition"] == EVIL


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
        r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\b|fetch\(|Storage", LOOK.script
    )
    assert "Math.random" not in LOOK.script
