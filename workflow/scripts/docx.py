"""Write the paper as a Word file."""

import json
from pathlib import Path

from adapter import job, read
from traced.output.word import to_docx

if __name__ == "__main__":
    with job(snakemake.log[0]):
        document = json.loads(read(snakemake.input.document))
        resources = Path(snakemake.params.folder)
        Path(snakemake.output[0]).write_bytes(to_docx(document, resources, Path(snakemake.input.style)))
