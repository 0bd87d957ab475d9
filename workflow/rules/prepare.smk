rule prepare:
    """Read the data files, hold them to the codebook and to each other, and hand them on as records."""
    input:
        codebook=str(DATA.codebook),
        tables=[str(path) for path in DATA.tables.values()],
        sample=[str(path) for path in DATA.sample],
        further=[str(path) for path in DATA.further],
        statistics=[str(path) for path in DATA.statistics],
        shipped=[str(path) for path in DATA.shipped],
        bibliography="manuscript/references.bib",
        code=code_of("prepare"),
    output:
        interviews="<work>/prepare/interviews.json",
        statistics="<work>/prepare/statistics.json",
        background="<work>/prepare/background.json",
        published="<work>/prepare/published.json",
        notes="<work>/prepare/notes.txt",
    log:
        "<work>/logs/prepare.log",
    conda:
        "../envs/paper.yaml"
    params:
        tables=list(DATA.tables),
        labels={str(path): data_folder.file_label(path, Path(config["data"])) for path in (DATA.codebook, *DATA.files)},
    script:
        "../scripts/prepare.py"
