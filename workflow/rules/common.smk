"""What the rules share - the parts of the paper, and the code that their results depend on."""

import json
import shlex
import sys
from pathlib import Path

from snakemake.exceptions import WorkflowError

sys.path.insert(0, str(Path(workflow.basedir, "workflow")))
# Snakemake writes the interpreter into shell commands as it is, and the folder of a study may have spaces in its name.
sys.executable = shlex.quote(sys.executable)

import data_folder
from code_files import code_files
from study.tables import PARTS
from traced.changes.snapshot import files
from traced.core.build_lock import lock_build

# Snakemake's own lock outlives a build that was killed; this one does not. It is taken before anything is planned.
if workflow.is_main_process:
    build_lock = lock_build(Path(config["results"], ".work"))

# The files of the study: those of the data folder, and the shipped ones where it has none.
FOLDER = Path(config["data"])
DATA = data_folder.find_files(FOLDER)
if unusable := data_folder.faults(FOLDER, DATA):
    print("", *unusable, sep="\n", file=sys.stderr)
    sys.exit(1)

# Each of PARTS names a rule, a script and a module.
TABLES = ["strategies", "entries"]
FIGURES = sorted(path.stem for path in Path(workflow.basedir, "workflow/study/figures").glob("[a-z]*.py"))
FIGURES.remove("style")  # what the figures share
FIGURE_MODULES = [f"study.figures.{figure}" for figure in FIGURES]
MORE_TABLES = ["events"]  # those that a figure draws beside the table with its own name
SUFFIXES = ["svg", "pdf", "png"]
SHIPPED_RESULTS = "results"
MANY = 20  # files passed over that a terminal is told


def code_of(script, *modules):
    """Return the files of code that a rule runs, and the lock; Snakemake sees edits in declared inputs only.

    script: the stem of its script, of which the imports are followed; modules: those that it imports by name
    """
    paths = code_files(script, *modules)
    return ["requirements.lock", *(str(path.relative_to(workflow.basedir)) for path in paths)]


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


def kinds(results):
    """Return the kinds of the faults that ended scripts of this build."""
    files = Path(results, ".work", "logs").glob("*.json")
    return {kind for file in files for kind in json.loads(file.read_text(encoding="utf-8"))}


def codebook_hint():
    """Return where codes and places are added, a line, when the codebook lacks one that the data have."""
    if kinds(config["results"]).isdisjoint(("codebook", "list")):
        return []
    own = FOLDER / data_folder.CODES
    shipped = f", which is the shipped one: a copy as {data_folder.label(own, FOLDER)} may have more"
    return [f"The codebook is {data_folder.label(DATA.codebook, FOLDER)}{'' if DATA.codebook == own else shipped}."]


def forget_notes(results):
    """Clear what scripts of earlier builds have noted."""
    for file in Path(results, ".work", "logs").glob("*.*"):
        file.unlink()


def remarks(results):
    """Return what reading the data has mended or left out, a line each, and the files that it has passed over."""
    notes = Path(results, ".work", "prepare", "notes.txt").read_text(encoding="utf-8").splitlines()
    passed_over = [str(data_folder.why_unread(path, FOLDER)) for path in data_folder.unread(FOLDER, DATA)]
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
