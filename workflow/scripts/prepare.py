"""Read the data files in any accepted shape, check them against the codebook and each other, write records."""

from pathlib import Path

from adapter import job, read, write
from study.load import load_study
from study.tables import LISTS, TOPICS
from traced.core.fault import Faults, together_with
from traced.core.record import dump_records
from traced.reading.bibliography import bibliography_entries
from traced.reading.codebook import read_codebook
from traced.reading.encoding import note_lines
from traced.reading.interviews import File


def files(paths: list[str]) -> list[File]:
    """Return files with the names that identities give them."""
    return [File(snakemake.params.labels[path], Path(path).read_bytes()) for path in paths]


if __name__ == "__main__":
    with job(snakemake.log[0]):
        (file,) = files([snakemake.input.codebook])
        book, faults = read_codebook(file.name, file.content, LISTS)
        if not book:
            raise Faults(faults)
        with together_with(faults):
            data = load_study(
                codebook=book,
                tables=dict(zip(snakemake.params.tables, files(snakemake.input.tables), strict=True)),
                sample=files(snakemake.input.sample),
                further=files(snakemake.input.further),
                statistics=files(snakemake.input.statistics),
                shipped=next(iter(files(snakemake.input.shipped)), None),
                citation_keys=bibliography_entries(read(snakemake.input.bibliography)),
            )
        for topic, tables in TOPICS.items():
            extra = {"codebook": data.codebook} if topic == "interviews" else {}
            write(snakemake.output[topic], dump_records({name: data.tables[name] for name in tables}, **extra))
        write(snakemake.output.notes, "".join(f"{line}\n" for line in note_lines(data.notes)))
