"""Write what the documentation shows: answers of commands, a picture of the audit page, a drawing of the imports.

    make docs

In README.md and docs/*.md a block of the language `console` begins with a command after `$ `. The lines below it are
replaced by what the command prints now, so that no line number in them is of an earlier build.
"""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path

import grimp
from matplotlib.figure import Figure
from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # where the packages are

from traced.output.figure import save

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"
BLOCK = re.compile(r"^```console\n\$ (?P<command>[^\n]+)\n.*?^```$", re.MULTILINE | re.DOTALL)
SHOWN = "n=motives.survival"  # the number that the picture of the audit page shows
SIZE = (1280, 800)  # pixels


def with_outputs(text: str, root: Path) -> str:
    """Return a Markdown text with each console block as its command answers now, run in `root`.

    Raises subprocess.CalledProcessError when a command fails.
    """

    def block(match: re.Match[str]) -> str:
        command = shlex.split(match["command"])
        # Make within make would name the folders of this machine.
        outer = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
        run = subprocess.run(command, cwd=root, env=outer, capture_output=True, text=True, check=True)
        return f"```console\n$ {match['command']}\n{run.stdout.rstrip()}\n```"

    return BLOCK.sub(block, text)


def take_picture(page: Path, target: Path) -> None:
    """Save a picture of the audit page with one number open."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        width, height = SIZE
        view = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        view.goto(f"{page.as_uri()}#{SHOWN}")
        view.wait_for_load_state("networkidle")
        view.screenshot(path=target)
        browser.close()


def layers() -> list[list[str]]:
    """Return the rooms of the engine as the contract in pyproject.toml has them, a list for each layer from the top."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    rows = next(contract["layers"] for contract in contracts if contract["type"] == "layers")
    return [row.split(" | ") for row in rows]


def room_imports(rooms: Sequence[str]) -> dict[str, set[str]]:
    """Return the rooms that each room of the engine imports."""
    graph = grimp.build_graph("traced", cache_dir=None)
    for room in rooms:
        graph.squash_module(f"traced.{room}")
    return {
        room: {name.removeprefix("traced.") for name in graph.find_modules_directly_imported_by(f"traced.{room}")}
        for room in rooms
    }


def drawing(rows: Sequence[Sequence[str]], imports: Mapping[str, set[str]]) -> Figure:
    """Return a drawing of the rooms, a row for each layer, with an arrow from each room to those that it imports."""
    figure = Figure(figsize=(7, 4.5))
    axes = figure.add_axes((0, 0, 1, 1))
    axes.set(xlim=(0, 1), ylim=(-0.6, len(rows) - 0.4))
    axes.axis("off")
    at = {
        room: ((place + 0.5) / len(row), len(rows) - 1 - height)
        for height, row in enumerate(rows)
        for place, room in enumerate(row)
    }
    box = {"boxstyle": "round,pad=0.4", "facecolor": "white", "edgecolor": "#345"}
    for room, (x, y) in at.items():
        for other in sorted(imports[room]):
            arrow = {"arrowstyle": "->", "color": "#8899aa", "shrinkA": 12, "shrinkB": 12}
            axes.annotate("", at[other], (x, y), arrowprops=arrow)
    for room, spot in at.items():
        axes.text(*spot, room, ha="center", va="center", bbox=box)
    return figure


def main() -> int:
    """Write the documentation anew and name what was written."""
    for path in (ROOT / "README.md", *sorted(DOCS.glob("*.md"))):
        text = path.read_text(encoding="utf-8")
        new = with_outputs(text, ROOT)
        if new != text:
            path.write_text(new, encoding="utf-8")
            print(path.relative_to(ROOT))
    rows = layers()
    (DOCS / "imports.svg").write_bytes(save(drawing(rows, room_imports([room for row in rows for room in row])))["svg"])
    take_picture(ROOT / "results/audit.html", DOCS / "audit-page.png")
    return 0


if __name__ == "__main__":
    sys.exit(main())
