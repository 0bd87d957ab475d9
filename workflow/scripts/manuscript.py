"""Fill the template, number its parts and resolve its citations; every later format is written from this."""

import json
from pathlib import Path

from adapter import job, read, write
from traced import documents, ledger
from traced.crossrefs import resolve
from traced.tabular import Table
from traced.template import Renderer

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = ledger.load(map(read, snakemake.input.numbers))
        tables = {
            name: Table.from_json(read(file))
            for name, file in zip(snakemake.params.tables, snakemake.input.tables, strict=True)
        }
        template = snakemake.input.template
        filled = Renderer(template, read(template), numbers, tables, tuple(snakemake.params.figures)).render()
        document = resolve(documents.read(filled.markdown))
        cited = documents.cite(document, Path(snakemake.input.bibliography), Path(snakemake.input.csl))
        write(snakemake.output.markdown, filled.markdown)
        write(snakemake.output.document, json.dumps(cited, ensure_ascii=False))
        write(snakemake.output.uses, json.dumps(filled.uses, indent=1, sort_keys=True))
