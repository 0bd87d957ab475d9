"""Han (2020), regenerated: from coded interviews and public statistics to the paper.

Read the includes in order: they are the story of the study. `snakemake --list` tells each rule in a sentence.
"""

from snakemake.utils import min_version

min_version("9.27")


configfile: "config/config.yaml"


report: "workflow/report/workflow.rst"


include: "workflow/rules/common.smk"


pathvars:
    results=str(RESULTS),
    work=str(WORK),


include: "workflow/rules/prepare.smk"
include: "workflow/rules/analyse.smk"
include: "workflow/rules/figures.smk"
include: "workflow/rules/manuscript.smk"
include: "workflow/rules/audit.smk"
include: "workflow/rules/release.smk"


rule all:
    """Make everything: the paper as HTML, Word and PDF, its tables and figures, and the pages that audit its numbers."""
    default_target: True
    input:
        rules.publish.output,


if workflow.is_main_process and not workflow.dryrun:
    show_steps(sentence_of, faults=lambda: note_lines(WORK))


onstart:
    clear_notes(WORK)


onsuccess:
    say(
        *data_lines(WORK, FOLDER, DATA),
        *note_lines(WORK),
        *change_lines(WORK),
        "Where each number comes from: audit.html and paper-annotated.docx. How the article stands to the data:"
        " replication.html and findings.html.",
        f"Done in {took()}: {RESULTS}/paper.html, paper.docx and paper.pdf.",
    )


onerror:
    say(
        f"The build stopped, and {RESULTS} is as it was before.",
        *note_lines(WORK),
        *codebook_lines(WORK, FOLDER, DATA),
    )
    if note_lines(WORK):  # the faults are the last word; without any, Snakemake has something to tell
        sys.exit(1)
