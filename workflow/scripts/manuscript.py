"""Fill the template, see that each number in it has an origin, number its parts and resolve its citations.

Every later format is written from what this leaves.
"""

import json
from concurrent.futures import ThreadPoolExecutor
from itertools import chain
from pathlib import Path

from adapter import job, read, write
from study.study import PARTS
from study.wording import VOICE
from traced.core.fault import raise_if_any, together_with
from traced.core.record import load_records
from traced.ledger.ledger import load_numbers, load_rows
from traced.lint.citations import unknown_citations
from traced.lint.exemptions import parse_exemptions
from traced.lint.lint import document_faults, template_faults, unused_exemptions
from traced.lint.prose import running_texts
from traced.lint.template_text import extract_text
from traced.manuscript.crossrefs import describe_figures, resolve
from traced.manuscript.document import cite, parse_markdown
from traced.manuscript.plain_text import to_text
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
        exempt, faults = parse_exemptions(snakemake.input.exemptions, read(snakemake.input.exemptions))
        words = extract_text(template, source)
        own_faults = chain(
            faults,
            unknown_citations(template, words, bibliography.as_posix(), works),
            template_faults(template, words, numbers, places, exempt),
        )
        # The template's own words are looked through last, while pandoc, another process, resolves the citations.
        with ThreadPoolExecutor() as pool, together_with(own_faults):
            possible = [pattern for part in PARTS.values() for pattern in part.patterns]
            given = (template, source, numbers, tables, figures, verdicts, noted, VOICE, possible)
            filled = Renderer(*given).render()
            tree = parse_markdown(filled.markdown)
            citing = pool.submit(cite, resolve(describe_figures(tree)), bibliography, csl)
            texts = running_texts(tree)
            raise_if_any(
                [
                    *document_faults(template, words, texts, filled.outputs, numbers, exempt),
                    *unused_exemptions(snakemake.input.exemptions, exempt, words, texts),
                ]
            )
        cited = citing.result()
        write(snakemake.output.markdown, filled.markdown)
        write(snakemake.output.document, json.dumps(cited, ensure_ascii=False))
        write(snakemake.output.text, to_text(cited, snakemake.params.tables))
        write(snakemake.output.uses, json.dumps(filled.uses, indent=1, sort_keys=True))
        write(snakemake.output.sentences, json.dumps(filled.sentences, ensure_ascii=False, indent=1, sort_keys=True))
