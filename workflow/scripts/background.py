"""Put the facts from other works into the ledger."""

from adapter import job, tables, write
from study.parts import background
from traced.ledger import ledger

if __name__ == "__main__":
    with job(snakemake.log[0]):
        told, _ = tables(snakemake.input.background)
        write(snakemake.output.numbers, ledger.dump(background.part.compute(background.Background(told["facts"]))))
