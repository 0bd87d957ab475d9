"""Find what the article's numbers entail of its participants; statements that cannot all be true end the build."""

from adapter import job, read, tables, write_json
from study import bounds
from study.sample import first_sample
from traced.core.fault import raise_if_any
from traced.ledger.ledger import load_numbers

if __name__ == "__main__":
    with job(snakemake.log[0]):
        sample = first_sample(*tables(snakemake.input.interviews))
        raise_if_any(bounds.contradictions(sample))
        numbers = load_numbers(map(read, snakemake.input.numbers))
        published, _ = tables(snakemake.input.published)
        write_json(snakemake.output[0], bounds.report(sample, numbers, published["numbers"]))
