rule publish:
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
        code=code_of("publish"),
    output:
        shown("paper.html", "paper", "Documents"),
        shown("paper.docx", "paper", "Documents"),
        shown("paper.pdf", "paper", "Documents"),
        update("<results>/paper.txt"),
        shown("paper-annotated.docx", "annotated", "Where the numbers come from"),
        update("<results>/numbers.json"),
        update("<results>/claims.json"),
        update("<results>/records.json"),
        shown("audit.html", "audit", "Where the numbers come from"),
        shown("replication.html", "replication", "Where the numbers come from"),
        update("<results>/replication.csv"),
        shown("findings.html", "findings", "Where the numbers come from"),
        update("<results>/entailed.json"),
        shown("changes.html", "changes", "Where the numbers come from"),
        update("<results>/changes.csv"),
        tables=[shown(f"tables/{table}.csv", "table", "Tables") for table in TABLES],
        figures=[
            (
                shown(f"figures/{figure}.svg", "figure", "Figures")
                if suffix == "svg"
                else update(f"<results>/figures/{figure}.{suffix}")
            )
            for figure in FIGURES
            for suffix in ["csv", *SUFFIXES]
        ],
        more=update(expand("<results>/figures/{table}.csv", table=MORE_TABLES)),
    log:
        "<work>/logs/publish.log",
    conda:
        "../envs/paper.yaml"
    script:
        "../scripts/publish.py"
