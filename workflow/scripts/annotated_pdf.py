"""Write the PDF in which each number leads to an appendix that says where it comes from, and back."""

import json
from pathlib import Path

from adapter import job, read
from study.tables import VALUES
from study.wording import VOICE
from traced import ledger, records
from traced.annotate import linked
from traced.pdf import to_pdf
from traced.trail import Trails

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = ledger.rows_of("numbers", read(snakemake.input.ledger))
        trails = Trails(numbers, records.by_id(map(read, snakemake.input.records)), VALUES, {}, voice=VOICE)
        document = linked(json.loads(read(snakemake.input.document)), trails)
        resources = Path(snakemake.params.folder)
        Path(snakemake.output[0]).write_bytes(to_pdf(document, resources, Path(snakemake.input.template)))
