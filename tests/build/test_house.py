"""The house: rules that say what they make, adapters without arithmetic, locks, documentation that names what exists.

Import layers are import-linter's (pyproject.toml), style is ruff's.
"""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from conftest import ROOT

RULE_FILES = [ROOT / "Snakefile", *sorted((ROOT / "workflow/rules").glob("*.smk"))]
RULES = {
    match["name"]: match["docstring"]
    for path in RULE_FILES
    for match in re.finditer(
        r'^rule (?P<name>\w+):\n(?: {4}"""(?P<docstring>.*?)""")?', path.read_text("utf-8"), re.MULTILINE | re.DOTALL
    )
}
ADAPTERS = sorted(path for path in (ROOT / "workflow/scripts").glob("*.py") if path.stem != "adapter")
LOCKS = ("requirements.lock", "requirements-dev.lock")
PAGES = [ROOT / name for name in ("README.md", "CONTRIBUTING.md", "data/README.md")] + sorted(
    (ROOT / "docs").glob("*.md")
)
TARGETS = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE))
# A path in code style: its first part is a file or folder of the repository, and no letter stands for another.
TOP = "|".join(sorted(re.escape(path.name) for path in ROOT.iterdir() if path.name != "results"))
PATH = re.compile(rf"(?<![\w./-])(?:{TOP})(?:/[\w./-]*[\w/])?(?![\w*{{<])")


@pytest.mark.parametrize("rule", RULES)
def test_each_rule_says_in_one_sentence_what_it_makes(rule: str) -> None:
    """The sentence is what `snakemake --list`, the terminal and the audit page show."""
    assert re.fullmatch(r"[A-Z].*\.", RULES[rule] or "")
    assert not re.search(r"\. [A-Z]", RULES[rule])


@pytest.mark.parametrize("path", ADAPTERS, ids=lambda path: path.stem)
def test_adapters_hold_no_arithmetic(path: Path) -> None:
    """An adapter reads, calls and writes; its only operators join paths and compare sets of names."""
    tree = ast.parse(path.read_text("utf-8"))
    operators = {type(node.op) for node in ast.walk(tree) if isinstance(node, ast.BinOp)}
    assert operators <= {ast.Div, ast.BitOr, ast.BitAnd, ast.BitXor}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.AugAssign)]


@pytest.mark.parametrize("lock", LOCKS)
def test_locks_pin_by_hash_and_without_address(lock: str) -> None:
    """Each line of a lock is a version or its hash; no index, address or path stands in it."""
    line = re.compile(r"[a-z0-9._\[\]-]+==\S+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?")
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    assert [text for text in lines if not line.fullmatch(text)] == []
    assert lines[-1].startswith("    --hash")


def test_the_locks_agree_with_each_other_and_with_the_project() -> None:
    """Tests use the versions that build the paper, and every direct dependency is locked."""
    paper, development = (
        dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE)) for lock in LOCKS
    )
    assert paper.items() <= development.items()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))

    def names(dependencies: list[str]) -> set[str]:
        return {re.split(r"[<>=]", text)[0].replace("_", "-") for text in dependencies}

    assert names(project["project"]["dependencies"]) <= paper.keys()
    for group in project["dependency-groups"].values():
        assert names(group) <= development.keys()


def test_the_repository_names_no_machine() -> None:
    """No text file of the repository holds a home folder, a drive or an address of a package index."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    if not listed:
        pytest.skip("not a git checkout")
    machine = re.compile(r"/(home|Users|root)/\w|[A-Z]:\\\\|/simple/|--(extra-)?index-url")
    texts = [path for path in map(ROOT.joinpath, listed) if path.is_file() and path.suffix not in (".png", ".docx")]
    named = [path for path in texts if machine.search(path.read_text("utf-8"))]
    assert named == [Path(__file__).resolve()]  # which holds the pattern


@pytest.mark.parametrize("tool", ["snakemake --lint", "snakefmt --check Snakefile workflow/rules"])
def test_the_rules_keep_to_the_conventions_of_snakemake(tool: str) -> None:
    """Snakemake's own lint and formatter report nothing."""
    command = [sys.executable, "-m", *tool.split()]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_what_the_documentation_names_exists(page: Path) -> None:
    """Each link leads to a file, each path in code style is one or a new one, and each `make` command is a target."""
    text = page.read_text("utf-8")
    links = [link for link in re.findall(r"\]\(([^)#\s]+)", text) if not re.match(r"https?:", link)]
    missing = [link for link in links if not (page.parent / link).exists()]
    code = [*re.findall(r"`([^`\n]+)`", text), *re.findall(r"^```[^\n]*\n(.*?)^```", text, re.MULTILINE | re.DOTALL)]
    paths = {path for piece in code for path in PATH.findall(piece)}
    new = re.findall(r"In\s`([^`\n]+)`, new:", text)  # what a reader of docs/developer.md adds
    missing += [path for path in paths.difference(new) if not (ROOT / path).exists()]
    commands = {target for piece in code for target in re.findall(r"(?:^|[\s&])make ([a-z]+)", piece)}
    missing += [f"make {target}" for target in commands - TARGETS]
    assert sorted(missing) == []
