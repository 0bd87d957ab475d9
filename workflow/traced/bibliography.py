"""Bibliography: the entries of a BibTeX file, with the fields that say how sure each is."""

from __future__ import annotations

import re

ENTRY = re.compile(r"^@\w+\{([^,\s]+),(.*?)^\}", re.MULTILINE | re.DOTALL)
FIELD = re.compile(r"^\s*(\w+)\s*=\s*\{(.*)\},?\s*$", re.MULTILINE)
UNSEEN = "no"  # what the field `verified` begins with when no source but the article has been seen


def entries(text: str) -> dict[str, dict[str, str]]:
    """Return the fields of each entry by its key; a field stands on a line of its own."""
    return {key: dict(FIELD.findall(fields)) for key, fields in ENTRY.findall(text)}


def seen_years(text: str) -> dict[str, str]:
    """Return the year of each work whose fields have been seen outside of the citing text, by its key."""
    return {
        key: fields["year"]
        for key, fields in entries(text).items()
        if "year" in fields and not fields.get("verified", UNSEEN).startswith(UNSEEN)
    }
