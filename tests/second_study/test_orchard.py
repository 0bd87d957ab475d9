"""The engine knows no paper: a second study on another subject is made with it alone."""

import ast
import re
from pathlib import Path

import pytest

from second_study import orchard
from traced.core.fault import Faults


def test_every_number_leads_to_its_rows() -> None:
    """The page shows the numbers in the text, with value, unit, status, rows and the function that made each."""
    page = orchard.harvest_page()
    text = re.sub(r"<[^>]+>", "", page)
    assert "The orchard has three trees. They bore 240 apples." in text
    assert "240 apples" in text
    assert "Apples of all trees (pp. 3-4)." in text
    for line in (2, 3, 4):
        assert f'id="r=orchard/trees.csv:{line}"' in page
    assert re.search(r"tests/second_study/orchard\.py:\d+", page)
    assert "recomputed" in text


def test_an_unknown_number_stops_it() -> None:
    """The fault names file, line and column, and the nearest name."""
    with pytest.raises(
        Faults, match=r"orchard\.md\.j2:8: 28: harvest\.tree is not in the ledger: did you mean harvest\.trees"
    ):
        orchard.harvest_page(orchard.TEXT.replace("harvest.trees | words", "harvest.tree | words"))


def test_the_page_speaks_of_this_study_alone() -> None:
    """Nothing of the article's subject, places or wording comes out of the engine."""
    page = orchard.harvest_page().casefold()
    words = ("defector", "korea", "japan", "participant", "the article", "han (2020)", "migration", "interview")
    assert [word for word in words if word in page] == []


def test_it_uses_the_engine_alone() -> None:
    """No module of the study is imported."""
    tree = ast.parse(Path(orchard.__file__).read_text("utf-8"))
    modules = {
        node.module.partition(".")[0] for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and node.module
    }
    assert "study" not in modules
