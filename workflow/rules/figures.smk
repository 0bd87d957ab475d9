rule figure_tables:
    """Write the rows that each figure draws."""
    input:
        records=[rules.prepare.output.interviews, rules.prepare.output.statistics, rules.prepare.output.background],
        code=code_of("figure_tables", *FIGURE_MODULES),
    output:
        expand("<work>/figures/{table}.csv", table=[*FIGURES, *MORE_TABLES]),
    log:
        "<work>/logs/figure_tables.log",
    conda:
        "../envs/paper.yaml"
    params:
        figures=FIGURES,
    script:
        "../scripts/figure_tables.py"


rule figures:
    """Draw the figures, each from the table that is saved beside it."""
    input:
        tables=rules.figure_tables.output,
        style="manuscript/styles/figures.mplstyle",
        code=code_of("figures", *FIGURE_MODULES),
    output:
        expand("<work>/figures/{figure}.{suffix}", figure=FIGURES, suffix=SUFFIXES),
    log:
        "<work>/logs/figures.log",
    conda:
        "../envs/paper.yaml"
    params:
        figures=FIGURES,
    script:
        "../scripts/figures.py"
