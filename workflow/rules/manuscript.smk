rule manuscript:
    """Fill the template from the ledger, see that each number has an origin, resolve cross-references and citations."""
    input:
        template="manuscript/paper.md.j2",
        exemptions="manuscript/exemptions.yaml",
        bibliography="manuscript/references.bib",
        csl="manuscript/styles/apa.csl",
        numbers=expand("<work>/{part}/numbers.json", part=PARTS),
        tables=expand("<work>/{table}/table.json", table=TABLES),
        claims=rules.claims.output[0],
        published=rules.prepare.output.published,
        code=code_of("manuscript", *PART_MODULES),
    output:
        markdown="<work>/manuscript/paper.md",
        document="<work>/manuscript/paper.json",
        text="<work>/manuscript/paper.txt",
        uses="<work>/manuscript/uses.json",
        sentences="<work>/manuscript/sentences.json",
    log:
        "<work>/logs/manuscript.log",
    conda:
        "../envs/paper.yaml"
    params:
        tables=TABLES,
        figures=FIGURES,
    script:
        "../scripts/manuscript.py"


rule html:
    """Write the paper as one HTML file that opens offline."""
    input:
        document=rules.manuscript.output.document,
        figures=expand("<work>/figures/{figure}.svg", figure=FIGURES),
        template="manuscript/styles/paper.html",
        styles=["manuscript/styles/base.css", "manuscript/styles/paper.css"],
        code=code_of("html"),
    output:
        "<work>/html/paper.html",
    log:
        "<work>/logs/html.log",
    conda:
        "../envs/paper.yaml"
    params:
        folder=subpath(input.document, ancestor=2),
    script:
        "../scripts/html.py"


rule docx:
    """Write the paper as a Word file with styles, captions and live cross-references."""
    input:
        document=rules.manuscript.output.document,
        figures=expand("<work>/figures/{figure}.png", figure=FIGURES),
        style="manuscript/styles/word.xml",
        code=code_of("docx"),
    output:
        "<work>/docx/paper.docx",
    log:
        "<work>/logs/docx.log",
    conda:
        "../envs/paper.yaml"
    params:
        folder=subpath(input.document, ancestor=2),
    script:
        "../scripts/docx.py"


rule pdf:
    """Write the paper as a tagged PDF."""
    input:
        document=rules.manuscript.output.document,
        figures=expand("<work>/figures/{figure}.svg", figure=FIGURES),
        template="manuscript/styles/paper.typ",
        code=code_of("pdf"),
    output:
        "<work>/pdf/paper.pdf",
    log:
        "<work>/logs/pdf.log",
    conda:
        "../envs/paper.yaml"
    params:
        folder=subpath(input.document, ancestor=2),
    script:
        "../scripts/pdf.py"
