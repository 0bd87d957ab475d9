"""Write the Word file in which each number has a comment that says where it comes from."""

import json
from pathlib import Path

from adapter import job, read
from study.tables import VALUES
from study.wording import VOICE
from traced.audit.annotations import commented
from traced.audit.trail import Trails
from traced.core.record import records_by_id
from traced.ledger.ledger import load_rows
from traced.output.word import to_docx

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = load_rows("numbers", read(snakemake.input.ledger))
        trails = Trails(numbers, records_by_id(map(read, snakemake.input.records)), VALUES, {}, voice=VOICE)
        document, comments = commented(json.loads(read(snakemake.input.document)), trails)
        resources = Path(snakemake.params.folder)
        Path(snakemake.output[0]).write_bytes(to_docx(document, resources, Path(snakemake.input.style), comments))
