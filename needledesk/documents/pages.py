"""Pages of a finished PDF as pictures: for the preview and for printers that take no PDF."""

from __future__ import annotations

import threading

import pypdfium2

# pdfium is not made for several threads at once.
_one_at_a_time = threading.Lock()


def count(data: bytes) -> int:
    """How many pages the PDF has."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(data)
        try:
            return len(document)
        finally:
            document.close()


def render(data: bytes, page: int, width: int) -> tuple[int, int, bytes]:
    """Page `page` (from 0) drawn `width` pixels wide: its width, height and RGB bytes without padding."""
    with _one_at_a_time:
        document = pypdfium2.PdfDocument(data)
        try:
            sheet = document[page]
            picture = sheet.render(scale=width / sheet.get_width(), rev_byteorder=True).to_pil().convert("RGB")
            return picture.width, picture.height, picture.tobytes()
        finally:
            document.close()
