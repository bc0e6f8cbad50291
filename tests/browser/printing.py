"""Paper: what Chromium prints of a page, in either of the sizes people have."""

from io import BytesIO

from playwright.sync_api import Page
from pypdf import PdfReader

SIZES = ("Letter", "A4")


def printed(page: Page, size: str) -> list[str]:
    """The text of each sheet of paper that `page` prints on."""
    pdf = page.pdf(format=size, prefer_css_page_size=False, print_background=False)
    return [sheet.extract_text() for sheet in PdfReader(BytesIO(pdf)).pages]
