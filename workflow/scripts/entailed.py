"""Find what the article's numbers entail of its participants; statements that cannot all be true end the build."""

from adapter import job, read, write_json
from study import entailed
from traced import ledger, records
from traced.cases import Cases
from traced.faults import raise_if_any

if __name__ == "__main__":
    with job(snakemake.log[0]):
        interviews = records.load(read(snakemake.input.interviews))
        cases = Cases(tuple(interviews["codings"]), tuple(interviews["aggregates"]), interviews["codebook"])
        raise_if_any(entailed.contradictions(cases))
        numbers = ledger.load(map(read, snakemake.input.numbers))
        published = records.load(read(snakemake.input.published))["numbers"]
        write_json(snakemake.output[0], entailed.told(cases, numbers, published))
