"""The PDF: letters that its font lacks."""

import io

import pypdf

from conftest import ROOT
from traced.manuscript.document import parse_markdown
from traced.output import pdf


def test_letters_that_the_font_of_the_pdf_lacks() -> None:
    """They are set in another font that has them, and one that no font can have as its code point."""
    front = "---\ntitle: SYNTHETIC\nauthor: [A]\ndate: 2020\nlang: en\n---\n\n"
    document = parse_markdown(f"{front}First \u0531, last \u0378.\n")
    file = pdf.to_pdf(document, ROOT, ROOT / "manuscript/styles/paper.typ")
    (sheet,) = pypdf.PdfReader(io.BytesIO(file)).pages
    assert "First \u0531, last (U+0378)." in sheet.extract_text()
