"""Write what the documentation shows of a build: answers of commands, and a picture of the audit page.

    make docs

In README.md and docs/*.md a block of the language `console` begins with a command after `$ `. The lines below it are
replaced by what the command prints now, so that no line number in them is of an earlier build.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```console\n\$ (?P<command>[^\n]+)\n.*?^```$", re.MULTILINE | re.DOTALL)
PICTURE = ROOT / "docs/audit-page.png"
SHOWN = "n=motives.survival"  # the number that the picture shows
SIZE = (1280, 800)  # pixels


def with_outputs(text: str, root: Path) -> str:
    """Return a Markdown text with each console block as its command answers now, run in `root`.

    Raises subprocess.CalledProcessError when a command fails.
    """

    def block(match: re.Match[str]) -> str:
        command = shlex.split(match["command"])
        run = subprocess.run(command, cwd=root, capture_output=True, text=True, check=True)
        return f"```console\n$ {match['command']}\n{run.stdout.rstrip()}\n```"

    return BLOCK.sub(block, text)


def take_picture(page: Path, target: Path) -> None:
    """Save a picture of the audit page with one number open."""
    from playwright.sync_api import sync_playwright

    chromium = "/usr/bin/chromium"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        width, height = SIZE
        view = browser.new_page(viewport={"width": width, "height": height}, reduced_motion="reduce")
        view.goto(f"{page.as_uri()}#{SHOWN}")
        view.wait_for_load_state("networkidle")
        view.screenshot(path=target)
        browser.close()


def main() -> int:
    """Write the documentation anew and name what was written."""
    for path in (ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))):
        text = path.read_text(encoding="utf-8")
        new = with_outputs(text, ROOT)
        if new != text:
            path.write_text(new, encoding="utf-8")
            print(path.relative_to(ROOT))
    take_picture(ROOT / "results/audit.html", PICTURE)
    print(PICTURE.relative_to(ROOT))
    return 0


if __name__ == "__main__":
    sys.exit(main())
