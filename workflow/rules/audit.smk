PAGE_STYLES = ["manuscript/styles/base.css", "manuscript/styles/audit.css"]


rule fragility:
    """Find for each claim whether another value in a single row would turn it."""
    input:
        numbers=expand("<work>/{part}/numbers.json", part=PARTS),
        records=[rules.prepare.output.interviews, rules.prepare.output.statistics, rules.prepare.output.background],
        code=code_of("fragility", *PART_MODULES),
    output:
        "<work>/fragility/fragility.json",
    log:
        "<work>/logs/fragility.log",
    conda:
        "../envs/paper.yaml"
    script:
        "../scripts/fragility.py"


rule ledger:
    """Gather all numbers, claims and records with what the article printed and where the manuscript uses them."""
    input:
        numbers=expand("<work>/{part}/numbers.json", part=PARTS),
        published=rules.prepare.output.published,
        claims=rules.claims.output[0],
        fragility=rules.fragility.output[0],
        uses=rules.manuscript.output.uses,
        sentences=rules.manuscript.output.sentences,
        records=[rules.prepare.output.interviews, rules.prepare.output.statistics, rules.prepare.output.background],
        code=code_of("ledger"),
    output:
        numbers="<work>/ledger/numbers.json",
        claims="<work>/ledger/claims.json",
        records="<work>/ledger/records.json",
    log:
        "<work>/logs/ledger.log",
    conda:
        "../envs/paper.yaml"
    script:
        "../scripts/ledger.py"


rule entailed:
    """Find what the article's numbers entail of its participants, by an integer program."""
    input:
        interviews=rules.prepare.output.interviews,
        numbers=expand("<work>/{part}/numbers.json", part=PARTS),
        published=rules.prepare.output.published,
        code=code_of("entailed"),
    output:
        "<work>/entailed/entailed.json",
    log:
        "<work>/logs/entailed.log",
    conda:
        "../envs/paper.yaml"
    script:
        "../scripts/entailed.py"


rule replication:
    """Set each number that the article prints beside what is computed here."""
    input:
        ledger=rules.ledger.output.numbers,
        claims=rules.ledger.output.claims,
        published=rules.prepare.output.published,
        entailed=rules.entailed.output[0],
        bibliography="manuscript/references.bib",
        layout="manuscript/styles/report.html",
        template="manuscript/styles/replication.html",
        styles=PAGE_STYLES + ["manuscript/styles/report.css"],
        code=code_of("replication"),
    output:
        page="<work>/replication/replication.html",
        table="<work>/replication/replication.csv",
    log:
        "<work>/logs/replication.log",
    conda:
        "../envs/paper.yaml"
    params:
        others=[data_folder.file_label(path, Path(config["data"])) for path in DATA.others],
    script:
        "../scripts/replication.py"


rule findings:
    """List where the article disagrees with itself, with its tables or with a public source."""
    input:
        ledger=rules.ledger.output.numbers,
        claims=rules.ledger.output.claims,
        published=rules.prepare.output.published,
        layout="manuscript/styles/report.html",
        template="manuscript/styles/findings.html",
        styles=PAGE_STYLES + ["manuscript/styles/report.css"],
        code=code_of("findings"),
    output:
        "<work>/findings/findings.html",
    log:
        "<work>/logs/findings.log",
    conda:
        "../envs/paper.yaml"
    params:
        release=config["release"],
    script:
        "../scripts/findings.py"


BASELINE = baseline(config["against"], config["results"])


# The earlier build in the same folder cannot be an input: what is built here takes its place at the end. It is read as it
# stands when this rule runs, before the release. Another folder is an input, so that a change there is followed.
rule changes:
    """Compare the results with those of the earlier build, or of another folder."""
    input:
        numbers=[rules.ledger.output.numbers],
        claims=[rules.ledger.output.claims],
        records=[rules.ledger.output.records],
        paper=[rules.manuscript.output.text],
        tables=expand("<work>/tables/{table}.csv", table=TABLES),
        figures=expand("<work>/figures/{figure}.svg", figure=FIGURES),
        baseline=[str(file) for file in snapshot_files(BASELINE)] if BASELINE else [],
        bibliography="manuscript/references.bib",
        layout="manuscript/styles/report.html",
        template="manuscript/styles/changes.html",
        styles=PAGE_STYLES + ["manuscript/styles/report.css"],
        code=code_of("changes"),
    output:
        page="<work>/changes/changes.html",
        table="<work>/changes/changes.csv",
        summary="<work>/changes/summary.txt",
    log:
        "<work>/logs/changes.log",
    conda:
        "../envs/paper.yaml"
    params:
        baseline=lambda wildcards: str(BASELINE or config["results"]),
        against=data_folder.file_label(BASELINE, BASELINE) if BASELINE else "",
    script:
        "../scripts/changes.py"


rule annotated_docx:
    """Write the Word file with a comment at each number that says where it comes from."""
    input:
        document=rules.manuscript.output.document,
        ledger=rules.ledger.output.numbers,
        records=[rules.prepare.output.interviews, rules.prepare.output.statistics, rules.prepare.output.background],
        figures=expand("<work>/figures/{figure}.png", figure=FIGURES),
        style="manuscript/styles/word.xml",
        code=code_of("annotated_docx"),
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


rule audit:
    """Write the audit page: the manuscript with all that is behind its numbers, in one file that opens offline."""
    input:
        document=rules.manuscript.output.document,
        ledger=rules.ledger.output.numbers,
        claims=rules.ledger.output.claims,
        records=[rules.prepare.output.interviews, rules.prepare.output.statistics, rules.prepare.output.background],
        published=rules.prepare.output.published,
        figures=expand("<work>/figures/{figure}.svg", figure=FIGURES),
        template="manuscript/styles/audit.html",
        styles=PAGE_STYLES,
        script="manuscript/styles/audit.js",
        # The page shows the functions that compute numbers and decide claims.
        code=code_of("audit", *PART_MODULES, "study.claims"),
    output:
        "<work>/audit/audit.html",
    log:
        "<work>/logs/audit.log",
    conda:
        "../envs/paper.yaml"
    params:
        folder=subpath(input.document, ancestor=2),
        graph=lambda wildcards: steps(workflow.rules, left_out=rules.changes.input.baseline),
    script:
        "../scripts/audit.py"
