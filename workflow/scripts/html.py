"""Write the paper as one HTML file."""

import json
from pathlib import Path

from adapter import job, read
from traced.output.html import to_html

if __name__ == "__main__":
    with job(snakemake.log[0]):
        document = json.loads(read(snakemake.input.document))
        resources = Path(snakemake.params.folder)
        styles = map(Path, snakemake.input.styles)
        Path(snakemake.output[0]).write_bytes(to_html(document, resources, Path(snakemake.input.template), styles))
