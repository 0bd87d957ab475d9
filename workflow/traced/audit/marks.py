"""Marks: each traced number and claim of a document as a link, and the places where they stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from traced.manuscript.crossrefs import UNNUMBERED_CLASS, label_of
from traced.manuscript.pandoc import Document, Node, attributes, rebuild, text, words

NUMBER_CLASS, CLAIM_CLASS, CLAIM_LINK_CLASS = "n", "claim", "c"
CLAIM_SIGN = "claim"
ABSTRACT = "abstract"  # the identifier of the division that holds it


@dataclass(frozen=True)
class Section:
    """A heading of the document: its identifier, its text with its number, and its level from 1."""

    id: str
    title: str
    level: int


@dataclass(frozen=True)
class Mention:
    """A place of the text that prints a number or makes a claim.

    id: the identifier of its link; text: what it prints
    inside: the label of the table or figure around it, "Table 2", empty in running text
    """

    id: str
    text: str
    section: Section
    inside: str

    def __str__(self) -> str:
        return f"{self.section.title}, {self.inside}" if self.inside else self.section.title


@dataclass
class Marked:
    """A marked document.

    sections: its headings, the abstract among them
    numbers, claims: the mentions of each by name, in the order of the text
    """

    blocks: list[Node] = field(default_factory=list)
    sections: list[Section] = field(default_factory=list)
    numbers: dict[str, list[Mention]] = field(default_factory=dict)
    claims: dict[str, list[Mention]] = field(default_factory=dict)


def mark(document: Document, numbers: Mapping[str, str], claims: Mapping[str, str]) -> Marked:
    """Give each number of the document a link `#n=NAME`, and each claim a link `#c=NAME` at its end.

    numbers: the status of each number by name; claims: the verdict of each claim

    A link has the class `n` or `c` and its status or verdict as another; that of a number also its place among the
    numbers of the text. A span with an unknown name stays as it is.
    """
    marked = Marked()
    for block in document["blocks"]:
        if block["t"] == "Div" and block["c"][0][0] == ABSTRACT:
            heading = attributes(ABSTRACT, [UNNUMBERED_CLASS])
            marked.sections.append(Section(ABSTRACT, "Abstract", 1))
            marked.blocks.append({"t": "Header", "c": [1, heading, [{"t": "Str", "c": "Abstract"}]]})
            marked.blocks.extend(_marked(block["c"][1], marked, numbers, claims, ""))
            continue
        if block["t"] == "Header":
            level, attr, inlines = block["c"]
            marked.sections.append(Section(attr[0], text(inlines), level))
        marked.blocks.extend(_marked([block], marked, numbers, claims, label_of(block)))
    return marked


def _marked(
    blocks: list[Node], marked: Marked, numbers: Mapping[str, str], claims: Mapping[str, str], inside: str
) -> list[Node]:
    def note(mentions: dict[str, list[Mention]], name: str, inlines: list[Node]) -> str:
        section = marked.sections[-1] if marked.sections else Section("", "Beginning", 1)
        at = f"at-{sum(map(len, (*marked.numbers.values(), *marked.claims.values()))) + 1}"
        mentions.setdefault(name, []).append(Mention(at, text(inlines), section, inside))
        return at

    def change(node: Node) -> Node | list[Node]:
        match node:
            case {"t": "Span", "c": [[_, _, pairs], inlines]}:
                names = dict(pairs)
                if names.get("number") in numbers:
                    name = names["number"]
                    at = note(marked.numbers, name, inlines)
                    order = str(list(marked.numbers).index(name) + 1)
                    attr = attributes(at, [NUMBER_CLASS, numbers[name]], number=name, order=order)
                    return {"t": "Link", "c": [attr, words(text(inlines)), [f"#n={name}", ""]]}
                if names.get("claim") in claims:
                    name = names["claim"]
                    at = note(marked.claims, name, inlines)
                    attr = attributes(at, [CLAIM_LINK_CLASS, claims[name]], number=name)
                    link = {"t": "Link", "c": [attr, [{"t": "Str", "c": CLAIM_SIGN}], [f"#c={name}", ""]]}
                    return {"t": "Span", "c": [attributes(classes=[CLAIM_CLASS]), [*inlines, {"t": "Space"}, link]]}
        return node

    changed: list[Node] = rebuild(blocks, change)
    return changed
