"""Find one person under two names, which differ by the ending of a document or the number of a copy."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from traced.core.fault import Fault
from traced.core.record import Record
from traced.reading.variable import CASE

DOCUMENT = re.compile(r"\.(docx?|odt|rtf|txt|pdf|md|html?|epub)$", re.IGNORECASE)
COPY = re.compile(r"\s*(\([0-9]{1,2}\)|[-–]\s*copy(\s*\([0-9]{1,2}\))?|_copy)$", re.IGNORECASE)


def without_ending(names: Iterable[str]) -> dict[str, str]:
    """Return each name without the ending of a document; two that would then be alike keep theirs."""
    bare = {name: DOCUMENT.sub("", name).strip() or name for name in names}
    alike = [name.casefold() for name in bare.values()]
    return {name: short if alike.count(short.casefold()) == 1 else name for name, short in bare.items()}


def double_name_faults(codings: Iterable[Record]) -> Iterator[Fault]:
    """Yield a fault for each participant who has the name of another one but for an ending or the number of a copy."""
    first: dict[str, Record] = {}
    for record in codings:
        first.setdefault(record[CASE], record)
    shorter: dict[str, str] = {}
    for name in sorted(first, key=len):
        bare = DOCUMENT.sub("", name)
        other = shorter.get(bare.casefold()) or shorter.get(COPY.sub("", bare).casefold())
        if other:
            problem = f"{name!r} looks like {other!r} ({first[other].id}) under the name of a document or of a copy"
            allowed = f"one name for one person, or a line {name}: {other} under participants in a mapping"
            yield Fault(first[name].place, CASE, problem, allowed)
        shorter.setdefault(bare.casefold(), name)
