"""Fill the template, see that each number in it has an origin, number its parts and resolve its citations.

Every later format is written from what this leaves.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from adapter import job, read, write
from traced import alternatives, citations, claims, documents, ledger, lint, literals, plaintext, records
from traced.bibliography import entries
from traced.crossrefs import resolve
from traced.faults import raise_if_any
from traced.tabular import Table
from traced.template import Renderer

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
            own = literals.read(source)
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
        write(snakemake.output.text, plaintext.to_text(cited, snakemake.params.tables))
        write(snakemake.output.uses, json.dumps(filled.uses, indent=1, sort_keys=True))
        write(snakemake.output.sentences, json.dumps(filled.sentences, ensure_ascii=False, indent=1, sort_keys=True))
