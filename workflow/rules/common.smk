"""What the rules share: the settings, the files of the study, the parts of the paper, the code of each rule."""

import shlex
import sys
from pathlib import Path

sys.path.insert(0, str(Path(workflow.basedir, "workflow")))
# Snakemake writes the interpreter into shell commands as it is, and the folder of a study may have spaces in its name.
sys.executable = shlex.quote(sys.executable)

import data_folder
from code_files import code_files
from messages import change_lines, clear_notes, codebook_lines, data_lines, note_lines, say, show_steps, stop, took
from settings import setting_faults, with_types
from traced.changes.snapshot import snapshot_files
from traced.core.build_lock import lock_build

config.update(with_types(config))
if unusable := [*setting_faults(config)]:
    stop(*unusable)

RESULTS, WORK = Path(config["results"]), Path(config["results"], ".work")

# Snakemake's own lock outlives a build that was killed; this one does not. It is taken before anything is planned.
if workflow.is_main_process:
    build_lock = lock_build(WORK)

# The files of the study: those of the data folder, and the shipped ones where it has none.
FOLDER = Path(config["data"])
DATA = data_folder.find_files(FOLDER)
if unusable := data_folder.folder_faults(FOLDER, DATA):
    stop(*unusable)


# A figure is a module of its own; `style` is what they share.
FIGURES = sorted(
    path.stem for path in Path(workflow.basedir, "workflow/study/figures").glob("[a-z]*.py") if path.stem != "style"
)
FIGURE_MODULES = [f"study.figures.{figure}" for figure in FIGURES]
MORE_TABLES = ["events"]  # those that a figure draws beside the table with its own name
SUFFIXES = ["svg", "pdf", "png"]
SHIPPED_RESULTS = "results"


def code_of(script, *modules):
    """Return the files of code that a rule runs, and the lock; Snakemake sees edits in declared inputs only.

    script: the stem of its script, whose imports are followed
    modules: the modules that the script imports by name while it runs
    """
    paths = code_files(script, *modules)
    return ["requirements.lock", *(str(path.relative_to(workflow.basedir)) for path in paths)]


def baseline(against, results):
    """Return the folder whose results a build is compared with, None for its own as the earlier build has left it.

    Without a folder that is asked for, other data are compared with the shipped study, if that has been built.
    """
    if against and not Path(against, "numbers.json").is_file():
        stop(f"config: against: {against} holds no results: build them first, or name another folder")
    built = SHIPPED_RESULTS if Path(SHIPPED_RESULTS, "numbers.json").is_file() else results
    folder = Path(against or built)
    return None if folder.resolve() == Path(results).resolve() else folder


def steps(rules, left_out):
    """Return the name, docstring, inputs and outputs of each rule, for the audit page.

    left_out: inputs that the page does not show, the results of another build
    """
    return [
        (one.name, one.docstring or "", [str(f) for f in one.input if f not in left_out], list(map(str, one.output)))
        for one in rules
    ]


def sentence_of(name):
    """Return the sentence that says what a rule makes."""
    return workflow.get_rule(name).docstring


def shown(file, caption, category):
    """Return a file of the results folder that `snakemake --report` shows, with its caption, under a category."""
    path = f"../report/{caption}.rst"
    return report(update(f"<results>/{file}"), caption=path, category=category, labels={"file": Path(file).name})
