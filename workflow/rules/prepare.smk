rule prepare:
    """Read the data files, hold them to the codebook and to each other, and hand them on as records."""
    input:
        codebook="<data>/interviews/codebook.yaml",
        codings="<data>/interviews/codings.csv",
        aggregates="<data>/interviews/aggregates.csv",
        strategies="<data>/interviews/strategies.csv",
        routes="<data>/interviews/routes.csv",
        new_entries="<data>/statistics/new_entries.csv",
        south_korea_arrivals="<data>/statistics/south_korea_arrivals.csv",
        facts="<data>/background/facts.csv",
        events="<data>/background/events.csv",
        numbers="<data>/published/numbers.csv",
        findings="<data>/published/findings.csv",
        bibliography="manuscript/references.bib",
        code=modules("scripts/adapter", "study/inputs", "traced/*"),
    output:
        interviews="<work>/prepare/interviews.json",
        statistics="<work>/prepare/statistics.json",
        background="<work>/prepare/background.json",
        published="<work>/prepare/published.json",
    log:
        "<work>/logs/prepare.log",
    conda:
        "../envs/paper.yaml"
    params:
        label=lambda wildcards, input: label(input.codings),
    script:
        "../scripts/prepare.py"
