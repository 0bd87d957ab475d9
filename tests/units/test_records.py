"""Records: rows that every number can point to."""

from traced import records
from units.builders import codebook, shipped


def test_identity() -> None:
    """A record knows its file, its line and its cells."""
    record = shipped()["codings"][0]
    assert (record.file, record.line, record["variable"]) == ("data/interviews/codings.csv", 2, "sex")


def test_records_survive_the_file() -> None:
    """What is dumped is what is loaded, with a codebook that goes along."""
    tables = {name: list(rows) for name, rows in shipped().items()}
    assert records.load(records.dump(tables, codebook=codebook())) == tables | {"codebook": codebook()}
