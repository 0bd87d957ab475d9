"""Fill the template, see that each number in it has an origin, number its parts and resolve its citations.

Every later format is written from what this leaves.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from adapter import job, read, write
from traced.claims import claim as claims
from traced.core import record as records
from traced.core.fault import raise_if_any
from traced.ledger import ledger
from traced.lint import citations, lint, template_text
from traced.manuscript import alternatives, plain_text
from traced.manuscript import document as documents
from traced.manuscript.crossrefs import resolve
from traced.manuscript.table import Table
from traced.manuscript.template import Renderer
from traced.reading.bibliography import entries

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = ledger.load(map(read, snakemake.input.numbers))
        tables = {
            name: Table.from_json(read(file))
            for name, file in zip(snakemake.params.tables, snakemake.input.tables, strict=True)
        }
        judged = claims.load(read(snakemake.input.claims))
        findings = records.load(read(snakemake.input.published))["findings"]
        template, exemptions = snakemake.input.template, snakemake.input.exemptions
        source = read(template)
        verdicts = {name: claim["verdict"] for name, claim in judged.items()}
        noted = [record["finding"] for record in findings]
        filled = Renderer(template, source, numbers, tables, tuple(snakemake.params.figures), verdicts, noted).render()
        with ThreadPoolExecutor() as pool:
            # Pandoc, another process, reads the text and later resolves its citations while this one looks through it.
            reading = pool.submit(documents.read, filled.markdown)
            own = template_text.read(source)
            reading_branches = pool.submit(documents.read, own.markdown)
            said = reading.result()
            document = resolve(alternatives.take_in(said))
            bibliography, csl = Path(snakemake.input.bibliography), Path(snakemake.input.csl)
            citing = pool.submit(documents.cite, document, bibliography, csl)
            places = {name: claim["code"] for name, claim in judged.items()}
            branches = reading_branches.result()
            works = entries(read(str(bibliography)))
            uncited = citations.unknown(template, source, [said, branches], bibliography.as_posix(), works)
            untraced = lint.inspect(template, own, said, branches, numbers, places, exemptions, read(exemptions))
            raise_if_any([*uncited, *untraced])
            cited = citing.result()
        write(snakemake.output.markdown, filled.markdown)
        write(snakemake.output.document, json.dumps(cited, ensure_ascii=False))
        write(snakemake.output.text, plain_text.to_text(cited, snakemake.params.tables))
        write(snakemake.output.uses, json.dumps(filled.uses, indent=1, sort_keys=True))
        write(snakemake.output.sentences, json.dumps(filled.sentences, ensure_ascii=False, indent=1, sort_keys=True))
