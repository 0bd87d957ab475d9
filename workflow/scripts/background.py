"""Put the facts from other works into the ledger."""

from adapter import job, read, write
from study import background
from traced import ledger, records

if __name__ == "__main__":
    with job(snakemake.log[0]):
        data = records.load(read(snakemake.input.background))
        facts = background.Background(tuple(data["facts"]))
        write(snakemake.output.numbers, ledger.dump(background.part.compute(facts)))
