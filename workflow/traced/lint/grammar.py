"""Numerals: a closed grammar that finds every digit, number word and word of quantity in a running text.

What it takes for a numeral, by kind:

- `digits`: a run of digits in any script, with its signs: 1,000 · 2.5 · 33(1) · 3rd · ½ · ²
- `cardinal`, `ordinal`, `fraction`: words and their compounds, with and without hyphen: twenty six, two-hundredth,
  three quarters, one in four; Roman numerals that are no part of a name: XVII guides
- `percentage`: 50%, ninety percent, and a percent sign typed after a traced number
- `multiple`: once, twice, doubled, halved · `factor`: a multiple with a count in it: threefold, four times
- `collective`: dozens, a pair, hundreds of thousands, a decade
- `decade`: the 1990s, the mid-nineties · `date`: November 2002, May the eighth, and the name of a month by itself
- `quantifier`: how many of all, in words: none, nobody, most, a majority, all but, the only, fewer, the greater part
- `rank`: the place in an order: the smallest, the earliest, more frequently than any other
- `comparator`: what makes more or less of a traced number beside it: at least, over, up to, or more
- `reference`: a typed number of a table, figure or section, in Roman numerals too
- `glued`: what makes another number of a traced one: a syllable or a sign set against it, a magnitude, an era

Hedges ("some", "several", "many", "few") carry no number, and "both", "either", "neither", "all", "every", "each" and
"no" before a noun speak of kinds rather than counts: they are left alone. So are Roman numerals that are
parts of names (World War II), and words that contain a numeral without being one (someone, unique, quarterly).
The single words are listed in `lexicon`, phrases of quantity in `phrases`, and fixed phrases that count nothing in
`idioms`.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from functools import cache

from traced.core.english import MONTHS
from traced.lint.idioms import IDIOM
from traced.lint.lexicon import APART, LEXICON, TRACED, Value
from traced.lint.phrases import BEFORE_NUMERAL, BESIDE_TRACED, DASH, GLUED, LONGEST_COMPARATOR, PHRASES, PLURAL

FOREIGN = re.compile(r"[^\x00-\x7f]")
STRAIGHT = dict(zip("‘’“”", "''\"\"", strict=True))  # quotation marks
HIDDEN = ("Cf", "Mn", "Me")  # categories of characters that show nothing, or only mark others


@dataclass(frozen=True)
class Numeral:
    """A numeral in a text: where it begins and ends, its kind, and the value it has where that is plain."""

    start: int
    end: int
    kind: str
    value: Value | None = None


# -- Single words and figures ------------------------------------------------------------------------------------------

WORD = re.compile(r"[^\W\d_]+")
# Compounds are often typed as one word (twentysix), so a word may be several of the lexicon.
SEVERAL = re.compile("|".join(sorted(LEXICON, key=len, reverse=True)))
# Vague counts: twentyish, thirtysomething, forty-odd.
VAGUE = re.compile(r"(\w+?)(?:ish|something|odd)")
# Digits with separators, a number in brackets, an ordinal or magnitude, a percent sign: 1,000 · 33(1) · 3rd · 5k · 50 %
DIGITS = re.compile(
    r"\d+(?:[.,:/⁄'’]\d+)*(?:\(\w{1,4}\))*(?:(?:st|nd|rd|th|s|k|m|bn)(?![^\W\d_]))?(?:\s?[%‰])?"
    rf"|(?<={TRACED})\s?[%‰]"
)
# Roman numerals before a word. Fewer letters, or others, make abbreviations: CD, CV, DC, ML.
ROMAN = re.compile(
    r"\b(?=[IVX]{2,}\b|[IVXLCDM]{4,}\b|[ivx]{3,}\b|[ivxlc]{5,}\b)"
    r"(?i:M{0,3}(?:CM|CD|D?C{0,3})(?:XC|XL|L?X{0,3})(?:IX|IV|V?I{0,3}))\b(?:(?=\s+[a-z])|(?<=[IVX])(?![-’'\w]))"
    rf"|\b[VX](?=\s+{PLURAL})"
)
# A Roman numeral after a word with a capital is part of a name, unless the capital only begins the sentence.
NAMED = re.compile(
    r"\b(?!(?:The|A|An|Of|In|On|At|By|To|For|From|With|And|But|Or|Some|All|These|Those|Only|About|Over|After|Before|We|"
    r"They|There|Our|Their|His|Her|Its|Was|Were|Is|Are|Had|Has|Have|That|This|Then|Thus|Among|Between|Since|Until)\s)[A-Z][^\W\d_]*\s+\Z"
)

# -- What may stand between two numerals that are one ------------------------------------------------------------------

# Nothing but a hyphen or space: twenty-six, two thirds.
TIGHT = re.compile(rf"\s*[{DASH}]?\s*")
# "and": two hundred and six, two and a half.
AND = re.compile(rf"[\s{DASH}]+and(?:[\s{DASH}]+an?)?[\s{DASH}]+")
# "a": half a dozen.
A = re.compile(r"\s+an?\s+|\s+of\s+an?\s+")
# "of", "in": three out of five, one in every four, hundreds of thousands.
OF = re.compile(r"\s+(?:out\s+)?of\s+|\s+in\s+(?:every\s+)?")
# What follows a count and belongs to it: ninety percent; four times, 26-fold.
PERCENT = re.compile(rf"[\s{DASH}]*(?:percent|per\s+cent)\b")
TIMES = re.compile(rf"[\s{DASH}]+times\b(?!\s*[-])|[{DASH}]fold\b")

# What says how many without a count.
UNCOUNTED = ("quantifier", "rank", "comparator", "multiple")


def normalized(text: str) -> tuple[str, list[int]]:
    """Return text as the grammar reads it, and for each of its characters the index of the one it came from.

    Soft hyphens and marks on other characters go; white space and compatibility forms (full-width, superscript, ½, ﬁ)
    become plain, and quotation marks straight.
    """
    if text.isascii():
        return text, list(range(len(text)))
    parts: list[str] = []
    origins: list[int] = []
    position = 0
    for match in FOREIGN.finditer(text):
        plain = _plain(match[0])
        parts += [text[position : match.start()], plain]
        origins += [*range(position, match.start()), *[match.start()] * len(plain)]
        position = match.end()
    return "".join([*parts, text[position:]]), [*origins, *range(position, len(text))]


@cache
def _plain(character: str) -> str:
    if character in (TRACED, APART, *STRAIGHT):
        return STRAIGHT.get(character, character)
    plain = "".join(c for c in unicodedata.normalize("NFKC", character) if unicodedata.category(c) not in HIDDEN)
    if unicodedata.category(character) in ("No", "Nl") and not any(c.isdecimal() for c in plain):
        return f"{unicodedata.numeric(character):g}"
    return plain


def find_numerals(text: str) -> list[Numeral]:
    """Return the numerals of a text in its order, none overlapping another; the text is as `normalized` returns it."""
    low = text.lower() if len(text.lower()) == len(text) else "".join(c.lower()[:1] for c in text)
    found = _joined(low, sorted([*_words(low), *_figures(low)], key=lambda n: n.start))
    found += _romans(text)
    for phrase in PHRASES:
        written = text if phrase.is_cased else low
        if any(needle in written for needle in phrase.needles):
            group = phrase.pattern.groups
            found += [Numeral(*match.span(group), phrase.kind) for match in phrase.pattern.finditer(written)]
    if TRACED in low:
        found += [Numeral(*match.span(), "comparator") for match in BESIDE_TRACED.finditer(low)]
        found += [Numeral(*match.span(), "glued") for match in GLUED.finditer(text)]
    widest = _widest(found)
    idioms = [match.span() for match in IDIOM.finditer(low)] if widest else []
    return [
        numeral if numeral.kind != "date" else replace(numeral, value=_day(text[numeral.start : numeral.end]))
        for numeral in widest
        if not any(start <= _begin(low, numeral) and numeral.end <= end for start, end in idioms)
    ]


def foreign_words(text: str) -> Iterator[Numeral]:
    """Yield the words of a text that have letters of another script than Latin, as numerals of kind `script`."""
    if not text.isascii():
        for match in WORD.finditer(text):
            if any(_is_foreign(letter) for letter in match[0]):
                yield Numeral(*match.span(), "script")


@cache
def _is_foreign(letter: str) -> bool:
    # Letters proper: romanized names have modifiers (ʻ), and Ⅱ is a number.
    return unicodedata.category(letter) in ("Lu", "Ll", "Lt", "Lo") and "LATIN" not in unicodedata.name(letter, "")


def _words(low: str) -> Iterator[Numeral]:
    """Yield each word of quantity; a word made of several stands as their compound."""
    for match in WORD.finditer(low):
        if meaning := _meaning(match[0]):
            yield Numeral(*match.span(), *meaning)


@cache
def _meaning(word: str) -> tuple[str, Value | None] | None:
    """Return the kind and value of a word of quantity, None for any other word."""
    if word in LEXICON:
        return LEXICON[word]
    if (stem := VAGUE.fullmatch(word)) and LEXICON.get(stem[1], ("",))[0] == "cardinal":
        return "cardinal", None
    parts = SEVERAL.findall(word)
    if not parts or "".join(parts) != word:
        return None
    meanings = [LEXICON[part] for part in parts]
    return meanings[-1][0], _sum([value for _, value in meanings])


def _romans(text: str) -> Iterator[Numeral]:
    """Yield each Roman numeral that stands before a word and is no part of a name."""
    for match in ROMAN.finditer(text):
        if not NAMED.search(text[: match.start()]):
            yield Numeral(*match.span(), "cardinal")


def _figures(text: str) -> Iterator[Numeral]:
    """Yield each run of digits."""
    for match in DIGITS.finditer(text):
        written = match[0]
        kind = "percentage" if written.rstrip().endswith(("%", "‰")) else "digits"
        plain = written.rstrip("%‰ ").replace(",", "")
        value: Value | None = written
        if re.fullmatch(r"\d+(?:st|nd|rd|th)", plain):
            kind, plain = "ordinal", plain[:-2]
        if re.fullmatch(r"\d+s", plain):
            kind, plain = "decade", plain[:-1]
        with suppress(ValueError):
            value = int(plain) if plain.isdecimal() else float(plain)
        if kind == "percentage":
            value = value / 100 if isinstance(value, int | float) else None
        yield Numeral(*match.span(), kind, value)


def _joined(text: str, found: list[Numeral]) -> list[Numeral]:
    """Return numerals with those that make one another's compound joined: twenty-six, two and a half, one in four."""
    joined: list[Numeral] = []
    values: list[Value | None] = []
    for numeral in found:
        if joined and (kind := _bond(joined[-1], numeral, text[joined[-1].end : numeral.start])):
            value = _fraction(_sum(values), numeral.value) if kind == "fraction" else _sum([*values, numeral.value])
            values = [value] if kind == "fraction" else [*values, numeral.value]
            joined[-1] = Numeral(joined[-1].start, numeral.end, kind, value)
        else:
            values = [numeral.value]
            joined.append(numeral)
    return [_measured(text, numeral) for numeral in joined]


def _bond(left: Numeral, right: Numeral, between: str) -> str:
    """Return the kind of the compound that two numerals make, empty if they make none."""
    counts = ("cardinal", "digits", "collective")
    if TIGHT.fullmatch(between):
        if left.kind == "digits" and right.kind == "cardinal" and right.value in range(100):
            return ""  # two columns of a table, say; 8.5 million is one numeral, 8 five are two
        joins = left.kind in counts and right.kind in (*counts, "ordinal", "fraction", "decade", "factor")
        return right.kind if joins and right.kind != "digits" else ""
    if AND.fullmatch(between):
        if right.kind == "fraction" and left.kind in counts:
            return "fraction"
        scaled = isinstance(left.value, int) and left.value >= 100 and left.kind == "cardinal"
        return right.kind if scaled and right.kind in ("cardinal", "ordinal") else ""
    if A.fullmatch(between):
        return "collective" if (left.kind, right.kind) == ("fraction", "collective") else ""
    if OF.fullmatch(between):
        if left.kind == right.kind == "collective":
            return "collective"
        return "fraction" if left.kind == right.kind == "cardinal" else ""
    return ""


def _measured(text: str, numeral: Numeral) -> Numeral:
    """Return a numeral with the percent or the times that follow it."""
    if numeral.kind in ("cardinal", "digits"):
        if match := PERCENT.match(text, numeral.end):
            value = numeral.value / 100 if isinstance(numeral.value, int | float) else None
            return Numeral(numeral.start, match.end(), "percentage", value)
        if match := TIMES.match(text, numeral.end):
            return Numeral(numeral.start, match.end(), "factor", numeral.value)
    return numeral


def _begin(low: str, numeral: Numeral) -> int:
    """Return where a numeral begins with the comparator before it: "only one of the" is not the idiom "one of the"."""
    begin = max(0, numeral.start - LONGEST_COMPARATOR)
    match = BEFORE_NUMERAL.search(low[begin : numeral.start])
    return begin + match.start() if match else numeral.start


def _widest(found: list[Numeral]) -> list[Numeral]:
    """Return the numerals without those that lie in a wider one; of two that overlap, the later is cut off.

    A phrase of quantity or rank ends before a count in it ("more of them, 77, than any other"); "no one" has none.
    """
    kept: list[Numeral] = []
    for numeral in sorted(found, key=lambda n: (n.start, -n.end, n.kind not in ("date", "comparator"))):
        if not kept or numeral.start >= kept[-1].end:
            kept.append(numeral)
        elif (
            kept[-1].kind in UNCOUNTED
            and numeral.kind not in UNCOUNTED
            and (numeral.value != 1 or numeral.end != kept[-1].end)
        ):
            kept[-1:] = [replace(kept[-1], end=numeral.start), numeral] if numeral.start > kept[-1].start else [numeral]
        elif numeral.end > kept[-1].end:
            kept[-1] = replace(kept[-1], end=numeral.end)
    return kept


def _sum(values: list[Value | None]) -> Value | None:
    """Return what number words mean in a row: two thousand three hundred six is 2306; None where they do not add up."""
    total: float = 0
    current: float = 0
    for value in values:
        if not isinstance(value, int | float):
            return None
        if value >= 1000 and not value % 1000:
            total, current = total + (current or 1) * value, 0
        else:
            current = (current or 1) * value if value == 100 else current + value
    return total + current


def _fraction(left: Value | None, right: Value | None) -> Value | None:
    """Return what two number words mean as a fraction: two thirds, two and a half, one in four."""
    if not isinstance(left, int | float) or not isinstance(right, int | float) or not right:
        return None
    return left + right if right == 0.5 else left * right if right < 1 else left / right


def _day(written: str) -> Value | None:
    """Return a spelled date as ISO: May 8, 2002 is 2002-05-08; None if there is no year."""
    if re.fullmatch(r"\d{4}-\d\d(?:-\d\d)?", written):
        return written
    months = [number for number, month in enumerate(MONTHS, start=1) if month in written]
    year, day = re.search(r"\d{4}", written), re.search(r"(?<!\d)\d{1,2}(?!\d)", written)
    if not months or not year:
        return None
    return f"{year[0]}-{months[0]:02}" + (f"-{int(day[0]):02}" if day else "")


def single_spaced(text: str) -> str:
    """Return text with each run of white space as one space."""
    return " ".join(text.split())
