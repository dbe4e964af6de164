"""Asking for a letter: from the visit to the page, and only where a letter can help."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.letters import Letter
from needledesk.errors import NotFound, NotNow

YES = Answer(Reply.YES)


def test_the_page_is_written_under_the_clients_number(desk: Desk, begin, practice) -> None:
    visit = begin(psoriasis=YES)
    first, second = desk.letter_requests.export(visit.id), desk.letter_requests.export(visit.id)
    assert first == Path(practice.export_folder) / "Letter request - 2026-11-22 - C-0001.pdf"
    assert second.name == "Letter request - 2026-11-22 - C-0001 (2).pdf"
    data = desk.letter_requests.for_printer(visit.id)
    assert first.read_bytes() == data
    read = " ".join(PdfReader(BytesIO(data)).pages[0].extract_text().split())
    assert "Psoriasis" in read
    assert "We ask for no change of any medicine." in read


def test_where_no_letter_can_help_it_is_refused(desk: Desk, begin) -> None:
    with pytest.raises(NotNow, match="No rule asks"):
        desk.letter_requests.export(begin().id)
    with pytest.raises(NotNow, match="do not treat"):
        desk.letter_requests.for_printer(begin(psoriasis=YES, scleroderma=YES).id)
    with pytest.raises(NotFound):
        desk.letter_requests.sheet(99)


def test_what_a_letter_answered_is_not_asked_again(desk: Desk, begin) -> None:
    visit = begin(psoriasis=YES, diabetes=YES)
    desk.letters.record(visit.client, Letter(("S-CON-03",), date(2026, 11, 1), "Dr. Ever"))
    data = desk.letter_requests.for_printer(visit.id)
    read = PdfReader(BytesIO(data)).pages[0].extract_text()
    assert "Diabetes" in read
    assert "Psoriasis" not in read
