"""The ledger: numbers of all parts, what the article printed for them, and where they are used."""

import json
from dataclasses import replace

import pytest

from traced.ledger.ledger import SCHEMAS, dump_numbers, dump_rows, ledger_rows, load_numbers, load_rows
from traced.ledger.published import agreement_of
from unit.builders import ledger as shipped_numbers
from unit.builders import number, row

SURVIVAL = number("motives.survival", 4)
TOTAL = number("participants.total", 26)


def printed(name: str, text: str, value: str, page: str = "69", line: int = 2) -> object:
    """Return a SYNTHETIC row of what the article printed."""
    return row("numbers", line=line, basis="reported", number=name, printed=text, value=value, page=page)


def test_numbers_survive_the_file() -> None:
    """What is dumped by each part and loaded together is what was computed."""
    numbers = shipped_numbers()
    parts = {name.partition(".")[0] for name in numbers}
    texts = [dump_numbers(n for n in numbers.values() if n.rule == part) for part in parts]
    assert load_numbers(texts) == numbers


def test_the_file_is_sorted() -> None:
    """The order in which numbers are computed does not show in the file."""
    assert dump_numbers([SURVIVAL, TOTAL]) == dump_numbers([TOTAL, SURVIVAL])


def test_a_name_of_two_parts_is_refused() -> None:
    """Two parts cannot define the same number."""
    with pytest.raises(ValueError, match=r"motives\.survival is defined by both rule and other"):
        load_numbers([dump_numbers([SURVIVAL]), dump_numbers([replace(SURVIVAL, rule="other")])])


@pytest.mark.parametrize(
    ("text", "value", "verdict"),
    [
        ("4", 4, "same"),
        ("4", 5, "differs"),
        ("2.5", 2.5, "same"),
        ("0.50", 0.5, "same"),
        ("40s", 40, "same"),
        ("2017-10", "2017-10", "same"),
        ("2017-10", "2017-11", "differs"),
        ("33(1)", "33(1)", "same"),
        ("several", 4, "differs"),
        ("4", None, "cannot be computed"),
    ],
)
def test_verdict(text: str, value: float | str | None, verdict: str) -> None:
    """A recomputed value is held against the printed one as a number where both are numbers."""
    assert agreement_of(text, value) == verdict


def test_assemble() -> None:
    """A row says where it is used and what the first place of the article with a value printed for it."""
    rows = ledger_rows(
        {"motives.survival": SURVIVAL, "participants.total": TOTAL},
        [
            printed("motives.survival", "a few", ""),
            printed("motives.survival", "four", "4", page="69"),
            printed("motives.survival", "five", "5", page="80"),
        ],
        {"motives.survival": ["paper.md.j2:88"]},
    )
    assert rows["motives.survival"]["published"] == {"text": "four", "page": "69", "verdict": "same"}
    assert rows["motives.survival"]["used"] == ["paper.md.j2:88"]
    assert rows["participants.total"]["used"] == []
    assert "published" not in rows["participants.total"]


def test_the_contract_of_numbers_json() -> None:
    """The file has the fields that others rely on, and ends with a line end."""
    text = dump_rows(
        "numbers", ledger_rows({"motives.survival": SURVIVAL}, [printed("motives.survival", "four", "4")], {})
    )
    assert json.loads(text)["schema"] == SCHEMAS["numbers"]
    (entry,) = load_rows("numbers", text).values()
    fields = "value low high unit status definition rule code records of published used"
    assert set(entry) >= set(fields.split())
    assert text.endswith("}\n")


@pytest.mark.parametrize("text", ["[]", "{}", '{"numbers": {}}', '{"numbers": {}, "schema": 0}'])
def test_another_schema_is_refused(text: str) -> None:
    """What an earlier or later version of the package has written is not read as if it were this one's."""
    with pytest.raises(ValueError, match=r"numbers\.json has schema .*, and this version of the package reads 1"):
        load_rows("numbers", text)
