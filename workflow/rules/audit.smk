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
