"""What the rules share - the parts of the paper, and the code that their results depend on."""

import sys
from pathlib import Path

from snakemake.exceptions import WorkflowError

sys.path.insert(0, str(Path(workflow.basedir, "workflow")))

import layout
from messages import say, show_steps
from traced.snapshots import files
from traced.turns import take_turn

# Snakemake's own lock outlives a build that was killed; a turn does not. It is taken before anything is planned.
if workflow.is_main_process:
    turn = take_turn(Path(config["results"], ".work"))

# The files of the study: those of the data folder, and the shipped ones where it has none.
FOLDER = Path(config["data"])
DATA = layout.read(FOLDER)
if unusable := layout.faults(FOLDER, DATA):
    print("", *unusable, sep="\n", file=sys.stderr)
    sys.exit(1)

# The parts of the paper that compute numbers, in the order of the text. Each names a rule, a script and a module.
PARTS = ["participants", "motives", "strategies", "journeys", "entries", "background"]
TABLES = ["strategies", "entries"]
FIGURES = ["motives", "routes", "journeys", "entries"]
SUFFIXES = ["svg", "pdf", "png"]
SHIPPED_RESULTS = "results"
MANY = 20  # files passed over that a terminal is told


def modules(*patterns):
    """Return the files of code that a rule imports, and the lock; Snakemake sees edits in declared inputs only."""
    root = Path(workflow.basedir)
    found = sorted(path for pattern in patterns for path in root.glob(f"workflow/{pattern}.py"))
    return ["requirements.lock", *(str(path.relative_to(root)) for path in found)]


def baseline(against, results):
    """Return the folder whose results a build is compared with, None for its own as the earlier build has left it.

    Without a folder that is asked for, other data are compared with the shipped study, if that has been built.
    """
    if against and not Path(against, "numbers.json").is_file():
        raise WorkflowError(
            f"against={against}: this folder holds no results: build them first, or name another folder"
        )
    built = SHIPPED_RESULTS if Path(SHIPPED_RESULTS, "numbers.json").is_file() else results
    folder = Path(against or built)
    return None if folder.resolve() == Path(results).resolve() else folder


def told(steps, aside):
    """Return the name, docstring, inputs and outputs of what the workflow does step by step, for the audit page.

    aside: the results of another build, of which the page does not tell
    """
    return [
        (step.name, step.docstring or "", [str(f) for f in step.input if f not in aside], list(map(str, step.output)))
        for step in steps
    ]


def noted(results):
    """Return what the scripts of this build have noted, one line each: faults of the data, and what was not drawn."""
    logs = sorted(Path(results, ".work", "logs").glob("*.log"))
    return [line for log in logs for line in log.read_text(encoding="utf-8").splitlines()]


def codebook_hint():
    """Return where codes are added, a line, when a fault of this build speaks of the codebook."""
    if not any("in the codebook" in line for line in noted(config["results"])):
        return []
    own = FOLDER / layout.CODES
    shipped = f", which is the shipped one: a copy as {layout.label(own, FOLDER)} may have more"
    return [f"The codebook is {layout.label(DATA.codebook, FOLDER)}{'' if DATA.codebook == own else shipped}."]


def forget_notes(results):
    """Clear what scripts of earlier builds have noted."""
    for log in Path(results, ".work", "logs").glob("*.log"):
        log.unlink()


def remarks(results):
    """Return what reading the data has mended or left out, a line each, and the files that it has passed over."""
    notes = Path(results, ".work", "prepare", "notes.txt").read_text(encoding="utf-8").splitlines()
    passed_over = [str(layout.why_unread(path, FOLDER)) for path in layout.unread(FOLDER, DATA)]
    more = [f"and {len(passed_over) - MANY} more files of {FOLDER.name}"] if len(passed_over) > MANY else []
    return [f"Noted: {note}" for note in (*notes, *passed_over[:MANY], *more)]


def untold(results):
    """Return what the last build that ended well has changed, a line for each thing; once, and then nothing."""
    summary = Path(results, ".work", "changes", "summary.txt")
    told_of = summary.with_name("told")
    made = str(summary.stat().st_mtime_ns) if summary.exists() else ""
    if made == (told_of.read_text(encoding="utf-8") if told_of.exists() else ""):
        return []
    told_of.write_text(made, encoding="utf-8")
    return summary.read_text(encoding="utf-8").splitlines()


def rule_sentence(name):
    """Return what a rule makes, in a sentence."""
    return workflow.get_rule(name).docstring
