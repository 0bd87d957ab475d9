rule participants:
    """Compute who was interviewed, when and for how long (pp. 68-69)."""
    input:
        records=[rules.prepare.output.interviews],
        code=code_of("part", "study.parts.participants"),
    output:
        numbers="<work>/participants/numbers.json",
    log:
        "<work>/logs/participants.log",
    conda:
        "../envs/paper.yaml"
    script:
        "../scripts/part.py"


rule motives:
    """Compute the reasons for leaving North Korea (pp. 69-70)."""
    input:
        records=[rules.prepare.output.interviews],
        code=code_of("part", "study.parts.motives"),
    output:
        numbers="<work>/motives/numbers.json",
    log:
        "<work>/logs/motives.log",
    conda:
        "../envs/paper.yaml"
    script:
        "../scripts/part.py"


rule strategies:
    """Compute the strategies to leave China and build Table 1 (pp. 70-74)."""
    input:
        records=[rules.prepare.output.interviews],
        code=code_of("part", "study.parts.strategies"),
    output:
        numbers="<work>/strategies/numbers.json",
        table="<work>/strategies/table.json",
        table_csv="<work>/tables/strategies.csv",
    log:
        "<work>/logs/strategies.log",
    conda:
        "../envs/paper.yaml"
    script:
        "../scripts/part.py"


rule journeys:
    """Compute the years and durations of the named participants' journeys (pp. 69-79)."""
    input:
        records=[rules.prepare.output.interviews, rules.prepare.output.background],
        code=code_of("part", "study.parts.journeys"),
    output:
        numbers="<work>/journeys/numbers.json",
    log:
        "<work>/logs/journeys.log",
    conda:
        "../envs/paper.yaml"
    script:
        "../scripts/part.py"


rule entries:
    """Compute the entry statistics beside the participants' arrivals and build Table 2 (pp. 75-79)."""
    input:
        records=[rules.prepare.output.interviews, rules.prepare.output.statistics],
        code=code_of("part", "study.parts.entries"),
    output:
        numbers="<work>/entries/numbers.json",
        table="<work>/entries/table.json",
        table_csv="<work>/tables/entries.csv",
    log:
        "<work>/logs/entries.log",
    conda:
        "../envs/paper.yaml"
    script:
        "../scripts/part.py"


rule background:
    """Put the facts from other works into the ledger."""
    input:
        records=[rules.prepare.output.background],
        code=code_of("part", "study.parts.background"),
    output:
        numbers="<work>/background/numbers.json",
    log:
        "<work>/logs/background.log",
    conda:
        "../envs/paper.yaml"
    script:
        "../scripts/part.py"


# The parts of the paper, in the order of the text, and those that have a table.
PARTS = [one.name for one in workflow.rules if one.script == "../scripts/part.py"]
PART_MODULES = [f"study.parts.{part}" for part in PARTS]
TABLES = [part for part in PARTS if "table" in getattr(rules, part).output.keys()]


rule claims:
    """Judge what the sentences of the manuscript claim: it holds, fails, or is undecided, and by how much."""
    input:
        numbers=expand("<work>/{part}/numbers.json", part=PARTS),
        interviews=rules.prepare.output.interviews,
        code=code_of("claims"),
    output:
        "<work>/claims/claims.json",
    log:
        "<work>/logs/claims.log",
    conda:
        "../envs/paper.yaml"
    script:
        "../scripts/claims.py"
