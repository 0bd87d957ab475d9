"""Find what the article's numbers entail of its participants; statements that cannot all be true end the build."""

from adapter import job, read, tables, write_json
from study import entailed, whole
from traced import ledger
from traced.faults import raise_if_any

if __name__ == "__main__":
    with job(snakemake.log[0]):
        sample = whole.sample(*tables(snakemake.input.interviews))
        raise_if_any(entailed.contradictions(sample))
        numbers = ledger.load(map(read, snakemake.input.numbers))
        published, _ = tables(snakemake.input.published)
        write_json(snakemake.output[0], entailed.report(sample, numbers, published["numbers"]))
