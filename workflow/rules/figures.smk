rule figures:
    """Draw the figures, each from the table that is saved beside it."""
    input:
        tables=expand("<work>/figures/{figure}.csv", figure=FIGURES),
        events=rules.journeys.output.events,
        code=modules(
            *("scripts/adapter", "study/figures/*", "traced/delimited", "traced/drawings", "traced/faults"),
            *("traced/labels", "traced/numerals", "traced/records", "traced/words"),
        ),
    output:
        expand("<work>/figures/{figure}.{suffix}", figure=FIGURES, suffix=SUFFIXES),
    log:
        "<work>/logs/figures.log",
    conda:
        "../envs/paper.yaml"
    script:
        "../scripts/figures.py"
