"""The manuscript template: every number through a filter, every fault named at its place, every use remembered."""

import pytest

from traced.core.fault import Faults
from traced.manuscript.table import Printed, Table
from traced.manuscript.template import WHOLE, Manuscript, Renderer, plain_text
from unit.builders import number

NUMBERS = {
    n.name: n
    for n in (
        number("motives.survival", 4),
        number("motives.share", 0.5, "share"),
        number("motives.nobody", 0),
        number("motives.alone", 1),
        number("entries.total", 93_000, "people", "over"),
        number("entries.year", 2010, "year", "around"),
        number("entries.north_korea.2009", 1, "entries"),
        number("entries.last", 2009, "year"),
        number("entries.food_crisis", 1990, "decade", "mid"),
        number("entries.incident", "2002-05-08", "date"),
        number("entries.report", "2002-11", "month"),
        number("entries.article", "33(1)", "label"),
        number("entries.open", None),
    )
}
TABLE = Table(("Reason", "Participants"), "ll", (((" a|b",), (Printed("motives.survival", "Words"), " (n)")),))


def render(source: str) -> Manuscript:
    """Return a filled template."""
    return Renderer("paper.md.j2", source, NUMBERS, {"reasons": TABLE}, ("entries",), {}, ("f",)).render()


def faults(source: str) -> list[str]:
    """Return the messages of a template that cannot be filled."""
    with pytest.raises(Faults) as raised:
        render(source)
    return [str(fault) for fault in raised.value.faults]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("{{ motives.survival | words }}", "four"),
        ("{{ motives.survival | Words }}", "Four"),
        ("{{ motives.nobody | words }}", "none"),
        ("{{ entries.total | digits }}", "93,000"),
        ("{{ entries.year | digits }}", "2010"),
        ("{{ motives.survival | ordinal }}", "fourth"),
        ("{{ motives.survival | Ordinal }}", "Fourth"),
        ("{{ motives.share | percent }}", "50%"),
        ("{{ motives.share | fraction }}", "half"),
        ("{{ motives.share | Fraction }}", "Half"),
        ("{{ motives.share | proportion }}", "exactly half"),
        ("{{ motives.share | Proportion }}", "Exactly half"),
        ("{{ entries.incident | date }}", "May 8, 2002"),
        ("{{ entries.report | Date }}", "November 2002"),
        ("{{ entries.food_crisis | decade }}", "1990s"),
        ("{{ entries.article | label }}", "33(1)"),
        ("{{ entries.total | about }}", "over 93,000"),
        ("{{ entries.total | About }}", "Over 93,000"),
        ('{{ entries.total | about("words") }}', "over ninety-three thousand"),
        ('{{ entries.total | About("words") }}', "Over ninety-three thousand"),
        ("{{ entries.year | about }}", "around 2010"),
        ('{{ entries.food_crisis | about("decade") }}', "mid-1990s"),
        ("{{ motives.survival | about }}", "4"),
        ("{{ entries.last | range(entries.year) }}", "2009–2010"),
        ("{{ entries.last | range(entries.last) }}", "2009"),
        ("{{ [entries.last, entries.year] | listing }}", "2009 and 2010"),
        ('{{ [motives.survival, motives.alone, motives.nobody] | listing("words") }}', "four, one, and none"),
        ("{{ entries.total | unit }}", "people"),
        ('{{ motives.survival | noun("country") }}', "countries"),
        ('{{ motives.alone | noun("country") }}', "country"),
        ('{{ motives.survival | noun("person", "people") }}', "people"),
        ('{{ motives.alone | verb("was", "were") }}', "was"),
        ('{{ motives.nobody | verb("was", "were") }}', "were"),
        ("{{ entries.north_korea[2009] | words }}", "one"),
        ("{{ entries.north_korea[entries.last.value] | words }}", "one"),
        ("{% if motives.share.value == 0.5 %}even{% else %}odd{% endif %}", "even"),
    ],
)
def test_filters(source: str, text: str) -> None:
    """Each filter prints a number as the design says."""
    assert plain_text(render(source).markdown) == text


def test_a_number_carries_its_name() -> None:
    """What is printed of a number is a span with the number's name; agreement prints bare words."""
    source = '{{ motives.alone | Words }} {{ motives.alone | noun("person") }}'
    assert render(source).markdown == '[One]{number="motives.alone"} person'


NAMES = "did you mean motives.survival"


@pytest.mark.parametrize(
    ("source", "message"),
    [
        ("a\n{{ motives.survivl | words }}", f"2: 12: motives.survivl is not in the ledger: {NAMES}"),
        ("{{ motivs.survival | words }}", "1: 4: motivs is not in the ledger: did you mean motives?"),
        ("{{ motivs[2009] | words }}", "1: 4: motivs is not in the ledger: did you mean motives?"),
        ("{{ motivs }}", "1: 4: motivs is not in the ledger: did you mean motives?"),
        ("{% if motivs %}x{% endif %}", "1: 7: motivs is not in the ledger: did you mean motives?"),
        ("{% for x in motivs.a %}{% endfor %}", "1: 13: motivs is not in the ledger: did you mean motives?"),
        ("{% if motives.survivl.value == 4 %}x{% endif %}", f"1: 15: motives.survivl is not in the ledger: {NAMES}"),
        ("{{ motives.survival.valu }}", f"1: 21: motives.survival.valu is not in the ledger: {NAMES}"),
        ("{{ [motives.survivl] | listing }}", f"1: 13: motives.survivl is not in the ledger: {NAMES}"),
        (
            "{{ entries.north_korea[2019] | words }}",
            "1: 24: entries.north_korea.2019 is not in the ledger: did you mean entries.north_korea.2009?",
        ),
        ("\n\n{{ motives.survival }}", "3: 4: motives.survival is printed without a filter: one of digits, words, "),
        ("{{ motives }}", "1: 4: motives is printed without a filter: one of digits, words, "),
        ("{{ motives | words }}", "1: 14: motives is no ledger number: a ledger number before `| words`"),
        ("{{ 4 | words }}", "1: 8: 4 is no ledger number: a ledger number before `| words`"),
        ("{{ motives.survival > 3 }}", "1: 4: '>' not supported between instances of 'Number' and 'int': "),
        ("\n{{ motives.survival() }}", "2: 4: 'Number' object is not callable: "),
        (
            "{{ motives.share | words }} {{ motives.survival | fraction }}",
            "1: 51: motives.survival cannot be printed by `fraction`: 4 is no simple fraction: ",
        ),
        ("{{ entries.article | words }}", "1: 22: entries.article cannot be printed by `words`: the value '33(1)' is"),
        ("{{ entries.article | date }}", "1: 22: entries.article cannot be printed by `date`: '33(1)' is no date: "),
        ("{{ motives.share | ordinal }}", "1: 20: motives.share cannot be printed by `ordinal`: 0.5 is no whole "),
        *(
            (f"{{{{ entries.open | {style} }}}}", f"1: 19: entries.open cannot be printed by `{style}`: only an ")
            for style in ("words", "digits", "label", "date", "proportion", "about")
        ),
        ('{{ motives.survival | about("wrds") }}', "1: 23: motives.survival cannot be printed by `about`: wrds"),
        (
            "{{ motives.alone | words }} {{ motives.survival | wrds }}",
            "1: 51: there is no filter wrds: did you mean words",
        ),
        *(
            (
                f"Of\n{{{{ motives.alone | words }}}} and {{{{ {typed} }}}}",
                f"2: 36: {shown} is printed without the number",
            )
            for typed, shown in (
                ("17", "17"),
                ("8 + 9", "17"),
                ('"aaaaa" | length', "5"),
                ("motives.survival.value", "4"),
                ("[17]", "a list"),
                ("true", "True"),
            )
        ),
        ("a\n\n{{ 4\n| words }}", "4: 3: 4 is no ledger number"),
        *(
            (f"a\nb {{{{ (motives.survival | words){change} }}}}", f"2: 7: {WHOLE}: a number through a filter")
            for change in ("[:2]", "[1]", " | first", " | last", " | list", ".upper()", '.replace("our", "ive")')
        ),
        ("{{ (entries.last | range(entries.year))[1:5] }}", f"1: 5: {WHOLE}"),
        ("{{ ([entries.last, entries.year] | listing)[1:5] }}", f"1: 5: {WHOLE}"),
        ("a\n{% for c in motives.survival | words %}{{ c }}{% endfor %}", f"2: 13: {WHOLE}"),
        ("a\n{{ 1 $ 2 }}", "2: 6: unexpected char '$'"),
        ("a\n{{ 1 ", "2: 4: unexpected end"),
        ('a\n\n{{ "\\x" }}', "3: 4: "),
        ("a\n{% raw %}{{ 17 }}{% endraw %}\n{## {{ 18 }} ##}\n{{ 19 }}", "4: 4: 19 is printed"),
        ("a\n{% if %}", "2: 7: Expected an expression, got 'end of statement block': valid Jinja"),
        ('{{ table("reason", "") }}', "1: 11: there is no table reason: did you mean reasons?"),
        ('# A {#sec:china}\n\n{{ ref("sec:chna") }}', "3: 9: there is no label sec:chna: did you mean sec:china?"),
        (
            '{{ table("reasons", "a") }}\n{{ finding("f", "b" ~ ref("tbl:reason")) }}',
            "2: 28: there is no label tbl:reason: did you mean tbl:reasons?",
        ),
        (
            '{{ ref("fig:entry") }}{{ figure("entries", "a", "b") }}',
            "1: 9: there is no label fig:entry: did you mean fig:entries?",
        ),
        ('{{ ref("a") }}{{ ref("b") }}\n\n# B {.unnumbered #b}', "1: 9: there is no label a: one of b"),
        ("a\u2028\f\nb\n{{ 1 $ 2 }}", "3: 6: unexpected char '$'"),
        ('{{ figure("entrie", "", "") }}', "1: 12: there is no figure entrie: did you mean entries?"),
    ],
)
def test_faults(source: str, message: str) -> None:
    """What cannot be printed is a fault at its line and column, with what is allowed; and no traceback."""
    (fault,) = faults(source)
    assert fault.startswith(f"paper.md.j2:{message}")


def test_several_faults_at_once() -> None:
    """All faults of a template come together, in the order of its lines."""
    source = "{{ motivs.a | words }}\n{{ motives.survival }}\n\n{{ motives.share | date }} {{ motives.lone | words }}"
    assert [":".join(fault.split(":")[1:3]) for fault in faults(source)] == ["1: 4", "2: 4", "4: 20", "4: 39"]


@pytest.mark.parametrize(
    ("source", "messages"),
    [
        ("{% if false %}{{ motivs.a | words }}{% endif %}", ["1: 18: motivs is not in the ledger"]),
        (
            "{% if false %}\n{{ motives.alone | wrds }}{% elif motives.b.value %}{% else %}{{ 4 is odder }}{% endif %}",
            ["2: 20: there is no filter wrds", "2: 43: motives.b is not in", "2: 71: there is no test odder"],
        ),
        ("{% for n in [] %}{{ n | words }} {{ motives.a | words }}{% endfor %}", ["1: 45: motives.a is not"]),
        ("{{ 'x' if true else motives.a.value }} {{ tabel('x') }}", ["1: 29: motives.a is", "1: 43: there is no fun"]),
        ("{% if false %}{{ ref('sec:b') }}{% endif %}\n\n# A {#sec:a}", ["1: 23: there is no label sec:b"]),
        (
            "{% if false %}{{ table('reason', 'a') }}{{ figure('e', 'a', 'b') }}{{ finding('g', 'a') }}{% endif %}",
            ["1: 25: there is no table reason", "1: 52: there is no figure e", "1: 80: there is no finding g"],
        ),
        ("{% if journeys.danbi is defined %}{{ journeys.danbi.year | words }}{% endif %}", []),
        ("{% if motives.a is not defined %}{% else %}{{ motives.a | words }}{% endif %}", []),
        ("{{ (motives.a | words) if motives.a is defined else 'x' }}", []),
        ("{% if motives.a is defined %}{{ motives.b | words }}{% endif %}", ["1: 41: motives.b is not in"]),
        ("{% set x = 'y' %}{% macro m(z) %}{{ z }}{% endmacro %}{{ m(x) }}{{ motives.share.status }}", []),
    ],
)
def test_names_in_branches_that_are_not_taken(source: str, messages: list[str]) -> None:
    """A name that nothing has is a fault in every branch, unless the template asks whether these data have it."""
    if not messages:
        assert render(source)
        return
    found = faults(source)
    assert len(found) == len(messages), found
    assert all(f.startswith(f"paper.md.j2:{m}") for f, m in zip(found, messages, strict=True)), found


@pytest.mark.parametrize(
    ("source", "place"),
    [
        ("{% for n in motives %}a\n{{\n  n\n  | ordinal }}{% endfor %}", "4: 5"),
        ("{{ motives.alone | ordinal }} {{ motives.share\n| ordinal }} {{ motives.alone | ordinal }}", "2: 3"),
        ("{% if motives.alone.value %}\n  {% set x = motives.share | ordinal %}{% endif %}", "2: 30"),
        ("{{ motives.alone | words }} {% for x in motives.alone %}{% endfor %}", "1: 41"),
        ('{% call claim("c") %}a\n{{ motives.share | ordinal }}{% endcall %}', "2: 20"),
    ],
)
def test_the_place_of_a_fault_in_any_tag(source: str, place: str) -> None:
    """In a loop, in a tag of several lines, and in one of equal tags, the fault has its own line and column."""
    found = faults(source)
    assert found[0].startswith(f"paper.md.j2:{place}: "), found


def test_a_number_that_other_data_may_have_has_to_be_there_only_where_it_is_used() -> None:
    """It is no fault in a branch that is not taken, and one where it is printed."""

    def fill(source: str) -> str:
        return (
            Renderer("paper.md.j2", source, NUMBERS, {}, (), possible=("gaps.first", "gaps.*.years")).render().markdown
        )

    assert fill("{% if false %}{{ gaps.first | words }}{{ gaps.a.years | words }}{% endif %}ok") == "ok"
    with pytest.raises(Faults, match=r"^paper\.md\.j2:1: \d+: gaps"):
        fill("{{ gaps.first | words }}")
    with pytest.raises(Faults, match=r"gaps\.frist is not in the ledger|gaps is not in the ledger"):
        fill("{% if false %}{{ gaps.frist | words }}{% endif %}ok")


def test_uses_are_remembered_with_their_lines() -> None:
    """A number's uses are the lines that print it or ask for its value, each once, also in a caption or a table."""
    source = (
        "{{ motives.survival | words }} and {{ motives.survival | digits }}\n"
        "{## {{ motives.alone | words }} ##}\n"
        "{% set caption %}\nOf {{ motives.survival | words }}\nin {{ entries.last | digits }}{% endset %}\n"
        '{{ table("reasons", caption) }}\n'
        '{{ motives.alone | noun("x") }}{% if motives.share.value %}{{ entries.year | about }}{% endif %}\n'
    )
    assert render(source).uses == {
        "motives.survival": ["paper.md.j2:1", "paper.md.j2:4", "paper.md.j2:6"],
        "entries.last": ["paper.md.j2:5"],
        "entries.year": ["paper.md.j2:7"],
        "motives.share": ["paper.md.j2:7"],
    }


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("# Head {#sec:head}\n", "# Head {#sec:head}\n"),
        ("a {## not {{ this }} ##}b", "a b"),
        ("[@kato2019, p. 65] {.note} {#id}", "[@kato2019, p. 65] {.note} {#id}"),
        ("{% if false %}\nx\n{% endif %}\ny\n", "y\n"),
        ('{{ ref("sec:china") }}\n\n# China {#sec:china}', "[](#sec:china){.ref}\n\n# China {#sec:china}"),
    ],
)
def test_pandoc_survives_jinja(source: str, text: str) -> None:
    """Pandoc's identifiers are no comments, comments vanish, and references wait for the document."""
    assert render(source).markdown == text


def test_table() -> None:
    """A table is set with its caption, its note and its numbers as spans."""
    markdown = render('{{ table("reasons", "Why", note="So.") }}').markdown
    assert "::: {#tbl:reasons .table}" in markdown
    assert '|  a\\|b | [Four]{number="motives.survival"} (n) |' in markdown
    assert "\n: Why\n\n::: {.note}\n*Note.* So.\n:::\n" in markdown
    assert ".note" not in render('{{ table("reasons", "Why") }}').markdown


def test_figure() -> None:
    """A figure has a caption, and beside it the text that stands in its place; in both, numbers keep their names."""
    source = (
        "{% set alt %}\nFor {{ entries.year | digits }}:\n {{ motives.survival | words }} "
        '"entries"{% endset %}{{ figure("entries", "In\n" ~ (entries.year | digits), alt) }}'
    )
    caption = 'In [2010]{number="entries.year"}'
    alternative = 'For [2010]{number="entries.year"}: [four]{number="motives.survival"} "entries"'
    assert render(source).markdown == (
        f"\n![{caption}](figures/entries){{#fig:entries}}\n\n"
        f'::: {{.alternative figure="fig:entries"}}\n{alternative}\n:::\n'
    )


def test_claim() -> None:
    """A claim is a span around its sentence, remembered with its place; the line end after it is kept."""
    source = (
        '{% call claim("motives.rare") %}\nOnly {{ motives.survival | words }}.\n{% endcall %}\n'
        'Or {% call claim("motives.rare") %}so{% endcall %}, and {% call claim("b") %}thus.{% endcall %}\nNext.\n'
    )
    filled = render(source)
    assert filled.markdown == (
        '[Only [four]{number="motives.survival"}.]{claim="motives.rare"}\n'
        'Or [so]{claim="motives.rare"}, and [thus.]{claim="b"}\nNext.\n'
    )
    assert filled.sentences == {
        "motives.rare": [{"place": "paper.md.j2:1", "text": "Only four."}, {"place": "paper.md.j2:4", "text": "so"}],
        "b": [{"place": "paper.md.j2:4", "text": "thus."}],
    }


def test_a_claim_is_a_sentence() -> None:
    """A claim that goes over a paragraph's end is a fault, for a span cannot."""
    (fault,) = faults('{% call claim("motives.rare") %}\nA.\n\nB.\n{% endcall %}')
    assert fault.startswith("paper.md.j2:1: 9: claim motives.rare goes over several paragraphs: a sentence or a part")


def test_lines_are_counted_as_editors_do() -> None:
    """A fault far down is at the line that an editor shows, whatever comments and blocks stand above it."""
    above = "# H {#a}\n\n{## a\ncomment\n##}\n{% set x = 1 %}\n{% if x %}\ny\n{% endif %}\n"
    (fault,) = faults(f"{above}{{{{ nothing | words }}}}")
    assert fault.startswith("paper.md.j2:10: 4: nothing is not in the ledger")
