"""The sheet: dated from the finish, written whole, kept byte for byte, named without the client's name."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from pypdf import PdfReader

from needledesk.desk.desk import Desk
from needledesk.errors import NotNow, NotSaved


@pytest.fixture
def finished(desk: Desk, begin, record, clock) -> int:
    """A visit finished at 14:30 on Sunday 22 November 2026."""
    visit = begin()
    desk.treatment.start(visit.id)
    desk.treatment.change(visit.id, record)
    clock.at += timedelta(hours=1)
    desk.treatment.finish(visit.id)
    return visit.id


def test_there_is_no_sheet_before_the_finish(desk: Desk, begin) -> None:
    with pytest.raises(NotNow):
        desk.aftercare.export(begin().id)


def test_export_writes_the_bytes_that_are_kept(desk: Desk, finished: int, practice) -> None:
    given = desk.aftercare.export(finished)
    assert given.path == Path(practice.export_folder) / "Aftercare - 2026-11-22 - C-0001.pdf"
    written = given.path.read_bytes()
    assert desk.aftercare.kept(given.handout) == written
    noted = desk.visits.get(finished).handouts[-1]
    assert (noted.how, noted.sha256) == ("exported", hashlib.sha256(written).hexdigest())
    assert not list(given.path.parent.glob(".*"))


def test_the_sheet_names_the_hour(desk: Desk, finished: int) -> None:
    given = desk.aftercare.export(finished)
    assert given.path is not None
    words = " ".join(" ".join(page.extract_text() for page in PdfReader(given.path).pages).split())
    for said in ("Mon 23 Nov, 14:30", "Tue 24 Nov, 14:30", "Wed 25 Nov, 14:30", "Sun 6 Dec", "202-555-0142", "911"):
        assert said in words


def test_a_second_export_never_overwrites_the_first(desk: Desk, finished: int) -> None:
    first, second = desk.aftercare.export(finished), desk.aftercare.export(finished)
    assert first.path != second.path
    assert second.path is not None
    assert second.path.name == "Aftercare - 2026-11-22 - C-0001 (2).pdf"


def test_a_folder_that_cannot_be_written_to_is_told_and_nothing_counts_as_given(desk: Desk, finished, tmp_path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    desk.practice.change(replace(desk.practice.get(), export_folder=str(blocked)))
    with pytest.raises(NotSaved, match=r"could not be written|cannot be written"):
        desk.aftercare.export(finished)
    assert desk.visits.get(finished).handouts == ()


def test_a_printed_sheet_is_noted_with_its_bytes(desk: Desk, finished: int) -> None:
    handout, data = desk.aftercare.for_printer(finished)
    assert data.startswith(b"%PDF")
    assert desk.visits.get(finished).handouts == ()
    desk.aftercare.printed(handout)
    assert [given.how for given in desk.visits.get(finished).handouts] == ["printed"]
    assert desk.aftercare.kept(handout) == data


def test_a_name_in_a_script_that_the_sheet_lacks_becomes_the_number(desk: Desk, finished: int) -> None:
    client = desk.clients.get(desk.visits.get(finished).client)
    desk.clients.change(client.id, replace(client.details, given="山田", family="花子"))
    given = desk.aftercare.export(finished)
    assert given.path is not None
    assert "C-0001" in PdfReader(given.path).pages[0].extract_text()
