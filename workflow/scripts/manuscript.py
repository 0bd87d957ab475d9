"""Fill the template, see that each number in it has an origin, number its parts and resolve its citations.

Every later format is written from what this leaves.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

from adapter import job, read, write
from traced.core.fault import raise_if_any, together_with
from traced.core.record import load_records
from traced.ledger.ledger import load_numbers, load_rows
from traced.lint import citations, exemptions, lint, prose, template_text
from traced.manuscript import alternatives, document, plain_text
from traced.manuscript.crossrefs import resolve
from traced.manuscript.table import Table
from traced.manuscript.template import Renderer
from traced.reading.bibliography import bibliography_entries

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = load_numbers(map(read, snakemake.input.numbers))
        tables = {
            name: Table.from_json(read(file))
            for name, file in zip(snakemake.params.tables, snakemake.input.tables, strict=True)
        }
        judged = load_rows("claims", read(snakemake.input.claims))
        findings = load_records(read(snakemake.input.published))["findings"]
        template = snakemake.input.template
        source = read(template)
        verdicts = {name: claim["verdict"] for name, claim in judged.items()}
        noted = [record["finding"] for record in findings]
        figures = tuple(snakemake.params.figures)
        bibliography, csl = Path(snakemake.input.bibliography), Path(snakemake.input.csl)
        works = bibliography_entries(read(str(bibliography)))
        places = {name: claim["code"] for name, claim in judged.items()}
        exempt, faults = exemptions.read(snakemake.input.exemptions, read(snakemake.input.exemptions))
        words = template_text.read(template, source)
        own_faults = chain(
            faults,
            citations.unknown(template, words, bibliography.as_posix(), works),
            lint.template(template, words, numbers, places, exempt),
        )
        # The template's own words are looked through last, while pandoc, another process, resolves the citations.
        with ThreadPoolExecutor() as pool, together_with(own_faults):
            filled = Renderer(template, source, numbers, tables, figures, verdicts, noted).render()
            tree = document.read(filled.markdown)
            citing = pool.submit(document.cite, resolve(alternatives.take_in(tree)), bibliography, csl)
            texts = prose.read(tree)
            raise_if_any(
                [
                    *lint.document(template, words, texts, filled.outputs, numbers, exempt),
                    *lint.unused(snakemake.input.exemptions, exempt, words, texts),
                ]
            )
        cited = citing.result()
        write(snakemake.output.markdown, filled.markdown)
        write(snakemake.output.document, json.dumps(cited, ensure_ascii=False))
        write(snakemake.output.text, plain_text.to_text(cited, snakemake.params.tables))
        write(snakemake.output.uses, json.dumps(filled.uses, indent=1, sort_keys=True))
        write(snakemake.output.sentences, json.dumps(filled.sentences, ensure_ascii=False, indent=1, sort_keys=True))
