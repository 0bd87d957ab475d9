"""Programs that only tests need: where they are on this machine, and what to install where they are not."""

import os
import shutil

import pytest
from playwright.sync_api import Locator, Page

CHROMIUM = next(
    filter(None, map(shutil.which, (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome"))),
    None,
)
OFFICE = shutil.which("soffice")
POPPLER = shutil.which("pdftotext")

needs_chromium = pytest.mark.skipif(
    CHROMIUM is None,
    reason="Chromium is not installed (Debian: apt-get install chromium; elsewhere: set CHROMIUM to a browser's path)",
)
needs_office = pytest.mark.skipif(
    OFFICE is None, reason="LibreOffice is not installed (Debian: apt-get install libreoffice-writer)"
)
needs_poppler = pytest.mark.skipif(
    POPPLER is None, reason="Poppler is not installed (Debian: apt-get install poppler-utils)"
)

# Pixels that nobody notices: fonts, browsers and screens differ by them, and pages of the same build with them.
UNSEEN = 4


def fits(box: Locator) -> bool:
    """Tell whether nothing of a box is to be reached by sideways scrolling."""
    return bool(box.evaluate("(box, unseen) => box.scrollWidth <= box.clientWidth + unseen", UNSEEN))


def go(page: Page, address: str) -> None:
    """Lead a page to a part of itself, `#part`, and wait until it has arrived there."""
    page.evaluate(
        """address => new Promise(arrived => {
            if (location.hash === address) return arrived();
            addEventListener('hashchange', () => arrived(), { once: true });
            location.hash = address;
        })""",
        address,
    )
