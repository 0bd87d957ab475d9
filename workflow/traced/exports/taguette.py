"""Taguette: its export of highlights, a row for each highlight and tag."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..coding import Codings, Reading, no_table
from ..faults import Fault
from ..sheets import Sheet
from ..tags import Tags


def read(sheet: Sheet, codebook: Mapping[str, Any]) -> Reading:
    """Return the codings of the highlights: the document, without .docx and the like, is the participant.

    The tag is `variable/code`.

    What was highlighted is the participant's own words and is not read; its number says where it is found.
    """
    if (nothing := no_table(sheet)) is not None:
        return nothing
    codings = Codings(sheet, codebook)
    codings.faults += sheet.shape()
    found = [sheet.column(name) for name in ("id", "document", "tag")]
    columns = [column for column in found if not isinstance(column, Fault)]
    if len(columns) < len(found):
        codings.faults += [fault for fault in found if isinstance(fault, Fault)]
        return codings.reading()
    number, document, tag = columns
    tags = Tags(codings, {})
    people = codings.documents(document)
    for row in sheet.body:
        if participant := people.get(codings.participant(row, document)):
            evidence = f"highlight {sheet.cell(row, number)}"
            tags.add(row, tag, participant, sheet.cell(row, tag), evidence=evidence)
    return codings.reading()
