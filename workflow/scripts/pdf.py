"""Write the paper as a PDF."""

import json
from pathlib import Path

from adapter import job, read
from traced.output.pdf import to_pdf

if __name__ == "__main__":
    with job(snakemake.log[0]):
        document = json.loads(read(snakemake.input.document))
        resources = Path(snakemake.params.folder)
        Path(snakemake.output[0]).write_bytes(to_pdf(document, resources, Path(snakemake.input.template)))
