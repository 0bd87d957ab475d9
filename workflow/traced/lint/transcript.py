"""Coverage: whether the lines of a transcription account for every numeral of a printed text, and for nothing else."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from traced.core.fault import Fault, raise_if_any
from traced.lint.grammar import find_numerals, normalized, single_spaced

FIRST_LINE = re.compile(r" \S")
RUNNING_TITLE = re.compile(r"\S.*\| (\d+)\s*")
BROKEN = re.compile(r"([^\W\d_]+)[-‐]$")
WORD = re.compile(r"[^\W\d_]+")
FEW = 4  # words on each side of a numeral that a fault shows

Span = tuple[int, int]


@dataclass(frozen=True)
class Article:
    """A printed text, its lines put together with one space between words.

    file: its name in messages
    starts, lines, pages: of each line, its offset in `text`, its number in the file and its printed page
    """

    file: str
    text: str
    starts: tuple[int, ...]
    lines: tuple[int, ...]
    pages: tuple[int, ...]

    def page(self, place: Span) -> int:
        """Return the page on which a place begins."""
        return self.pages[bisect_right(self.starts, place[0]) - 1]

    def line(self, place: Span) -> int:
        """Return the line of the file on which a place begins."""
        return self.lines[bisect_right(self.starts, place[0]) - 1]


@dataclass(frozen=True)
class Entry:
    """One line of the transcription, which accounts for one place of the text.

    file, line: where the entry stands
    page: the printed page on which the place begins
    printed: the words of the place
    context: a few words around `printed`, where it stands in several places; else empty
    """

    file: str
    line: int
    page: int
    printed: str
    context: str = ""


@dataclass(frozen=True)
class Coverage:
    """The numerals of each page, counted by the file that accounts for them ("" for none); and the faults."""

    counts: Mapping[int, Mapping[str, int]]
    faults: tuple[Fault, ...]


def parse_article(file: str, content: str) -> Article:
    """Return a text with its pages.

    A page begins with a line that one space sets apart, or with its running title, a line that ends in `| 74`. That
    title fixes the number of all pages; without one the first page is 1. Raises Faults when two titles do not agree.
    """
    text, page = "", 0
    starts: list[int] = []
    lines: list[int] = []
    count: list[int] = []
    titles: list[tuple[int, int]] = []
    for number, line in enumerate(content.split("\n"), start=1):
        words = single_spaced(normalized(line)[0])
        if not words:
            continue
        title = RUNNING_TITLE.fullmatch(line)
        page += bool(title or FIRST_LINE.match(line) or not page)
        text = _continued(text, words)
        starts.append(len(text) - len(words))
        lines.append(number)
        count.append(page)
        if title:
            titles.append((number, int(title[1]) - page))
    before = titles[0][1] if titles else 0
    raise_if_any(
        Fault.on_line(
            file, line, "page", "the running title does not follow from the one before", "one number for each page"
        )
        for line, other in titles
        if other != before
    )
    return Article(file, text, tuple(starts), tuple(lines), tuple(before + page for page in count))


def _continued(text: str, words: str) -> str:
    """Return text with the words of its next line; a word that the line end breaks is whole again."""
    broken, rest = BROKEN.search(text.rpartition(" ")[2]), WORD.match(words)
    if not broken or not rest:
        return f"{text} {words}".lstrip()
    hyphen_is_meant = _is_numeral(broken[0] + rest[0]) or not _is_numeral(broken[1] + rest[0])
    return (text if hyphen_is_meant else text[:-1]) + words


def _is_numeral(word: str) -> bool:
    return [(numeral.start, numeral.end) for numeral in find_numerals(word)] == [(0, len(word))]


def check_coverage(article: Article, *files: Iterable[Entry]) -> Coverage:
    """Match the entries of each file, which are in the order of the text, with places of the text.

    An entry has one place, which no other entry has. The place cuts no numeral in two, and may have none. Where the
    words of an entry stand several times on its page, the entry takes the next free place.
    """
    numerals = [(numeral.start, numeral.end) for numeral in find_numerals(article.text)]
    taken: dict[Span, Entry] = {}
    faults: list[Fault] = []
    for entries in files:
        last = 0
        for entry in entries:
            place = _place(article, entry, numerals, taken, last)
            if isinstance(place, Fault):
                faults.append(place)
                continue
            taken[place] = entry
            if place[0] < last:
                problem = f"{entry.printed!r} stands before what the line above has"
                faults.append(_fault(entry, "printed", problem, "lines in the order of the text"))
            last = place[0]
    counts: dict[int, Counter[str]] = {page: Counter() for page in article.pages}
    for span in numerals:
        page = article.page(span)
        by = next((entry.file for place, entry in taken.items() if _meet(place, span)), "")
        counts[page][by] += 1
        if not by:
            problem = f"nothing accounts for {article.text[slice(*span)]!r} in {_around(article.text, span)!r}"
            faults.append(
                Fault.on_line(article.file, article.line(span), f"page {page}", problem, "one line for each place")
            )
    return Coverage(counts, tuple(faults))


def _place(
    article: Article, entry: Entry, numerals: Iterable[Span], taken: Mapping[Span, Entry], last: int
) -> Span | Fault:
    """Return the place that an entry accounts for, after the last one if possible; or the fault that prevents it."""
    words = entry.context or entry.printed
    contexts = list(_spans(article.text, words))
    if not contexts:
        column = "context" if entry.context else "printed"
        return _fault(entry, column, f"{words!r} is not in the text", "words of the text, one after the other")
    places = [place for context in contexts for place in _spans(article.text, entry.printed, context)]
    if not places:
        return _fault(entry, "context", f"{words!r} is without {entry.printed!r}", "words around what is printed")
    whole = [
        place
        for place in places
        if all(place[0] <= span[0] and span[1] <= place[1] for span in numerals if _meet(span, place))
    ]
    if not whole:
        return _fault(entry, "printed", f"{entry.printed!r} is part of a numeral", "the whole of it")
    here = [place for place in whole if article.page(place) == entry.page]
    if not here:
        pages = " or ".join(dict.fromkeys(str(article.page(place)) for place in whole))
        return _fault(entry, "page", f"{words!r} is not on page {entry.page}", f"page {pages}")
    free = [place for place in here if not any(_meet(place, span) for span in taken)]
    if not free:
        other = next(entry for span, entry in taken.items() if _meet(here[0], span))
        problem = f"{other.file}:{other.line} accounts for {words!r} already"
        return _fault(entry, "printed", problem, "one line for each place")
    return next((place for place in free if place[0] >= last), free[0])


def _spans(text: str, words: str, within: Span | None = None) -> Iterator[Span]:
    """Yield the places of words in a text, or in a part of it, from one word boundary to another."""
    pattern = rf"(?<!\w){re.escape(single_spaced(normalized(words)[0]))}(?!\w)"
    for match in re.compile(pattern).finditer(text, *(within or ())):
        yield match.span()


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _around(text: str, span: Span) -> str:
    """Return a place with the few words around it."""
    left, right = text[: span[0]].split(" ")[-FEW:], text[span[1] :].split(" ")[:FEW]
    return f"{' '.join(left)}{text[slice(*span)]}{' '.join(right)}"


def _fault(entry: Entry, column: str, problem: str, allowed: str) -> Fault:
    return Fault.on_line(entry.file, entry.line, column, problem, allowed)
