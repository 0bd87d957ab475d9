"""Names: one person under the names of documents and copies is a fault, not counted twice."""

import pytest

from traced.core.record import Record
from traced.reading.participant_names import double_name_faults, without_ending


def codings(*names: str) -> list[Record]:
    """Return a SYNTHETIC coding of each name."""
    return [
        Record(f"SYNTHETIC.csv!B{n}", "stated", {"participant": name, "variable": "sex", "value": "male"})
        for n, name in enumerate(names, start=2)
    ]


@pytest.mark.parametrize(
    ("names", "alike"),
    [
        (("Bora", "Bora.txt"), [("Bora.txt", "Bora")]),
        (("Bora.DOCX", "bora"), [("Bora.DOCX", "bora")]),
        (("Bora.txt", "Bora.docx"), [("Bora.docx", "Bora.txt")]),
        (("Bora", "Bora (2)", "Bora (2).docx"), [("Bora (2)", "Bora"), ("Bora (2).docx", "Bora (2)")]),
        (("Bora", "Bora - Copy", "Bora_copy"), [("Bora - Copy", "Bora"), ("Bora_copy", "Bora")]),
        (("Interview (1)", "Interview (2)", "P 1", "P 2", "Bo.ra", "Bora2", "Bora"), []),
    ],
    ids=["ending", "case", "two endings", "copy number", "copies", "numbered people"],
)
def test_doubles(names: tuple[str, ...], alike: list[tuple[str, str]]) -> None:
    """A name that is another one with an ending or the number of a copy is a fault; numbered people are not."""
    messages = {fault.problem.partition(" (SYNTHETIC.csv!")[0] for fault in double_name_faults(codings(*names))}
    assert messages == {f"{name!r} looks like {other!r}" for name, other in alike}


def test_the_fault_of_a_double() -> None:
    """It stands at the first row of the longer name and says how to mend it."""
    (fault,) = double_name_faults(codings("Bora.txt", "Bora.txt", "Bora"))
    assert str(fault) == (
        "SYNTHETIC.csv!B2: participant: 'Bora.txt' looks like 'Bora' (SYNTHETIC.csv!B4) under the name of a document "
        "or of a copy: one name for one person, or a line Bora.txt: Bora under participants in a mapping"
    )


def test_names_without_endings() -> None:
    """An ending is taken off where the names stay apart."""
    assert without_ending(["A.txt", "B.docx", "b.pdf", "C", ".txt"]) == {
        "A.txt": "A",
        "B.docx": "B.docx",
        "b.pdf": "b.pdf",
        "C": "C",
        ".txt": ".txt",
    }
