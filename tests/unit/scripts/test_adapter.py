"""What every script shares: faults end a job with a line each and no traceback, anything else is told as it is."""

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType

import pytest

from traced.core.fault import Fault, Faults
from traced.manuscript.pandoc import DocumentError

SCRIPTS = Path(__file__).resolve().parents[3] / "workflow/scripts"
FAULTS = (
    Fault.on_line("a.csv", 10, "value", "'y' is wrong", "x"),
    Fault.on_line("a.csv", 2, "value", "'z' is wrong", "x"),
)


@pytest.fixture(scope="module")
def adapter() -> ModuleType:
    """The module as Snakemake's scripts find it, by its path: its folder is not among those of the tests."""
    spec = importlib.util.spec_from_file_location("adapter", SCRIPTS / "adapter.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    path = list(sys.path)
    spec.loader.exec_module(module)
    sys.path[:] = path
    return module


@pytest.fixture
def log(tmp_path: Path) -> Path:
    """A log that an earlier run has written to."""
    log = tmp_path / "job.log"
    log.write_text("a fault of yesterday\n", encoding="utf-8")
    return log


def test_a_job_that_ends_well_leaves_an_empty_log(adapter: ModuleType, log: Path) -> None:
    """What an earlier run has noted is gone, for `onerror` would tell it again."""
    with adapter.job(str(log)):
        assert log.read_text("utf-8") == ""
    assert log.read_text("utf-8") == ""


@pytest.mark.parametrize(
    ("problem", "lines"),
    [
        (Faults(FAULTS), ["a.csv:2: value: 'z' is wrong: x", "a.csv:10: value: 'y' is wrong: x"]),
        (
            DocumentError("paper.md: ō is not cited\nfigure.svg is missing"),
            ["paper.md: ō is not cited", "figure.svg is missing"],
        ),
    ],
)
def test_faults_go_to_the_log(
    adapter: ModuleType, log: Path, capfd: pytest.CaptureFixture[str], problem: Exception, lines: list[str]
) -> None:
    """Faults of data or document end the job with status 1, a line for each in its log, and no traceback."""
    with pytest.raises(SystemExit) as ended, adapter.job(str(log)):
        raise problem
    assert ended.value.code == 1
    assert log.read_text("utf-8").splitlines() == lines
    assert capfd.readouterr() == ("", "")


def test_the_kinds_of_faults_stand_beside_the_log(adapter: ModuleType, log: Path) -> None:
    """The kinds by which a build decides are data, each once; the next run of the job clears them."""
    lacking = [Fault.on_line("a.csv", line, "value", "'y' is unknown", "x", "codebook") for line in (2, 3)]
    with pytest.raises(SystemExit), adapter.job(str(log)):
        raise Faults([*FAULTS, *lacking])
    assert json.loads(log.with_suffix(".json").read_text("utf-8")) == ["codebook"]
    with adapter.job(str(log)):
        pass
    assert not log.with_suffix(".json").exists()


def test_a_fault_of_the_program_is_no_fault_of_the_data(adapter: ModuleType, log: Path) -> None:
    """Any other exception goes through with its traceback, and is not noted as a fault."""
    with pytest.raises(ZeroDivisionError), adapter.job(str(log)):
        raise ZeroDivisionError
    assert log.read_text("utf-8") == ""


def test_text_is_read_as_it_was_written(adapter: ModuleType, tmp_path: Path) -> None:
    """Text keeps its characters and has the same line ends everywhere."""
    path = tmp_path / "text"
    adapter.write(str(path), "Chōsen\n조선\n")
    assert path.read_bytes() == "Chōsen\n조선\n".encode()
    assert adapter.read(str(path)) == "Chōsen\n조선\n"


def test_a_script_finds_the_packages_and_ends_with_status_1(tmp_path: Path) -> None:
    """Run as a program from another folder, a script imports the packages beside it and ends without traceback."""
    program = (
        f"import sys; sys.path.insert(0, {str(SCRIPTS)!r})\n"
        "from adapter import job\n"
        "from study.parts import motives\n"
        "from traced.core.fault import Fault, Faults\n"
        "with job('job.log'):\n"
        "    raise Faults([Fault.on_line('a.csv', 2, 'value', 'wrong', 'right')])\n"
    )
    run = subprocess.run([sys.executable, "-c", program], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (run.returncode, run.stdout, run.stderr) == (1, "", "")
    assert (tmp_path / "job.log").read_text("utf-8") == "a.csv:2: value: wrong: right\n"
