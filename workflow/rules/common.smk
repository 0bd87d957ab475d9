"""What the rules share - the parts of the paper, and the code that their results depend on."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(workflow.basedir, "workflow")))

import layout
from traced.turns import take_turn

# Snakemake's own lock outlives a build that was killed; a turn does not. It is taken before anything is planned.
if workflow.is_main_process:
    turn = take_turn(Path(config["results"], ".work"))

# The files of the study: those of the data folder, and the shipped ones where it has none.
DATA = layout.read(Path(config["data"]))

# The parts of the paper that compute numbers, in the order of the text. Each names a rule, a script and a module.
PARTS = ["participants", "motives", "strategies", "journeys", "entries", "background"]
TABLES = ["strategies", "entries"]
FIGURES = ["motives", "routes", "journeys", "entries"]
SUFFIXES = ["svg", "pdf", "png"]


def modules(*patterns):
    """Return the files of code that a rule imports, and the lock; Snakemake sees edits in declared inputs only."""
    root = Path(workflow.basedir)
    found = sorted(path for pattern in patterns for path in root.glob(f"workflow/{pattern}.py"))
    return ["requirements.lock", *(str(path.relative_to(root)) for path in found)]


def told(steps):
    """Return the name, docstring, inputs and outputs of what the workflow does step by step, for the audit page."""
    return [
        (step.name, step.docstring or "", list(map(str, step.input)), list(map(str, step.output))) for step in steps
    ]


def faults(results):
    """Return what the scripts have noted as faults of the data, one line each."""
    logs = sorted(Path(results, ".work", "logs").glob("*.log"))
    return [line for log in logs for line in log.read_text(encoding="utf-8").splitlines()]


def forget_faults(results):
    """Clear what scripts of earlier builds have noted."""
    for log in Path(results, ".work", "logs").glob("*.log"):
        log.unlink()


def say(*lines):
    """Tell the user something, set off from what Snakemake tells."""
    print("", *lines, sep="\n", file=sys.stderr, flush=True)
