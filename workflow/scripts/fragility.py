"""Find how few rows would have to say something else for each claim to turn."""

from adapter import job, read, write
from study import sensitivity
from traced import ledger, records
from traced.fragility import to_json

if __name__ == "__main__":
    with job(snakemake.log[0]):
        numbers = ledger.load(map(read, snakemake.input.numbers))
        read_in = {name: rows for file in snakemake.input.records for name, rows in records.load(read(file)).items()}
        codebook = read_in.pop("codebook")
        tables = {name: tuple(rows) for name, rows in read_in.items()}
        write(snakemake.output[0], to_json(sensitivity.of_claims(tables, codebook, numbers)))
