"""Read the entries of a BibTeX file, with the fields that say how sure each is."""

from __future__ import annotations

import re

# An entry ends where the next begins: its last brace may stand on a line of its own, or after the last value.
ENTRY = re.compile(
    r"^[ \t]*@(?!comment|string|preamble)\w+\s*\{\s*([^,\s]+)\s*(,.*?)(?=^[ \t]*@|\Z)", re.MULTILINE | re.DOTALL | re.I
)
BRACED = r"\{((?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)\}"
QUOTED = r'"((?:[^"{}]|\{(?:[^{}]|\{[^{}]*\})*\})*)"'
FIELD = re.compile(rf"[,\s]([\w-]+)\s*=\s*(?:{BRACED}|{QUOTED}|(\w+))")
SURE = ("certain", "likely")  # values of the field `identity` for the work that is meant
AND = re.compile(r"\s+and\s+(?![^{]*\})")  # between two names, not within one that stands in braces
UNSEEN = "no"  # the field `verified` begins so when no source but the article has been seen


def bibliography_entries(text: str) -> dict[str, dict[str, str]]:
    """Return the fields of each entry by its key; names of fields in lower case, values braced, quoted or bare."""
    return {
        key: {name.lower(): " ".join("".join(values).split()) for name, *values in FIELD.findall(fields)}
        for key, fields in ENTRY.findall(text)
    }


def verified_years(text: str) -> dict[str, str]:
    """Return the year of each work, by its key, that is likely the one meant and has been seen in another source."""
    return {
        key: fields["year"]
        for key, fields in bibliography_entries(text).items()
        if "year" in fields and fields.get("identity") in SURE and not fields.get("verified", UNSEEN).startswith(UNSEEN)
    }


def citation_texts(text: str) -> dict[str, str]:
    """Return the citation of each work in a sentence, by key: `Castles and Miller (2009)`; without a year, "n.d."."""
    return {
        key: f"{surnames(fields.get('author', key))} ({fields.get('year', 'n.d.')})"
        for key, fields in bibliography_entries(text).items()
    }


def surnames(authors: str) -> str:
    """Return the surnames of one or two authors, or that of the first of several."""
    names = [name.partition(",")[0].strip("{} ") for name in AND.split(authors)]
    return " and ".join(names) if len(names) < 3 else f"{names[0]} et al."
