"""Code files: the modules that a script reaches by its imports, in a tiny tree and in the workflow."""

import re
from pathlib import Path

import pytest

import code_files as under_test
from code_files import code_files, imported_names
from conftest import ROOT

TREE = {
    "scripts/draw.py": "from adapter import job\nfrom study import figures\nimport json\n",
    "scripts/adapter.py": "from traced.core import record as records\n",
    "study/__init__.py": "",
    "study/figures/__init__.py": "",
    "study/figures/one.py": "from study.figures.style import (\n    grey,\n    thin,\n)\n",
    "study/figures/style.py": "def late():\n    from study.sample import people\n",
    "study/sample.py": "import study.figures.style\n",  # a circle
    "study/unused.py": "import study.sample\n",
    "traced/__init__.py": "",
    "traced/core/record.py": "from pathlib import Path\n",
}


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A workflow folder of a few modules."""
    for name, content in TREE.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    monkeypatch.setattr(under_test, "WORKFLOW", tmp_path)
    monkeypatch.setattr(under_test, "SCRIPTS", tmp_path / "scripts")
    return tmp_path


@pytest.mark.parametrize(
    ("modules", "reached"),
    [
        (
            ["draw"],
            "scripts/adapter scripts/draw study/__init__ study/figures/__init__ traced/__init__ traced/core/record",
        ),
        (
            ["study.figures.one"],
            "study/__init__ study/figures/__init__ study/figures/one study/figures/style study/sample",
        ),
        (["traced.core.record"], "traced/__init__ traced/core/record"),
        (["json", "elsewhere.module"], ""),
    ],
)
def test_imports_are_followed(tree: Path, modules: list[str], reached: str) -> None:
    """Through packages, over several lines, within functions, in circles and by another name; to nothing elsewhere."""
    found = [path.relative_to(tree).with_suffix("").as_posix() for path in code_files(*modules)]
    assert found == reached.split()


def test_each_module_of_the_workflow_is_reached_by_a_rule_or_a_command() -> None:
    """No module is dead, and none that a rule runs is left out of the files that it declares."""
    rules = "".join(path.read_text("utf-8") for path in (ROOT / "workflow/rules").glob("*.smk"))
    named = set(re.findall(r'code_of\("(\w+)"', rules)) | set(re.findall(r'"(study\.parts\.\w+)"', rules))
    scripts = {path.stem for path in (ROOT / "workflow/scripts").glob("*.py")}
    assert named & scripts == scripts - {"adapter"}
    figures = {f"study.figures.{path.stem}" for path in (ROOT / "workflow/study/figures").glob("[a-z]*.py")}
    commands = {f"commands.{path.stem}" for path in (ROOT / "workflow/commands").glob("*.py")}
    common = imported_names(ROOT / "workflow/rules/common.smk")
    every = {path for path in (ROOT / "workflow").rglob("*.py") if path.name != "__init__.py"}
    assert every - set(code_files(*named, *figures, *commands, *common)) == set()
