rule release:
    """Put what has been built into the results folder, each file whole."""
    input:
        rules.html.output,
        rules.docx.output,
        rules.pdf.output,
        rules.manuscript.output.text,
        rules.annotated_docx.output,
        rules.ledger.output,
        rules.audit.output,
        rules.replication.output,
        rules.findings.output,
        rules.entailed.output,
        rules.changes.output.page,
        rules.changes.output.table,
        tables=expand("<work>/tables/{table}.csv", table=TABLES),
        figures=expand("<work>/figures/{figure}.{suffix}", figure=FIGURES, suffix=["csv", *SUFFIXES]),
        more=expand("<work>/figures/{table}.csv", table=MORE_TABLES),
        code=code_of("release"),
    output:
        report(update("<results>/paper.html"), category="Documents", labels={"document": "The paper"}),
        update("<results>/paper.docx"),
        update("<results>/paper.pdf"),
        update("<results>/paper.txt"),
        update("<results>/paper-annotated.docx"),
        update("<results>/numbers.json"),
        update("<results>/claims.json"),
        update("<results>/records.json"),
        update("<results>/audit.html"),
        update("<results>/replication.html"),
        update("<results>/replication.csv"),
        update("<results>/findings.html"),
        update("<results>/entailed.json"),
        update("<results>/changes.html"),
        update("<results>/changes.csv"),
        tables=update(expand("<results>/tables/{table}.csv", table=TABLES)),
        figures=update(expand("<results>/figures/{figure}.{suffix}", figure=FIGURES, suffix=["csv", *SUFFIXES])),
        more=update(expand("<results>/figures/{table}.csv", table=MORE_TABLES)),
    log:
        "<work>/logs/release.log",
    conda:
        "../envs/paper.yaml"
    script:
        "../scripts/release.py"
