"""A browser for all tests that look at a page as a reader does."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

from documents.chromium import CHROMIUM


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium, once for all tests."""
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield chromium
        chromium.close()
