"""The build lock: of two processes that want the same folder, the second waits until the first has ended."""

import re
import select
import signal
import subprocess
import sys
from pathlib import Path
from subprocess import PIPE, Popen

import pytest

from traced.core.build_lock import lock_build

WORKFLOW = Path(__file__).resolve().parents[4] / "workflow"
PATIENCE = 300  # seconds: a busy machine may take long, and a process that hangs must not hold up all tests
PROGRAM = f"""
import sys
from pathlib import Path
sys.path.insert(0, {str(WORKFLOW)!r})
from traced.core.build_lock import lock_build
lock = lock_build(Path(sys.argv[1]))
print("mine", flush=True)
sys.stdin.readline()
"""


def build(folder: Path) -> Popen[str]:
    """Return a process that locks a folder, prints a line, and holds the lock until it gets one."""
    return Popen([sys.executable, "-c", PROGRAM, str(folder)], stdin=PIPE, stdout=PIPE, stderr=PIPE, text=True)


def line(process: Popen[str], stream: str) -> str:
    """Return the next line that a process prints, waiting for it, but not for ever."""
    text = getattr(process, stream)
    ready, _, _ = select.select([text], [], [], PATIENCE)
    return str(text.readline()) if ready else "nothing"


def end(process: Popen[str]) -> str:
    """Let a process go on to its end, and return what it still had to say to the user."""
    return process.communicate("\n", timeout=PATIENCE)[1]


def test_a_lock_makes_its_folder(tmp_path: Path) -> None:
    """The first build finds no folder yet; it gets one, and the lock without a message."""
    with lock_build(tmp_path / "results/.work"):
        assert (tmp_path / "results/.work").is_dir()


def test_the_second_waits_for_the_first(tmp_path: Path) -> None:
    """The second process says that it waits, does not go on while the first works, and has its turn after it."""
    first = build(tmp_path)
    assert line(first, "stdout") == "mine\n"
    second = build(tmp_path)
    assert line(second, "stderr") == f"Another build works in {tmp_path}; waiting until it has ended.\n"
    assert second.poll() is None
    assert end(first) == ""
    assert line(second, "stdout") == "mine\n"
    assert end(second) == ""


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_a_killed_process_leaves_its_turn(tmp_path: Path, sign: signal.Signals) -> None:
    """However the first process ends, the one that waits goes on, and so does one that comes later."""
    first = build(tmp_path)
    assert line(first, "stdout") == "mine\n"
    second = build(tmp_path)
    assert line(second, "stderr").startswith("Another build works")
    first.send_signal(sign)
    first.communicate()
    assert line(second, "stdout") == "mine\n"
    end(second)
    third = build(tmp_path)
    assert line(third, "stdout") == "mine\n"
    assert end(third) == ""


def test_other_folders_need_no_turn(tmp_path: Path) -> None:
    """Builds of different folders do not wait for each other."""
    both = [build(tmp_path / name) for name in ("results", "followup-results")]
    assert [line(process, "stdout") for process in both] == ["mine\n", "mine\n"]
    assert [end(process) for process in both] == ["", ""]


def test_many_at_once_have_their_turns_one_by_one(tmp_path: Path) -> None:
    """Of several processes that read and write a count, none loses what another has added."""
    count = tmp_path / "count"
    count.write_text("0")
    add = (
        "import time; count = Path(sys.argv[2]); n = int(count.read_text()); time.sleep(0.05); "
        "count.write_text(str(n + 1))"
    )
    program = re.sub(r"print.*", add, PROGRAM, flags=re.DOTALL)
    adding = [Popen([sys.executable, "-c", program, tmp_path, count], stderr=subprocess.DEVNULL) for _ in range(6)]
    assert [process.wait(timeout=PATIENCE) for process in adding] == [0] * 6
    assert count.read_text() == "6"
