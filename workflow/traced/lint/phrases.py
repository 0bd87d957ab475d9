"""Phrases of quantity, each by itself with an example; and what stands beside a traced number and changes it."""

from __future__ import annotations

import re
from typing import NamedTuple

from traced.lint.lexicon import COMPARATORS, MONTH, TRACED

DASH = r"\-‐‑‒–—−"
# A noun in the plural, by its ending; "more precarious" and "more or less" are none.
PLURAL = r"(?:people|men|women|children|\w{2,}(?<!ou)(?<!s)(?<!i)s)\b"


class Phrase(NamedTuple):
    """A phrase of quantity: its kind, texts of which it has at least one, and its pattern.

    Dates and references are matched as they are written, others in lower case.
    """

    kind: str
    needles: list[str]
    pattern: re.Pattern[str]

    @property
    def is_cased(self) -> bool:
        return self.kind in ("date", "reference")


_N = rf"(?:\d|{TRACED})"
# Those of whom one may be the last.
_ACTORS = r"(?:person|people|man|men|woman|women|child|group|case|entry|arrivals?|newcomers?|\w+(?:ants?|ees?))"
_PHRASES = (
    # May 8, 2002 · May the eighth
    ("date", MONTH, rf"\b(?:{MONTH})\.?\s+(?:the\s+)?\d{{1,2}}(?:st|nd|rd|th)?(?:,?\s+\d{{4}})?\b"),
    # 8 May 2002 · November 2002 · November of 2002
    ("date", MONTH, rf"\b(?:\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?)?(?:{MONTH})(?:,?\s+|\s+of\s+)\d{{4}}\b"),
    # 8 May · the 8th of May
    ("date", MONTH, rf"\b\d{{1,2}}(?:st|nd|rd|th)?\s+(?:of\s+)?(?:{MONTH})\b"),
    # A month by itself. "March" and "may" have other meanings, so these need a day or a preposition beside them.
    ("date", MONTH, r"\b(?:January|February|April|June|July|August|September|October|November|December)\b"),
    ("date", "March|May", rf"\b(?:March|May)\b(?=,?\s+(?:of\s+|the\s+)?{_N})"),
    ("date", "March|May", rf"{_N}\s+(?:of\s+)?(March|May)\b"),
    (
        "date",
        "March|May",
        r"\b(?:[Ii]n|[Oo]n|[Ss]ince|[Uu]ntil|[Bb]y|[Bb]efore|[Aa]fter|[Dd]uring|[Ff]rom|[Tt]o|[Oo]f|[Ee]arly|[Ll]ate|[Mm]id)"
        r"[\s-]+(March|May)\b",
    ),
    # 2002-05-08 · 2002-11
    ("date", "-", r"\b\d{4}-\d\d(?:-\d\d)?\b"),
    # Nov.
    ("date", ".", r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)\.(?=\s)"),
    # Table II
    (
        "reference",
        "Table|Figure|Section|Chapter|Appendix|Equation",
        r"\b(?:Tables?|Figures?|Sections?|Chapters?|Appendix|Equations?)\s+[IVXL]+\b",
    ),
    # the 1990s · the ’70s
    ("decade", "0s|0's|0’s", r"(?:['’]|\b)\d{1,3}0[’']?s\b"),
    # scores of · three score
    ("collective", "score", r"\b(?:a|three|four|five|six)\s+score\b|\bscores\s+of\b"),
    # no one · not a single · all but
    ("quantifier", "one|not a|all but", rf"\b(?:no[\s{DASH}]one|not\s+(?:a\s+single|one|any\s+of)|all\s+but)\b"),
    # nearly all · almost everyone · virtually no
    (
        "quantifier",
        "all|every|any|no",
        r"\b(?:nearly|almost|virtually|practically|not|just\s+about|as\s+good\s+as|nigh\s+on)\s+"
        r"(?:all(?!\s+(?:that|the\s+same|too)\b)|every(?:one|body)?|any(?:one|body)|no(?:\s+one|body|ne)?)\b",
    ),
    # hardly any · not a soul
    ("quantifier", "any", r"\b(?:hardly|scarcely|barely)\s+any(?:one|body)?\b"),
    ("quantifier", "not a soul|not a person", r"\bnot\s+a\s+(?:soul|person)\b"),
    # everyone but · none of them except
    (
        "quantifier",
        "but|except|save",
        r"\b(?:all|everyone|everybody|none|no[\s-]one|nobody)\s+(?:of\s+\w+\s+)?(?:but|except|save)\b",
    ),
    # every other · without exception
    ("quantifier", "every other|without ex", r"\bevery\s+other\b|\bwithout\s+exceptions?\b"),
    # the last of them
    ("rank", "last|final", rf"\bthe\s+(?:very\s+)?(?:last|final)\b(?=\s+(?:of|to|one|ones|{_ACTORS})\b)"),
    # the peak year
    ("rank", "peak|record", r"\b(?:the|a)\s+(?:peak|record)\s+(?:years?|months?|numbers?|levels?|figures?)\b"),
    # the top reason
    ("rank", "top", r"\b(?:the|their|her|his)\s+top\s+(?!of\b|floor\b)\w+"),
    # more often than not · as a rule · by and large
    ("quantifier", "than not", r"\bmore\s+often\s+than\s+not\b"),
    (
        "quantifier",
        "rule|large|exceptions|whole",
        r"\bas\s+a\s+rule\b|\bby\s+and\s+large\b|\bwith\s+(?:few|rare)\s+exceptions\b|\bon\s+the\s+whole\b",
    ),
    # the bulk of · the greater part
    ("quantifier", "bulk|lion", r"\bthe\s+bulk\s+of\b|\blion['’]s\s+share\b"),
    (
        "quantifier",
        "part|share|portion|percentage|number|half",
        r"\b(?:greater|larger|bigger|better|best|major|main|smaller|lesser|good|large|small|overwhelming|"
        r"vast|huge|tiny|siz(?:e)?able|substantial|preponderant)\s+"
        r"(?:part|share|portion|proportion|percentage|number|half)\b",
    ),
    # the only
    ("quantifier", "only", r"\bthe\s+only\b"),
    # as many … as · the same number
    ("quantifier", "as many|as few", r"\bas\s+(?:many|few)\b(?=.{0,40}?\bas\b)"),
    (
        "quantifier",
        "same|equal",
        r"\b(?:the\s+same|an\s+equal|equal)\s+(?:numbers?|shares?|proportions?|percentages?)\b",
    ),
    # more participants · more common than
    ("quantifier", "more", rf"(?<!{TRACED}\s)(?<!once\s)\bmore\s+{PLURAL}"),
    ("quantifier", "more", r"\bmore\s+(?:frequent|frequently|common|commonly|often|numerous)\s+than\b"),
    # more frequently than any other
    (
        "rank",
        "than",
        r"\b(?:more|less)\b(?:(?!\b(?:more|less)\b)[^.;:!?]){0,60}?\bthan\s+(?:any(?:body|one)?|all)\b(?:\s+others?)?",
    ),
)

PHRASES = tuple(Phrase(kind, needles.split("|"), re.compile(pattern)) for kind, needles, pattern in _PHRASES)

# What changes a traced number, and so needs an origin too: at least 4, < 4, 4 or more, 4 at most.
BESIDE_TRACED = re.compile(
    rf"\b(?:{COMPARATORS})(?=\s+(?:(?:the|an?|another|these|those)\s+)?{TRACED})"
    rf"|(?<![-=])[<>≤≥≦≧≈≃~±]+(?=\s?=?\s?{TRACED})"
    rf"|(?<={TRACED}\s)(?:or\s+(?:more|fewer|less|so|thereabouts|over|above|under)|and\s+(?:more|counting))\b"
    rf"|(?<={TRACED}\s)(?:at\s+(?:the\s+)?(?:very\s+)?(?:least|most)|give\s+or\s+take)\b"
)
# What makes another number of it: 4 → -4, 4/13, fourteen, 4k, 4 per cent, 4 BC.
GLUED = re.compile(
    rf"{TRACED}(?:(?:[.,/:^*×·⁄∕÷'’\-‐−]|\s+point\s+)?{TRACED})+"
    rf"|[A-Za-z]+{TRACED}|(?<![^\s(\[\"“‘'])[.,/:^+\-‐–−]{TRACED}|(?<!{TRACED}\s)\b(?:[Mm]inus|[Nn]egative)\s+{TRACED}"
    rf"|{TRACED}(?:[A-Za-z]+|[+×]|['’]s\b|[\-‐](?i:teens?|ty|fold|ths?|st|nd|rd|odd|plus)\b)"
    rf"|{TRACED}\s(?:[kKM]|bn|mn|mln|mio|tn|trn|mrd)\b|{TRACED}[\s-]*(?i:per[\s-]*cent(?:age)?|per[\s-]+mill?e?|pct)\b"
    rf"|{TRACED}\s(?:BCE?|CE|AD|B\.C\.|C\.E\.|A\.D\.)(?![A-Za-z])"
)
# A comparator that ends just before a numeral: "only one of the" is not the idiom "one of the".
BEFORE_NUMERAL = re.compile(
    rf"\b(?:{COMPARATORS}|every|total\s+of)\s+(?:an?\s+|the\s+)?\Z",
)
LONGEST_COMPARATOR = 30
