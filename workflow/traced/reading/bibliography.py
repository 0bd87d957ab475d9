"""Bibliography: the entries of a BibTeX file, with the fields that say how sure each is."""

from __future__ import annotations

import re

# An entry ends where the next begins: its last brace may stand on a line of its own, or after the last value.
ENTRY = re.compile(
    r"^[ \t]*@(?!comment|string|preamble)\w+\s*\{\s*([^,\s]+)\s*(,.*?)(?=^[ \t]*@|\Z)", re.MULTILINE | re.DOTALL | re.I
)
BRACED = r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
QUOTED = r'"((?:[^"{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)"'
FIELD = re.compile(rf"[,\s]([\w-]+)\s*=\s*(?:{BRACED}|{QUOTED}|(\w+))")
SURE = ("certain", "likely")  # what the field `identity` says of a work that is the one that is meant
AND = re.compile(r"\s+and\s+(?![^{]*\})")  # between two names, not within one that stands in braces
UNSEEN = "no"  # what the field `verified` begins with when no source but the article has been seen


def bibliography_entries(text: str) -> dict[str, dict[str, str]]:
    """Return the fields of each entry by its key, in small letters; their values stand in braces, quoted or bare."""
    return {
        key: {name.lower(): " ".join("".join(values).split()) for name, *values in FIELD.findall(fields)}
        for key, fields in ENTRY.findall(text)
    }


def verified_years(text: str) -> dict[str, str]:
    """Return by its key the year of each work that is the one meant, as far as known, and has been seen elsewhere."""
    return {
        key: fields["year"]
        for key, fields in bibliography_entries(text).items()
        if "year" in fields and fields.get("identity") in SURE and not fields.get("verified", UNSEEN).startswith(UNSEEN)
    }


def citation_texts(text: str) -> dict[str, str]:
    """Return what a sentence calls each work, by its key: `Castles and Miller (2009)`; without a year, "n.d."."""
    return {
        key: f"{surnames(fields.get('author', key))} ({fields.get('year', 'n.d.')})"
        for key, fields in bibliography_entries(text).items()
    }


def surnames(authors: str) -> str:
    """Return the surnames of one or two authors, or that of the first of several."""
    names = [name.partition(",")[0].strip("{} ") for name in AND.split(authors)]
    return " and ".join(names) if len(names) < 3 else f"{names[0]} et al."
