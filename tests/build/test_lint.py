"""The lint in the build: a typed number stops it, at its place, and leaves the results as they were."""

import json
import re
from pathlib import Path

from conftest import edit, snakemake

TEMPLATE = "manuscript/paper.md.j2"


def append(house: Path, text: str) -> int:
    """Add a paragraph to the manuscript and return its line."""
    path = house / TEMPLATE
    old = path.read_text("utf-8").rstrip("\n")
    path.write_text(f"{old}\n\n{text}\n", "utf-8")
    return old.count("\n") + 3


def test_typed_numbers_stop_the_build(house: Path) -> None:
    """Digit, word and quantifier are named at once, with a hint; there is no traceback, and no result is touched."""
    before = {path: path.read_bytes() for path in (house / "results").glob("paper.*")}
    line = append(house, "Of 26 people, thirteen left in hope, and most stayed.")
    run = snakemake(house)
    assert run.returncode != 0
    assert f'{TEMPLATE}:{line}: 4: "26" has no origin: write {{{{ participants.total | digits }}}}' in run.stderr
    thirteen = (
        f'{TEMPLATE}:{line}: 15: "thirteen" has no origin: write {{{{ motives.freedom | words }}}} (participants '
    )
    assert thirteen in run.stderr
    assert f'{TEMPLATE}:{line}: 42: "most" has no origin: wrap the sentence in a claim' in run.stderr
    assert "Traceback" not in run.stderr
    assert {path: path.read_bytes() for path in before} == before


def test_claims_and_exemptions_are_used(house: Path) -> None:
    """An exemption that stands nowhere and a claim that nobody has defined stop the build."""
    with (house / "manuscript/exemptions.yaml").open("a", encoding="utf-8") as file:
        file.write("\n- words: nobody ever came back\n  reason: nobody did\n")
    line = append(house, '{% call claim("motives.survival_is_rarst") %}\nMost stayed.\n{% endcall %}')
    run = snakemake(house)
    assert run.returncode != 0
    assert re.search(r"manuscript/exemptions\.yaml:\d+: words: 'nobody ever came back' stands nowhere", run.stderr)
    assert f"{TEMPLATE}:{line}: 16: there is no claim motives.survival_is_rarst: did you mean" in run.stderr


def test_misspelt_labels_and_keys_stop_the_build(house: Path) -> None:
    """A cross-reference and a citation that lead nowhere are named at their place, with what is nearest."""
    line = append(house, 'See {{ ref("tbl:strategis") }}.')
    run = snakemake(house)
    assert run.returncode != 0
    assert f"{TEMPLATE}:{line}: 13: there is no label tbl:strategis: did you mean tbl:strategies" in run.stderr
    assert "Traceback" not in run.stderr
    edit(house, TEMPLATE, "tbl:strategis", "tbl:strategies")
    line = append(house, "So it was said [@kato209].")
    run = snakemake(house)
    assert run.returncode != 0
    assert (
        f"{TEMPLATE}:{line}: 17: there is no @kato209 in manuscript/references.bib: did you mean kato2019" in run.stderr
    )
    assert "Traceback" not in run.stderr


def test_claims_are_judged(built: Path) -> None:
    """Each claim of the build has its verdict, the records it rests on, and the sentences that make it."""
    claims = json.loads((built / "results/claims.json").read_text("utf-8"))["claims"]
    rarest = claims["motives.survival_is_rarest"]
    assert rarest["verdict"] == "holds"
    assert rarest["numbers"] == ["motives.freedom", "motives.involuntary", "motives.survival"]
    assert all(record.startswith("data/interviews/") for record in rarest["records"])
    lines = (built / TEMPLATE).read_text("utf-8").splitlines()
    for name, claim in claims.items():
        for sentence in claim["sentences"]:
            assert f'claim("{name}"' in lines[int(sentence["place"].rpartition(":")[2]) - 1]
        assert claim["verdict"] in ("holds", "fails", "undecided")
        assert claim["sentences"]
