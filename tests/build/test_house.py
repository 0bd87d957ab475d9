"""The frame of the house: walls, names, locks, and documentation that cannot go stale."""

import ast
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[2]
WORKFLOW = ROOT / "workflow"
SMK = sorted((WORKFLOW / "rules").glob("*.smk"))
RULES = {
    match[1]: match[2]
    for path in [ROOT / "Snakefile", *SMK]
    for match in re.finditer(r'^rule (\w+):\n((?: {4}""".*?""")?)', path.read_text("utf-8"), re.MULTILINE)
}
SCRIPTS = sorted(p.stem for p in (WORKFLOW / "scripts").glob("*.py") if p.stem != "adapter")
PARTS = ("participants", "motives", "strategies", "journeys", "entries", "background")
README = (ROOT / "README.md").read_text("utf-8")


def imported(path: Path) -> set[str]:
    """Return the top-level names that a module imports."""
    tree = ast.parse(path.read_text("utf-8"))
    names = [alias.name for node in ast.walk(tree) if isinstance(node, ast.Import) for alias in node.names]
    names += [node.module or "" for node in ast.walk(tree) if isinstance(node, ast.ImportFrom) and not node.level]
    return {name.partition(".")[0] for name in names}


@pytest.mark.parametrize("path", sorted((WORKFLOW / "traced").rglob("*.py")), ids=lambda p: p.stem)
def test_the_engine_knows_no_paper(path: Path) -> None:
    """The engine imports nothing of the study, and speaks of none of its subjects outside of examples."""
    assert not imported(path) & {"study", "snakemake", "adapter"}
    code = ast.unparse(strip_docstrings(ast.parse(path.read_text("utf-8"))))
    subjects = r"korea|japan|china|defector|repatriat|stateless|han2020|pseudonym|age.band|\broutes?\b|data/published"
    assert not re.search(subjects, code, re.IGNORECASE)


@pytest.mark.parametrize("path", sorted((WORKFLOW / "study").rglob("*.py")), ids=lambda p: p.stem)
def test_the_study_knows_no_files(path: Path) -> None:
    """The science reads and writes nothing, and knows neither Snakemake nor HTML."""
    assert not imported(path) & {
        "pathlib",
        "os",
        "io",
        "json",
        "csv",
        "snakemake",
        "adapter",
        "jinja2",
        "pypandoc",
        "html",
    }
    calls = [
        n.func.id
        for n in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(n, ast.Call) and isinstance(n.func, ast.Name)
    ]
    assert "open" not in calls


@pytest.mark.parametrize("stem", SCRIPTS)
def test_adapters_hold_no_arithmetic(stem: str) -> None:
    """An adapter reads, calls and writes; the only operator it may use joins paths."""
    tree = ast.parse((WORKFLOW / "scripts" / f"{stem}.py").read_text("utf-8"))
    operators = [type(node.op) for node in ast.walk(tree) if isinstance(node, ast.BinOp)]
    assert set(operators) <= {ast.Div}
    assert not [node for node in ast.walk(tree) if isinstance(node, ast.AugAssign)]


def strip_docstrings(tree: ast.Module) -> ast.Module:
    """Return the tree without docstrings, in which examples may name the paper."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef) and ast.get_docstring(node) is not None:
            node.body = node.body[1:] or [ast.Pass()]
    return tree


def test_a_rule_a_script_a_module_have_one_name() -> None:
    """Each rule has the script of its name, each part of the paper its module, and each module names its own rule."""
    assert sorted(set(RULES) - {"all"}) == SCRIPTS
    for part in PARTS:
        source = (WORKFLOW / "study" / f"{part}.py").read_text("utf-8")
        assert f'= Part("{part}")' in source


@pytest.mark.parametrize("rule", RULES)
def test_every_rule_says_what_it_is_for(rule: str) -> None:
    """Each rule has a docstring of one sentence, and the README names it."""
    assert re.fullmatch(r' {4}"""[A-Z].*\."""', RULES[rule]), rule
    assert rule == "all" or f"`{rule}`" in README


def test_the_readme_shows_the_house_as_it_is() -> None:
    """All that the README draws exists, every folder of the workflow is drawn, and the targets are those of make."""
    drawing = README.partition("## The house\n\n```\n")[2].partition("```")[0]
    parent = ""
    for line in drawing.splitlines():
        name = line.split()[0]
        parent = "" if not line.startswith(" ") else parent
        assert (ROOT / parent / name).exists(), name
        parent = name if not line.startswith(" ") else parent
    for folder in (p for p in WORKFLOW.iterdir() if p.is_dir() and not p.name.startswith((".", "_", "envs"))):
        assert f"{folder.name}/" in drawing
    targets = re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text("utf-8"), re.MULTILINE)
    assert {"paper", "test", "check"} <= set(targets)


def test_every_setting_is_used() -> None:
    """Each key of the configuration is read by the workflow, and no other."""
    keys = set(yaml.safe_load((WORKFLOW / "config.yaml").read_text("utf-8")))
    read = set()
    for path in [ROOT / "Snakefile", *SMK]:
        read |= set(re.findall(r"config\[['\"](\w+)['\"]\]", path.read_text("utf-8")))
    assert read == keys


@pytest.mark.parametrize("lock", ["requirements.lock", "requirements-dev.lock"])
def test_locks_pin_by_hash_and_without_address(lock: str) -> None:
    """Each line of a lock is a version or its hash; no index, address or path stands in it."""
    lines = (ROOT / lock).read_text("utf-8").splitlines()
    assert all(
        re.fullmatch(r"[a-z0-9._\[\]-]+==\S+( ; .+)? \\|    --hash=sha256:[0-9a-f]{64}( \\)?", line) for line in lines
    )
    assert lines[-1].startswith("    --hash")


def test_the_locks_agree_with_each_other_and_with_the_project() -> None:
    """What tests use is the same version as what builds the paper, and every direct dependency is locked."""
    pins = [
        dict(re.findall(r"^([a-z0-9._-]+)==(\S+)", (ROOT / lock).read_text("utf-8"), re.MULTILINE))
        for lock in ("requirements.lock", "requirements-dev.lock")
    ]
    assert pins[0].items() <= pins[1].items()
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    direct = {re.split(r"[<>=]", d)[0].replace("_", "-") for d in project["project"]["dependencies"]}
    assert direct <= set(pins[0])


def test_the_repository_names_no_machine() -> None:
    """No text file of the repository holds a home folder, a drive or an address of a package index."""
    listed = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=False).stdout.split()
    if not listed:
        pytest.skip("not a git checkout")
    pattern = re.compile(r"/(home|Users|root)/\w|[A-Z]:\\\\|/simple/|--(extra-)?index-url")
    for name in listed:
        path = ROOT / name
        if path.suffix not in (".png", ".docx") and path.resolve() != Path(__file__).resolve() and path.exists():
            assert not pattern.search(path.read_text("utf-8")), name


@pytest.mark.parametrize("tool", ["snakemake --lint", "snakefmt --check Snakefile workflow/rules"])
def test_the_workflow_keeps_to_its_conventions(tool: str) -> None:
    """Snakemake's own lint and formatter find nothing."""
    program, *arguments = tool.split()
    command = [sys.executable, "-m", program, *arguments]
    run = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert run.returncode == 0, run.stdout + run.stderr
