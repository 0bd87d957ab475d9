"""The lint: whatever may reach a reader has an origin, or is a fault at its line and column with a hint."""

import re
from collections import Counter
from dataclasses import replace

import pytest

import lint_harness as harness
from traced.core.fault import reading_order
from traced.lint.exemptions import parse_exemptions
from traced.lint.figure_labels import untraced_labels
from traced.lint.lint import document_faults, template_faults, unused_exemptions
from traced.lint.prose import running_texts
from traced.lint.template_text import extract_text
from traced.manuscript.crossrefs import describe_figures
from traced.manuscript.document import parse_markdown
from traced.manuscript.pandoc import DocumentError, text
from traced.manuscript.table import Printed, Table
from traced.manuscript.template import Renderer
from unit.builders import number

NUMBERS = {
    n.name: n
    for n in (
        number("people.total", 26, "people"),
        replace(number("people.shops", 26, "shops"), definition=f"shops in the one street {'x' * 60} knows"),
        number("people.share", 0.5, "share"),
        number("people.year", 2010, "year"),
        number("people.by_year.2009", 3),
        number("people.damage", 8.5, "trillion won"),
        number("people.found", "2002-05-08", "date"),
    )
}
TABLE = Table(("Reason", "People"), "ll", ((("Three ways",), (Printed("people.total", "words"), " at least")),))
CLAIMS = {"people.most": "workflow/study/claims.py:7"}


def inspect(source: str, exempt: str = "", claims: dict[str, str] | None = None) -> list[str]:
    """Return the faults of a small manuscript, without its path."""
    filled = Renderer("paper.md.j2", source, NUMBERS, {"ways": TABLE}, ("map",)).render()
    words = extract_text("p.md.j2", source)
    exempted, faults = parse_exemptions("exemptions.yaml", exempt)
    texts = running_texts(parse_markdown(filled.markdown))
    faults = [
        *faults,
        *template_faults("paper.md.j2", words, NUMBERS, claims or {}, exempted),
        *document_faults("paper.md.j2", words, texts, filled.outputs, NUMBERS, exempted),
        *unused_exemptions("exemptions.yaml", exempted, words, texts),
    ]
    return [str(fault).removeprefix("paper.md.j2:") for fault in sorted(faults, key=reading_order)]


def places(source: str) -> list[str]:
    """Return line, column and words of each fault of a small manuscript."""
    return [":".join(fault.split(":")[:3]).partition(" has no origin")[0] for fault in inspect(source)]


NOUN = "{{ people.total | noun("


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("We saw twenty-six people.", '1: 8: "twenty-six"'),
        ("We saw twenty-\nsix people.", '1: 8: "twenty- six"'),
        ("We saw *two* thirds of them.", '1: 9: "two thirds"'),
        ("We saw twen**ty** people.", '1: 8: "twenty"'),
        ("We saw &#50;6 people.", '1: 8: "26"'),
        ("We saw twenty&shy;six people.", '1: 8: "twentysix"'),
        ("We saw $26$ people.", '1: 8: "$26$" is mathematics and would be printed|1: 9: "26"'),
        ("We had $5 or $6.", '1: 9: "5"|1: 15: "6"'),
        ("We saw $5^2$ people.", '1: 8: "$5^2$" is mathematics and would be printed|1: 9: "5"|1: 11: "2"'),
        ('```{=typst}\n#text("se" + "ven")\n```', '1: 1: "```{=typst}" is for one format only'),
        ("A `<w:t>x</w:t>`{=openxml} b", '1: 17: "{=openxml}" is for one format only'),
        ('A <script>write("se" + "ven")</script>', '1: 3: "<script>" is HTML and would'),
        ("```\n<26 people, free>\n```", '2: 2: "26"'),
        ("a <7 ways> b", '1: 4: "7"'),
        ("We saw [26 ways](https://x.org){.uri} so", '1: 9: "26"'),
        ("We saw [26 ways](#sec:x){.ref} so", '1: 9: "26"'),
        ("The lion's share stayed.\n\nThe one", '1: 5: "lion\'s share"|3: 5: "one"'),
        ("They met II.", '1: 10: "II"'),
        ("They met II (in all).", '1: 10: "II"'),
        ("They met V people.", '1: 10: "V"'),
        ("We saw ꓢꓰꓦꓰꓠ people.", '1: 8: "ꓢꓰꓦꓰꓠ"'),
        ("We saw ᎢᎬN people.", '1: 8: "ᎢᎬN"'),
        ("We saw `26` people.", '1: 9: "26"'),
        ("We saw <b>26</b> people.", '1: 8: "<b>" is HTML and would be printed as it stands|1: 11: "26"'),
        ("We saw 10^th^ grade.", '1: 8: "10th"'),
        ("Text.\n\n26. We saw them.", '3: 1: "26"'),
        ("A note^[Of ten people.] here.", '1: 12: "ten"'),
        ("[ten of @kato2019] say.", '1: 2: "ten"'),
        ("[@kato2019, p. 65, with ten cases] say.", '1: 25: "ten"'),
        ("# Ten ways {#sec:ten}", '1: 3: "Ten"'),
        ("---\ntitle: Ten ways\ndate: 2020-12-31\n---\n\nText.", '2: 8: "Ten"'),
        ("---\ntitle: A\nsubtitle: Ten ways\n---\n\nText.", '3: 11: "Ten"'),
        ('![A way](figures/map "ten ways")', '1: 23: "ten"'),
        ('![A way](figures/map){alt="ten ways"}', '1: 28: "ten"'),
        ('{{ figure("map", "Ten ways", "Ways") }}', '1: 19: "Ten"'),
        ('{{ figure("map", "Ways", "Ten ways") }}', '1: 27: "Ten"'),
        ('{% set alt %}\nWays,\nten of them.\n{% endset %}\n{{ figure("map", "W", alt) }}', '3: 1: "ten"'),
        ('{{ table("ways", "W", note="Ten.") }}', '1: 11: "Three" in a cell of table ways|1: 29: "Ten"'),
        ("{% if people.total.value > 1 %}ten{% endif %}", '1: 32: "ten"'),
        ("{% if people.total.value < 1 %}ten{% endif %}", '1: 32: "ten"'),
        ("{% if people.total.value < 1 %}\nOf **ten** ways.\n{% endif %}", '2: 6: "ten"'),
        ("{% if people.total.value > 1 %}some{% else %}ten{% endif %}", '1: 46: "ten"'),
        ("{% for x in people.by_year %}ten {% endfor %}", '1: 30: "ten"'),
        ('{{ "ten" }} ways', '1: 5: "ten"'),
        ('{% set many = "ten" %}\n{{ many }} ways', '1: 16: "ten"'),
        ('{{ "ten" if people.total.value < 1 else "some" }} ways', '1: 5: "ten"'),
        (NOUN + '"way", "ten ways") }}', '1: 32: "ten"'),
        ("{{ people.total | words }} dozen", '1: 28: "dozen"'),
        ("twenty-{{ people.total | words }}", '1: 1: "twenty"'),
        ("at least {{ people.total | words }}", '1: 1: "at least"'),
        ("{{ people.total | digits }}% of all", '1: 28: "%"'),
        ("May {{ people.year | digits }}", '1: 1: "May"'),
        ('[26]{number="people.total"} people', '1: 2: "26"'),
        ('[Most]{claim="people.most"} people', '1: 2: "Most"'),
        ('::: {claim="people.most"}\nMost people\n:::', '2: 1: "Most"'),
        ("See Table 2 and Figure IV.", '1: 11: "2"|1: 17: "Figure IV"'),
        ("Most of them, and none of us.", '1: 1: "Most"|1: 19: "none"'),
        ("::: {.note}\nTen ways.\n:::", '2: 1: "Ten"'),
        ("| Ways | n |\n|---|---|\n| By land | ten |", '3: 13: "ten"'),
        ("- ten\n- Term\n\nTerm\n\n:   nine", '1: 3: "ten"|6: 5: "nine"'),
        ("> ten", '1: 3: "ten"'),
        ("    ten", '1: 5: "ten"'),
        ("We {{ people.total | words }}teen.", '1: 7: "…teen" makes another number of one that is traced'),
        ("We {{ people.total | words }}**teen** so.", '1: 7: "…teen" makes'),
        ("We {{ people.total | words }}`teen`", '1: 7: "…teen" makes'),
        ("We {{ people.total | words }}\u200bteen", '1: 7: "…teen" makes'),
        ('We {{ people.total | words }}{{ "teen" }}', '1: 7: "…teen" makes'),
        ('We {{ (people.total | words) ~ "teen" }}', '1: 7: "…teen" makes'),
        ('{% if people.total.value < 1 %}We {{ (people.total | words) ~ "teen" }}{% endif %}', '1: 38: "…teen" makes'),
        ("{{ people.total | words }}{% if people.total.value > 1 %}teen{% endif %}", '1: 4: "…teen" makes'),
        ("{{ people.total | words }}{% if people.total.value < 1 %}teen{% endif %}", '1: 4: "…teen" makes'),
        ("We {{ people.total | digits }}{{ people.year | digits }}", '1: 7: "……" makes'),
        ("{{ people.total | digits }}^{{ people.year | digits }}^", '1: 4: "……" makes'),
        ("We -{{ people.total | digits }}", '1: 4: "-…" makes'),
        ("We {{ people.total | digits }} bn", '1: 7: "… bn" makes'),
        ("---\ntitle: In {{ people.year | digits }}s\n---\n\nText", '2: 14: "…s" makes'),
        ("{{ people.total | digits }} or more", '1: 29: "or more"'),
        ("[@kato2019, 17 guides] say.", '1: 13: "17"'),
        ("[@kato2019, 17-18 guides] say.", '1: 13: "17"|1: 16: "18"'),
        ("[@kato2019, p. 65, 17 guides] say.", '1: 20: "17"'),
        ("[@kato2019, p. 65 and 17 guides] say.", '1: 23: "17"'),
        ("@kato2019 [17 guides] say.", '1: 12: "17"'),
        ('[x]{title="17 guides"}', '1: 12: "17"'),
        ('# Way {title="17 guides"}', '1: 15: "17"'),
        ('::: {aria-label="17 guides"}\nx\n:::', '1: 18: "17"'),
        ('[x](https://example.org){title="17 guides"}', '1: 33: "17"'),
        ('{% if people.total.value < 1 %}[x]{title="17 guides"}{% endif %}', '1: 43: "17"'),
        ("We saw sеvеn people.", '1: 8: "sеvеn"'),
        ("We saw Ⅻ people.", '1: 8: "12"'),
        ("We saw XVII people.", '1: 8: "XVII"'),
        ("We saw 十七 people.", '1: 8: "十七"'),
        ("| ten\n| ways", '1: 3: "ten"'),
    ],
)
def test_nothing_escapes(source: str, fault: str) -> None:
    """A typed number is found in any kind of text, behind any markup and any logic, at its line and column."""
    found = places(source)
    expected = fault.split("|")
    assert len(found) == len(expected), found
    assert all(place.startswith(wanted) for place, wanted in zip(found, expected, strict=True)), found


@pytest.mark.parametrize(
    "source",
    [
        "We saw {{ people.total | words }} people in {{ people.year | digits }}.",
        "*{{ people.share | Proportion }}* of them.",
        "The damage was {{ people.damage | digits }} {{ people.damage | unit }}.",
        "As said [@betts2014, p. 65; @kato2019, pp. 3-5, 9], @oh2011 [p. 2] agrees.",
        "As said [@betts2014, 65; @kato2019, pp. 3-5, 9 and 12, ch. 3, with some; @oh2011, vol. 2, p. 65ff], [@b, 9].",
        "{{ people.total | words }}-year (n = {{ people.total | digits }}), {{ people.total | digits }}: on.",
        "{{ people.year | range(people.total) }} {{ people.year | digits }}--{{ people.total | digits }}",
        'The {{ people.total | noun("street") }}-wise {{ people.total | verb("was", "were") }}n’t.',
        'In {{ "the " ~ (people.year | digits) ~ " of old" }} {{ (people.total | words) if people.share else "a" }}.',
        "{% if people.share.value > 1 %}{{ people.total | words }}{% endif %}{% if people %}{{ people.year | words }}"
        "{% endif %} of {% set a %}{{ people.total | words }}{% endset %}\n{{ a }}",
        '{% set x = "Seoul" %}{% macro m(x) %}{{ x }}{% endmacro %}{{ x }}s {{ m("a") }}b {{ x | default("c") }}',
        "- {{ people.total | digits }}\n- {{ people.year | digits }}\n\n> {{ people.total | digits }}",
        "{% for n in people.by_year %}{{ n | digits }}{% if not loop.last %}, {% endif %}{% endfor %} ones",
        '[x]{title="Some" .way}',
        '# Ways {#sec:3}\n\nSee {{ ref("sec:3") }}, <https://a.org/2010>, [it](https://a.org/26 "so"), <a26@b.org>.',
        "---\ntitle: Ways\ndate: 2020-12-31\nlang: en-US\n---\n\nText.",
        "{% if people.share %}some{% else %}{{ people.total | words }}{% endif %} of them",
        "{## 27 people ##} Some `<b>` people.",
        "1. A way\n2. Another way\n",
        "(@) An example\n(@) Another example\n",
        "{% if people.total.value == 26 %}Some{% elif people.total.value > 30 %}Others{% endif %} came.",
        "::: {.note width=50%}\nSome.\n:::",
    ],
)
def test_what_has_an_origin_passes(source: str) -> None:
    """Ledger numbers, citations, the document's own numbering, markup and comments are no faults."""
    assert inspect(source) == []


def test_a_cell_is_told_at_the_tag_of_its_table() -> None:
    """What comes from the data has its place where the template sets it; the table's name helps to find it."""
    found = inspect('Text.\n\n{{ table("ways", "Ways") }}\n')
    assert found == [
        '3: 11: "Three" in a cell of table ways has no origin: write {{ people.by_year[2009] | Words }} (SYNTHETIC)',
    ]


@pytest.mark.parametrize(
    ("source", "hint"),
    [
        (
            "Some 26 people",
            "write {{ people.total | digits }} (SYNTHETIC) or {{ people.shops | digits }} (shops in the one street …)",
        ),
        (
            "Twenty-six shops",
            "write {{ people.shops | Words }} (shops in the one street …) or {{ people.total | W",
        ),
        ("the twenty-sixth", "{{ people.total | ordinal }}"),
        ("by half", "{{ people.share | fraction }}"),
        ("50% of them", "{{ people.share | percent }}"),
        ("in 2010", "write {{ people.year | digits }}"),
        ("on May 8, 2002", "write {{ people.found | date }}"),
        ("three in all", "write {{ people.by_year[2009] | words }}"),
        ("eleven of them", "a number of the ledger, or an exemption with its reason"),
        ("most of them", 'wrap the sentence in a claim, {% call claim("name") %}…{% endcall %}'),
        ("Figure II", '{{ ref("label") }}'),
    ],
)
def test_hints(source: str, hint: str) -> None:
    """The hint names the ledger numbers with that value, those that the sentence is about first."""
    (fault,) = inspect(source)
    assert hint in fault


def test_a_claim_covers_quantity_and_rank_but_no_count() -> None:
    """In a sentence that is a claim, "most" has an origin; "ten" still needs one."""
    claim = '{% call claim("people.most") %}\nMost of the ten came.\n{% endcall %}\nMost left.\n'
    found = inspect(claim, claims=CLAIMS)
    assert [fault.partition(" has")[0] for fault in found] == ['2: 13: "ten"', '4: 1: "Most"']


@pytest.mark.parametrize(
    ("said", "faults"),
    [
        ("Fewer by 17 came in 1997 than any other, 19 times as many", ["17", "1997", "19 times"]),
        ("More people, namely 77 and 88, came than any other", ["77", "88"]),
        ("Sevenfold, 26-fold, 2.5 times, four times", ["Sevenfold", "26-fold", "2.5 times", "four times"]),
        ("More hundreds came, a good half", ["hundreds", "half"]),
        ("Over {{ people.total | words }} came, {{ people.total | words }} at most", ["Over", "at most"]),
        ("No one came, not one; most left, as it doubled, more than any other, {{ people.total | about }}", []),
    ],
)
def test_no_claim_hides_a_count(said: str, faults: list[str]) -> None:
    """Multiples with a count, counts within a phrase of rank, and comparators are no part of a claim."""
    found = places(f'{{% call claim("people.most") %}}{said}.{{% endcall %}}')
    assert [re.findall(r'"(.+)"', fault)[0] for fault in found if '"' in fault] == faults


def test_claims_are_defined_and_made() -> None:
    """A claim that is not defined is a fault where it is made, and one that nothing makes where it is defined."""
    source = '{% if people.total.value < 1 %}{% call claim("people.mst") %}Most came.{% endcall %}{% endif %}'
    assert inspect(source, claims=CLAIMS) == [
        "1: 47: there is no claim people.mst: did you mean people.most?",
        "workflow/study/claims.py:7: 1: no sentence makes the claim people.most: "
        '{% call claim("people.most") %} around a sentence of paper.md.j2',
    ]
    untaken = source.replace("mst", "most")
    assert inspect(untaken, claims=CLAIMS) == []


def test_exemptions() -> None:
    """A phrase is exempt where it stands as it is written, across line ends; the same word elsewhere is not."""
    exempt = "- words: nobody could go\n  reason: a rule\n"
    assert inspect("But nobody\ncould go.", exempt) == []
    assert inspect("{% if people.total.value < 1 %}Yet nobody could go.{% endif %}", exempt) == []
    assert [f.partition(" has")[0] for f in inspect("Nobody came, nobody could go.", exempt)] == ['1: 1: "Nobody"']


@pytest.mark.parametrize(
    ("given", "fault"),
    [
        (
            "- words: nobody went\n  reason: x",
            "exemptions.yaml:1: words: 'nobody went' stands nowhere: a phrase of the",
        ),
        ("- words: none came\n  reason: a\n- words: none came\n  reason: b", "3: words: 'none came' is exempt twice: "),
        (
            "- words: none\n  reason: a",
            "exemptions.yaml:1: words: 'none' would be exempt everywhere: the words around",
        ),
        (
            "- words: came\n  reason: a",
            "exemptions.yaml:1: words: 'came' has no numeral: a phrase that has one, or no ",
        ),
        ("- words: none came", "exemptions.yaml:1: 1: incomplete exemption: words and reason, and nothing else"),
        ("- words: none came\n  reason:", "exemptions.yaml:1: 1: incomplete exemption: "),
        ("- none came", "exemptions.yaml:1: 1: incomplete exemption: "),
        ("words: none came", "exemptions.yaml:1: 1: not a list: a list of entries with words and reason"),
        ("- words: [", "exemptions.yaml:1: 11: not valid YAML: "),
    ],
)
def test_exemptions_cannot_go_stale(given: str, fault: str) -> None:
    """An exemption that is unused, given twice, too wide, empty or unreasoned is a fault at its own line."""
    _, faults = parse_exemptions("exemptions.yaml", given)
    source = "none came" if "none" in given else "came"
    told = [str(f) for f in faults] + inspect(source, given)
    assert any(fault in message for message in told), told


@pytest.mark.parametrize("style", ["words", "Words", "digits", "ordinal", "about", 'about("words")', "unit"])
def test_whatever_a_filter_prints_is_no_change(style: str) -> None:
    """All filters print what the lint expects of them, also across emphasis."""
    assert inspect(f"*{{{{ people.total | {style} }}}}* and") == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("We saw семь people.", '1: 8: "семь" is not in Latin letters: '),
        ("{% if people.total.value < 1 %}sеvеn{% endif %}", '1: 32: "sеvеn" is not in Latin letters: '),
        ("---\ntitle: 七人\n---\n\nText.", '2: 8: "七人" is not in Latin letters: '),
        ("---\ntitle: A\nauthor: 한유진\nkeywords: [탈북]\n---\n\nText by Chʻoe, naïve.", ""),
    ],
)
def test_other_scripts_need_a_name_or_an_exemption(source: str, fault: str) -> None:
    """A word of prose in another script than Latin is a fault; authors and keywords may be in any."""
    assert [message[: len(fault)] for message in inspect(source)] == ([fault] if fault else [])
    exempt = "- words: семь people\n  reason: a name"
    assert "семь" not in source or inspect(source, exempt) == []


def test_what_two_tags_make_together_is_seen_in_the_document() -> None:
    """A number that no tag has by itself is a fault at a tag that prints it."""
    assert places("A {% set n %}{{ people.total | words }}{% endset %}\n{{ n }}th") == [
        '1: 17: "…th" makes another number of one that is traced'
    ]
    assert places("We saw {{ people.total.unit }}, {{ people.share.definition | lower }}.") == []


def test_all_faults_come_at_once() -> None:
    """Each untraced number of a text is named, also one that stands in it twice."""
    found = places("Ten came.\n\nThen ten left, and ten stayed, as in 2010.\n")
    assert found == ['1: 1: "Ten"', '3: 6: "ten"', '3: 20: "ten"', '3: 38: "2010"']


def test_the_manuscript_as_it_is_has_no_fault() -> None:
    """Not one false alarm in the manuscript."""
    assert harness.inspect(harness.source(), harness.tables()) == []


def test_honest_prose_of_another_hand_has_no_fault() -> None:
    """Prose that was not written to please the lint raises no alarm."""
    assert [str(fault) for fault in harness.inspect(f"{harness.source()}\n\n{harness.PROSE}", harness.tables())] == []


def test_places_in_a_template_with_other_line_ends() -> None:
    """Lines end as they like; a place is what an editor shows."""
    assert places("{% if people.total %}\r\nA\r\n{% endif %}\r\nten\r\n") == ['4: 1: "ten"']


def test_alternative_texts_move_into_their_figures() -> None:
    """The division beside a figure becomes the text of its picture, in plain words."""
    source = '{{ figure("map", "A map", "Of " ~ (people.total | words) ~ " \\"ways\\"") }}'
    markdown = Renderer("paper.md.j2", source, NUMBERS, {}, ("map",)).render().markdown
    (figure,) = describe_figures(parse_markdown(markdown))["blocks"]
    assert text(figure["c"][2]) == "Of twenty-six “ways”"
    assert text(figure["c"][1]) == "A map"
    with pytest.raises(DocumentError, match="there is no figure 'fig:nowhere'"):
        describe_figures(parse_markdown('::: {.alternative figure="fig:nowhere"}\nx\n:::\n'))


def test_runs_read_across_markup() -> None:
    """A run is what a reader sees: one text, with traced numbers and citations masked."""
    markdown = 'A *b* "c"\n[d [26]{number="n"} e]{claim="x"} [see @f, p. 3] `g`.'
    (run,) = running_texts(parse_markdown(markdown))
    assert run.text.replace(" \ufffb", "@").replace("\ufffc", "#") == 'A b "c" d # e see@, p. 3 g.'
    assert run.traced == ("n",)


def test_labels_of_figures_hold_no_number() -> None:
    """A number in the words that a figure draws is a fault, told once; columns of numbers are not looked at."""
    rows = [{"label": "survival of 77 men", "n": "5"}, {"label": "hope", "n": "15"}, {"label": "survival of 77 men"}]
    assert [str(fault) for fault in untraced_labels("motives.csv", rows, ("label", "note"))] == [
        'motives.csv:2: label: "77" in a label of a figure has no origin: survival of 77 men: words without a number'
    ]


def test_plants_are_caught() -> None:
    """The lint catches a sample of what the harness plants, and nothing else is a fault; `make plant` plants it all."""
    results = harness.outcomes(harness.sample())
    assert [plant for outcome in results for plant, hit in outcome.caught if not hit] == []
    assert [str(fault) for outcome in results for fault in outcome.strays] == []
    assert len({plant.kind for outcome in results for plant, _ in outcome.caught}) > len(harness.CLASSES) // 2


def test_the_page_has_the_classes_that_are_planted() -> None:
    """The table in docs/reviewer.md has these classes and counts, and all are caught; else run `make plant`."""
    planted = Counter(plant.kind for plant in harness.plants())
    rows = [line.strip("| ").split(" | ") for line in harness.section().splitlines() if line.startswith("| ")]
    assert [row for row in rows if row[0] in planted] == [[kind, str(n), str(n), "100%"] for kind, n in planted.items()]
    assert len(rows) == len(planted) + 2


def test_the_harness_plants_every_class_everywhere() -> None:
    """Each class is planted in nearly every kind of place, and each place gets many classes."""
    pairs = {(plant.kind, plant.place) for plant in harness.plants()}
    for kind in harness.CLASSES:
        assert len({place for k, place in pairs if k == kind}) >= len(harness.PLACES) - 8
    assert {place for _, place in pairs} == set(harness.PLACES)
    assert re.search(r"\d", harness.measure.__doc__ or "") is None
