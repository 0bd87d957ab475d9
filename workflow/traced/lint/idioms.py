"""Idioms: phrases whose numerals count nothing. The list is closed; each entry has the reason why it may stand."""

from __future__ import annotations

import re

from traced.lint.lexicon import TRACED

_POINTED = "the these those its their his her our my them us whom which".replace(" ", "|")
# What is matched in lower case, and why it may stand.
IDIOMS: tuple[tuple[str, str], ...] = (
    (rf"one\s+of\s+(?:{_POINTED})", "some member of a group, not a count of it"),
    (r"on\s+(?:the\s+)?one\s+hand", "turn of an argument"),
    (r"one\s+another|one\s+or\s+another|one\s+and\s+the\s+same|one\s+by\s+one", "reciprocal or indefinite"),
    (r"one['’]s", "pronoun for a person in general"),
    (
        r"one\s+(?:might|may|can|could|would|should|must)\s+(?:\w+ly\s+)?(?:suppose|say|think|expect|argue|ask|wonder|"
        r"imagine|assume|object|add|speak|conclude|infer|hope|believe|note)",
        "pronoun for a person in general",
    ),
    (
        r"an?\s+(?:different|new|similar|better|simple|difficult|hard|good|bad|long|old)\s+one|the\s+one\s+(?:who|whom|that)|"
        r"(?:this|that)\s+one(?=[.,;:?!]|\s+(?:is|was|has|had)\b)",
        "pronoun for what was named",
    ),
    (
        r"as\s+one\s+(?:\w+\s+){1,3}?(?:put|puts|said|says|told|recalled|explained|wrote|noted|remarked|observed)",
        "some member of a group who is quoted, not a count of it",
    ),
    (
        r"(?:(?<![\s\S])|(?<=[.;:!?(—]\s)|(?<=,\s)|(?<=[(—]))once\s+(?:he|she|it|they|we|you|the|his|her|their|this|these|"
        r"that|those)\s+(?:\w+\s+){0,3}?(?:had|has|have|was|were|is|are)",
        "conjunction: as soon as",
    ),
    (
        r"(?:had|have|has|having|when\s+(?:he|she|they|it|we))\s+first\s+(?:\w+ed|heard|came|come|met|saw|seen|told|thought|"
        r"gone|went|read|written|begun|began|taken|left|known)",
        "for the first time, a sequence and no rank",
    ),
    (r"half\s+in\s+(?:jest|earnest)|half[\s-](?:asleep|jokingly|forgotten|finished)", "degree"),
    (r"(?:square|day)\s+one", "fixed expression"),
    (
        r"at\s+first(?:\s+(?:sight|glance))?|first\s+of\s+all|first\s+and\s+foremost|in\s+the\s+(?:first|second)\s+place",
        "sequence",
    ),
    (r"first[\s-](?:names?|hand|languages?)|second[\s-](?:hand|languages?|nature|class)", "fixed term"),
    (
        r"(?:first|second|third)-person|in\s+the\s+(?:first|second|third)\s+person(?!\s+(?:to|who|whom|that|of|from|in)\b)",
        "names a form of the verb",
    ),
    (r"second\s+to\s+none|on\s+second\s+thoughts?|none\s+the\s+less|none\s+other\s+than", "fixed expression"),
    (
        r"(?:an?|any|some|safe)\s+third\s+(?:party|country)|third[\s-](?:parties|countries|world)|third-(?:party|country)",
        "somebody or some place else, by a fixed term",
    ),
    (r"(?:first|second)\s+world\s+war|world\s+war\s+(?:one|two|[12])", "name"),
    (r"once\s+(?:again|more|and\s+for\s+all|in\s+a\s+while|upon\s+a\s+time)|at\s+once", "time, not a count"),
    (r"half[\s-](?:brothers?|sisters?|siblings?|hearted|heartedly)", "fixed term"),
    (r"zero[\s-](?:sum|tolerance)", "fixed term"),
    (r"double[\s-](?:standards?|edged|blind|checked|bind|spaced)", "fixed term"),
    (r"(?:one|two)[\s-](?:sided|way|tailed)", "names a form, not a count"),
    (r"single[\s-](?:handed|handedly|minded|parents?|mothers?|fathers?)|single\s+out", "fixed term"),
    (r"married\s+couples?", "two people by their bond"),
    (
        r"(?:ethnic|national|linguistic|religious|sexual|racial)\s+(?:minority|minorities)|"
        r"minority\s+(?:groups?|languages?|rights|status)",
        "names a social group, not a share",
    ),
    (r"(?:living|close)\s+quarters", "place, not a fraction"),
    (
        rf"at\s+(?:the\s+)?(?:very\s+)?least(?!\s+(?:the\s+)?{TRACED})|not\s+least|least\s+of\s+all|to\s+say\s+the\s+least",
        "degree",
    ),
    (r"at\s+the\s+(?:latest|earliest)", "limit of a time that is given elsewhere"),
    (
        r"(?<!the\s)(?<!their\s)most\s+(?:likely|probably|certainly|notably|importantly)|mostly\s+(?:thanks|due|because)",
        "degree, not a share",
    ),
    (r"more\s+(?:means|ways|needs|news|goods)", "not a comparison of counts"),
)
IDIOM = re.compile(rf"(?<![\w])(?:{'|'.join(f'(?:{pattern})' for pattern, _ in IDIOMS)})(?![\w])")
