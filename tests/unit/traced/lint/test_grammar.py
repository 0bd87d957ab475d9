"""Numerals: every digit, number word and word of quantity is found, and nothing else."""

import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lint_harness import COMPARATORS, PASSING
from traced.core import english
from traced.lint import idioms
from traced.lint.grammar import UNCOUNTED, find_numerals, normalized
from traced.lint.lexicon import TRACED


def found(text: str) -> list[tuple[str, str]]:
    """Return kind and text of each numeral of a text."""
    plain, _ = normalized(text)
    return [(n.kind, plain[n.start : n.end]) for n in find_numerals(plain)]


@pytest.mark.parametrize(
    ("kind", "texts"),
    [
        ("digits", "26|1,000|2.5|33(1)|8.5|550,000|12:30|２６|①|²|٢٦|3/4|½"),
        (
            "cardinal",
            "zero|seven|twenty-six|twenty six|twentysix|Twenty‑Six|two hundred and six|nil|one hundred thousand",
        ),
        ("cardinal", "two thousand three hundred six|8.5 trillion|nineteen"),
        ("ordinal", "first|third|twenty-first|3rd|21st|hundredth|two hundred and first|thirdly|1,000th"),
        ("fraction", "half|halves|two thirds|three-quarters|quarter|two and a half|five eighths"),
        ("fraction", "one in four|three out of five|nine of ten"),
        ("percentage", "50%|53.8 %|ninety percent|12 per cent|3 percent|5‰"),
        ("multiple", "once|twice|thrice|doubled|tripling|halved"),
        ("factor", "threefold|two-fold|four times|3 times|2.5 times|26-fold|twenty-sixfold"),
        ("collective", "dozens|pair|hundreds of thousands|half a dozen|scores of|couple|decade|tens"),
        ("decade", "1990s|nineties|80s|’70s|forties|teens"),
        ("date", "May 8, 2002|November 2002|8 May 2002|July 22nd, 2019|2002-05-08|2002-11|December"),
        ("quantifier", "most|mostly|majority|minority|none|nobody|no one|no-one|all but|fewer|single|sole|the only"),
        ("quantifier", "not one|not a single|the bulk of|lion's share|greater part|larger share|more often than not"),
        ("quantifier", "by and large|as a rule|with few exceptions|with rare exceptions|on the whole"),
        ("quantifier", "more participants|more people|an equal number|the same number|outnumbered|exceeds"),
        ("rank", "smallest|largest|fewest|highest|least|earliest|foremost|more frequently than any other"),
        ("quantifier", "nearly all|almost everyone|virtually no|hardly any|not a soul|not everyone|all except"),
        (
            "quantifier",
            "everyone but|every other|overwhelming share|preponderance|the same proportion|countless|myriad",
        ),
        ("rank", "eldest|rarest|median|penultimate|the peak year|the top reason"),
        ("multiple", "sextupled|septupled|quadrupling"),
        ("collective", "fourscore|centenary|octogenarian|quartile|trilateral"),
        ("cardinal", "twentyish|thirtysomething"),
        ("reference", "Table II|Figure IV"),
        ("digits", "Ⅻ|ⅳ|㊆|㈦|〇|⓼"),
    ],
)
def test_kinds(kind: str, texts: str) -> None:
    """Each form is one numeral of its kind, alone and in a sentence."""
    for text in texts.split("|"):
        plain, _ = normalized(text)
        for before, after in (("", ""), ("They saw ", " there."), ("(", ")"), ("—", "—"), ('"', '", he said')):
            sentence = f"{before}{text}{after}"
            assert (kind, plain) in found(sentence), (sentence, found(sentence))


@pytest.mark.parametrize("before", ["", "They met ", "(", "The ", "In ", "all the "])
def test_roman_numerals_before_a_noun(before: str) -> None:
    """A Roman numeral counts where it is no part of a name; "i", "xi" and "CD" may be other things."""
    assert ("cardinal", "XVII") in found(f"{before}XVII guides")
    assert ("cardinal", "xvii") in found(f"{before}xvii guides")
    assert ("cardinal", "MCMX") in found(f"{before}MCMX guides")
    assert not found(f"{before}CD players")
    assert not found(f"Pope XVII guides {before}xi CI values")


T = TRACED


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"{T}{tail}"
            for tail in ("teen", "-teen", "ty", "fold", "-fold", "ths", "-ths", "th", "s", "’s", "'s", "x", "+")
        ),
        *(f"{T}{sign}{T}" for sign in ("", ".", ",", "/", "⁄", ":", "-", "−", "^", "’", " point ")),
        *(f"{sign}{T}" for sign in ("-", "−", "–", ".", "+", "/", "minus ", "negative ", "twen", "x", "un")),
        *(
            f"{T}{size}"
            for size in ("M", "k", " k", " M", " bn", "bn", " mn", " per cent", "-percent", " percentage points")
        ),
        *(f"{T} {era}" for era in ("BC", "BCE", "B.C.", "AD")),
        f"{T}.{T}.{T}",
    ],
)
def test_what_is_glued_to_a_traced_number(text: str) -> None:
    """What stands against a traced number and makes another one of it is found with the number."""
    for before, after in (("", ""), ("They saw ", " there."), ("(", ")"), ('"', '", he said')):
        found_there = found(f"{before}{text}{after}")
        assert len(found_there) == 1, found_there
        assert found_there[0][0] == "glued"
        assert normalized(text)[0].startswith(found_there[0][1].rstrip("."))


@pytest.mark.parametrize(
    "text",
    [
        *(
            f"{T} people",
            f"{T}-year",
            f"{T}–{T}",
            f"{T}, {T}, and {T}",
            f"(n = {T})",
            f"(n={T})",
            f"{T} {T}",
            f"{T}.",
            f"{T};",
        ),
        *(
            f"word—{T}",
            f"word–{T}",
            f"mid-{T}",
            f"{T}: {T}",
            f"“{T}”",
            f"{T} km",
            f"{T} Koreans",
            f"{T} of the {T}",
            f"{T}人",
        ),
        *(f"{T} minus {T}", f"-> {T}", f"{T}’ and", f"{T} mid-term"),
    ],
)
def test_what_may_stand_beside_a_traced_number(text: str) -> None:
    """A noun, a range, a list, brackets and the end of a sentence leave a traced number as it is."""
    assert not found(text)


@pytest.mark.parametrize("text", ["the first of May", "May the eighth", "in March", "since May", f"March {TRACED}"])
def test_dates_are_found_by_what_is_beside_them(text: str) -> None:
    """March and May are months where a number or a preposition says so."""
    assert found(text)


@pytest.mark.parametrize("text", PASSING)
def test_what_is_no_number_passes(text: str) -> None:
    """Idioms, names, hedges, and words that only contain a number word are left alone."""
    assert not found(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("only one of the reasons", "one"),
        ("at least one of them", "one"),
        ("twenty-one of the participants", "twenty-one"),
        ("one of the three", "three"),
        ("one of the largest groups", "largest"),
        ("the second-largest", "largest"),
        ("no more than ten", "ten"),
        ("the twenty-ninth", "twenty-ninth"),
        ("the third country she passed", "third"),
        ("the second person to leave", "second"),
        ("their number one destination", "one"),
        ("the most likely reason", "most"),
        ("a total of one of the participants", "one"),
        ("she crossed once", "once"),
        ("one could return", "one"),
        ("another one stayed", "one"),
        ("the last of them", "the last"),
        ("the final participant", "the final"),
    ],
)
def test_idioms_hide_no_number(text: str, expected: str) -> None:
    """A comparator or a compound before it makes a number of what would be an idiom."""
    assert expected in [text for _, text in found(text)]


@pytest.mark.parametrize("comparator", COMPARATORS)
def test_comparators_before_traced_numbers(comparator: str) -> None:
    """What a typed comparator makes of a traced number has no origin; a preposition makes nothing of it."""
    assert found(f"{comparator} {TRACED}") == [("comparator", comparator)]
    assert found(f"{comparator} the {TRACED}") == [("comparator", comparator)]
    assert not found(f"since {TRACED}, before {TRACED}, every {TRACED} years")


@pytest.mark.parametrize("sign", ["<", ">", "≤", ">=", "≈", "~", "±"])
def test_signs_compare_too(sign: str) -> None:
    """A sign before a traced number, or "or more" after it, says what the words do."""
    assert [kind for kind, _ in found(f"p {sign} {TRACED}")] == ["comparator"]
    assert found(f"{TRACED} or more of them") == [("comparator", "or more")]
    assert found(f"{TRACED} at the very most") == [("comparator", "at the very most")]


@pytest.mark.parametrize(
    ("text", "counts"),
    [
        ("more people, namely 77 and 88, gave it than any other", ["77", "88"]),
        ("less often by seventeen of them than any other", ["seventeen"]),
        ("more hundreds stayed", ["hundreds"]),
        ("a good half stayed", ["half"]),
        ("more often, twofold, than all others", ["twofold"]),
        ("no one, not one, and more than anyone", []),
    ],
)
def test_no_phrase_hides_a_count(text: str, counts: list[str]) -> None:
    """A phrase of quantity or rank ends before a count in it."""
    assert [text for kind, text in found(text) if kind not in UNCOUNTED] == counts


def test_a_percent_sign_after_a_traced_number() -> None:
    """The unit of a share belongs to the number."""
    assert found(f"{TRACED}%") == [("percentage", "%")]


@given(st.integers(min_value=0, max_value=10**9))
def test_all_cardinals_and_ordinals(value: int) -> None:
    """Every whole number in words is one numeral with its value, in this package's spelling and in others."""
    for text in (english.cardinal(value), english.cardinal(value).replace("-", " ")):
        (numeral,) = find_numerals(f"about {text} people")
        assert (numeral.kind, numeral.value) == ("cardinal", value), text
    (numeral,) = find_numerals(f"the {english.ordinal(value)} time")
    assert (numeral.kind, numeral.value) == ("ordinal", value)


@example("❶")
@given(st.text(st.characters(codec="utf-8", categories=["Nd", "No", "L", "Zs", "P"]), max_size=40))
def test_no_digit_escapes(text: str) -> None:
    """Whatever stands around it, a digit of any script is part of a numeral."""
    plain, _ = normalized(text)
    covered = {index for n in find_numerals(plain) for index in range(n.start, n.end)}
    assert all(index in covered for index, character in enumerate(plain) if character.isdigit())


def test_plain_text_is_read_as_it_is() -> None:
    """Whatever character Unicode takes apart, what is left of it is not taken apart again."""
    every = "".join(c for c in map(chr, range(0x110000)) if unicodedata.decomposition(c) or c.isnumeric())
    plain, origins = normalized(every)
    assert len(plain) == len(origins) > len(every) / 2
    assert normalized(plain)[0] == plain


@given(st.text(max_size=60))
def test_numerals_are_in_order_and_apart(text: str) -> None:
    """Numerals come in the order of the text and none overlaps another."""
    plain, origins = normalized(text)
    assert len(plain) == len(origins) == len(normalized(plain)[0])
    ends = 0
    for numeral in find_numerals(plain):
        assert ends <= numeral.start < numeral.end <= len(plain)
        ends = numeral.end


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two thirds", 2 / 3),
        ("two and a half", 2.5),
        ("one in four", 0.25),
        ("ninety percent", 0.9),
        ("53.8%", 0.538),
        ("1990s", 1990),
        ("nineties", 90),
        ("May 8, 2002", "2002-05-08"),
        ("November 2002", "2002-11"),
        ("1,047", 1047),
        ("3rd", 3),
        ("33(1)", "33(1)"),
        ("8.5 trillion", 8.5e12),
    ],
)
def test_values(text: str, value: float | str) -> None:
    """A numeral has the value that it means, so that the hint can name the ledger numbers with it."""
    (numeral,) = find_numerals(text)
    assert numeral.value == (pytest.approx(value) if isinstance(value, float) else value)


@pytest.mark.parametrize(
    ("written", "plain"), [("twen\u00adty", "twenty"), ("ﬁve", "five"), ("twenty\u00a0six", "twenty six")]
)
def test_disguises_are_taken_off(written: str, plain: str) -> None:
    """Soft hyphens, ligatures and other spaces hide nothing."""
    assert normalized(written)[0] == plain


def test_every_idiom_has_a_reason() -> None:
    """Each idiom says why it may stand."""
    assert all(reason for _, reason in idioms.IDIOMS)
