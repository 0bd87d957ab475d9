rule ledger:
    """Gather all numbers with what the article printed for them and where the manuscript uses them."""
    input:
        numbers=expand("<work>/{part}/numbers.json", part=PARTS),
        published=rules.prepare.output.published,
        uses=rules.manuscript.output.uses,
        code=modules("scripts/adapter", "traced/*"),
    output:
        "<work>/ledger/numbers.json",
    log:
        "<work>/logs/ledger.log",
    conda:
        "../envs/paper.yaml"
    script:
        "../scripts/ledger.py"


rule claims:
    """Judge what the sentences of the manuscript claim: it holds, fails, or is undecided."""
    input:
        numbers=expand("<work>/{part}/numbers.json", part=PARTS),
        interviews=rules.prepare.output.interviews,
        sentences=rules.manuscript.output.sentences,
        code=modules("scripts/adapter", "study/claims", "traced/*"),
    output:
        "<work>/claims/claims.json",
    log:
        "<work>/logs/claims.log",
    conda:
        "../envs/paper.yaml"
    script:
        "../scripts/claims.py"


rule annotated_docx:
    """Write the Word file with a comment at each number that says where it comes from."""
    input:
        document=rules.manuscript.output.document,
        ledger=rules.ledger.output[0],
        records=[rules.prepare.output.interviews, rules.prepare.output.statistics, rules.prepare.output.background],
        figures=expand("<work>/figures/{figure}.png", figure=FIGURES),
        style="manuscript/styles/word.xml",
        code=modules("scripts/adapter", "study/evidence", "traced/*"),
    output:
        "<work>/annotated_docx/paper-annotated.docx",
    log:
        "<work>/logs/annotated_docx.log",
    conda:
        "../envs/paper.yaml"
    params:
        folder=subpath(input.document, ancestor=2),
    script:
        "../scripts/annotated_docx.py"


rule annotated_pdf:
    """Write the PDF with each number linked to an appendix that says where it comes from."""
    input:
        document=rules.manuscript.output.document,
        ledger=rules.ledger.output[0],
        records=[rules.prepare.output.interviews, rules.prepare.output.statistics, rules.prepare.output.background],
        figures=expand("<work>/figures/{figure}.svg", figure=FIGURES),
        template="manuscript/styles/paper.typ",
        code=modules("scripts/adapter", "study/evidence", "traced/*"),
    output:
        "<work>/annotated_pdf/paper-annotated.pdf",
    log:
        "<work>/logs/annotated_pdf.log",
    conda:
        "../envs/paper.yaml"
    params:
        folder=subpath(input.document, ancestor=2),
    script:
        "../scripts/annotated_pdf.py"


rule audit:
    """Write the audit page: the manuscript with all that is behind its numbers, in one file that opens offline."""
    input:
        document=rules.manuscript.output.document,
        ledger=rules.ledger.output[0],
        claims=rules.claims.output[0],
        records=[rules.prepare.output.interviews, rules.prepare.output.statistics, rules.prepare.output.background],
        published=rules.prepare.output.published,
        figures=expand("<work>/figures/{figure}.svg", figure=FIGURES),
        template="manuscript/styles/audit.html",
        style="manuscript/styles/audit.css",
        script="manuscript/styles/audit.js",
        code=modules("scripts/adapter", "study/*", "traced/*"),
    output:
        "<work>/audit/audit.html",
    log:
        "<work>/logs/audit.log",
    conda:
        "../envs/paper.yaml"
    params:
        folder=subpath(input.document, ancestor=2),
        graph=lambda wildcards: told(workflow.rules),
    script:
        "../scripts/audit.py"
