"""Put the finished files into the results folder, each by one rename, so that none is ever half written."""

import os
import shutil
from pathlib import Path

from adapter import job

if __name__ == "__main__":
    with job(snakemake.log[0]):
        outputs = [Path(path) for path in snakemake.output]
        sources = [Path(path) for path in snakemake.input if not path.endswith((".py", ".lock"))]
        for source, target in zip(sources, outputs, strict=True):
            if source.name != target.name:
                raise ValueError(f"{source} would become {target}")
            waiting = target.with_name(f".{target.name}")
            shutil.copyfile(source, waiting)
            os.replace(waiting, target)
