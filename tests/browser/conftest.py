"""A browser for all tests that look at a page as a reader does, and what an office program reads of the Word files."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from programs import CHROMIUM, OFFICE

PATIENCE = 120_000  # milliseconds: on a busy machine a condition may take long to hold, and no test asks how long


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"], timeout=PATIENCE)
        yield chromium
        chromium.close()


@pytest.fixture(scope="session")
def opened(built: Path, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Both Word files as LibreOffice has them after opening, in its own XML, by name."""
    folder = tmp_path_factory.mktemp("opened")
    files = [built / f"results/{name}.docx" for name in ("paper", "paper-annotated")]
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = [str(OFFICE), "--headless", profile, "--convert-to", "fodt", "--outdir", folder, *files]
    subprocess.run(command, check=True, capture_output=True)
    return {file.stem: (folder / f"{file.stem}.fodt").read_text("utf-8") for file in files}
