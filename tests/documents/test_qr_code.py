"""The square code holds the practice's name and number, and is drawn as it is."""

from __future__ import annotations

from datetime import UTC, datetime

import pypdfium2
import segno

from needledesk.documents.qr_code import SquareCode, contact_squares, text_squares
from needledesk.documents.stationery import Paper, Press

NAME, PHONE = "Alder & Linen; Skin", "202-555-0142"
CONTENT = f"MECARD:N:Alder & Linen\\; Skin;TEL:{PHONE};;"


def test_the_runs_are_the_modules_of_the_contact() -> None:
    across, runs = contact_squares(NAME, PHONE)
    dark = {(row, column + at) for column, row, length in runs for at in range(length)}
    expected = segno.make_qr(CONTENT, error="m", boost_error=False).matrix
    assert across == len(expected)
    assert dark == {(y, x) for y, row in enumerate(expected) for x, module in enumerate(row) if module}


def test_every_module_can_be_read_off_the_page() -> None:
    press = Press(Paper.named("A4"), "Code", "en-GB", "", datetime(2026, 11, 22, tzinfo=UTC))
    block = SquareCode(contact_squares(NAME, PHONE), 96)
    assert block.height(200) == 96
    block.draw(press.page(), 100, 200, 120)  # in the middle of 120 px
    press.turn()
    document = pypdfium2.PdfDocument(press.bytes())
    picture = document[0].render(scale=4 / 0.75).to_pil().convert("L")
    document.close()
    across, runs = contact_squares(NAME, PHONE)
    dark = {(row, column + at) for column, row, length in runs for at in range(length)}
    for row in range(across):
        for column in range(across):
            spot = (round(4 * (112 + (column + 0.5) * 96 / across)), round(4 * (200 + (row + 0.5) * 96 / across)))
            assert (picture.getpixel(spot) < 128) == ((row, column) in dark)


def test_a_text_is_in_its_code_and_not_in_its_repr() -> None:
    text = "7F3KQ 0M2PX 9AHZ4"
    across, runs = text_squares(text)
    dark = {(row, column + at) for column, row, length in runs for at in range(length)}
    expected = segno.make_qr(text, error="m", boost_error=False).matrix
    assert across == len(expected)
    assert dark == {(y, x) for y, row in enumerate(expected) for x, module in enumerate(row) if module}
    assert "7F3KQ" not in repr(SquareCode((across, runs), 96))
