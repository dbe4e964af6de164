"""The record of a visit, from the file to the paper: everything that happened, in a file that names nobody."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from pypdf import PdfReader

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.letters import Letter
from needledesk.domain.returning import News
from needledesk.errors import NotFound, NotSaved

ASPIRIN = Answer(Reply.YES, When("2026-11-20"), prescribed=Reply.NO)


def words(data: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())


@pytest.fixture
def overridden(desk: Desk, begin, record, clock) -> int:
    """A treated and closed visit with an override that was withdrawn and one that stands."""
    visit = begin(aspirin=ASPIRIN)
    desk.screening.override(visit.id, "bruises little", "M. Averil")
    clock.at += timedelta(minutes=2)
    desk.screening.answer(visit.id, "fish_oil", Answer(Reply.NO))  # what was decided before no longer stands
    clock.at += timedelta(minutes=2)
    desk.screening.override(visit.id, "agreed again", "N. Okafor")
    desk.treatment.start(visit.id)
    desk.treatment.change(visit.id, record)
    clock.at += timedelta(hours=1)
    desk.treatment.finish(visit.id)
    desk.aftercare.export(visit.id)
    desk.visits.close(visit.id)
    return visit.id


def test_everything_of_a_visit_is_on_paper(desk: Desk, overridden: int) -> None:
    read = words(desk.records.sheet(overridden).data)
    visit = desk.visits.get(overridden)
    for said in (
        "C-0001 · Test Client",
        "Mon 1 Jan 1990 (36 years at the visit)",
        "Treated and closed",
        "20 Nov 2026 + 7 days = Fri 27 Nov 2026",
        "Rule S-MED-01. Source document, line 21",
        "Reason: bruises little",
        "Withdrawn Sun 22 Nov 2026, 13:32",
        "By N. Okafor, Sun 22 Nov 2026, 13:34",
        "lot C26-0419, expires Fri 31 Mar 2028",
        visit.handouts[0].sha256,
        "The checklist supports a person; it does not decide.",
    ):
        assert said in read, said
    for question in desk.protocol().asked:
        assert question.text in read


def test_an_open_visit_has_a_record_that_says_it_is_not_complete(desk: Desk, begin) -> None:
    read = words(desk.records.sheet(begin().id).data)
    assert "this record is not complete yet" in read
    assert "Not kept yet: as it stands at the printing" in read


def test_a_returning_clients_answers_say_how_they_came(desk: Desk, begin, clock) -> None:
    first = begin()
    desk.visits.close(first.id)
    clock.at += timedelta(days=28)
    visit = desk.visits.begin(first.client)
    desk.screening.tell_news(visit.id, News(Reply.NO))
    desk.screening.confirm(visit.id, ["scleroderma"])
    desk.screening.answer(visit.id, "aspirin", replace(ASPIRIN, last=When("2026-12-18")))
    desk.screening.rest_of_group(visit.id, desk.protocol().question("psoriasis").group)
    read = words(desk.records.sheet(visit.id).data)
    assert "Confirmed as on Sun 22 Nov 2026, Sun 20 Dec 2026, 13:30. Rule S-ABS-01" in read
    assert "Asked; changed, was no on Sun 22 Nov 2026" in read
    assert "No to the rest of the group" in read
    assert "Any new medicine, illness or treatment since last time?" in read


def test_a_letter_that_counted(desk: Desk, begin) -> None:
    visit = begin(herpes_history=Answer(Reply.YES))
    letter = Letter(("S-CON-06",), date(2026, 11, 1), "Dr. Ever")
    desk.letters.record(visit.client, letter)
    desk.letters.withdraw(desk.letters.record(visit.client, replace(letter, by="Dr. Wrong")).id, "wrong client")
    read = words(desk.records.sheet(visit.id).data)
    assert "Letter from Dr. Ever" in read
    assert "counted for S-CON-06" in read
    assert "Recorded Sun 22 Nov 2026, 13:30" in read
    assert "Dr. Wrong" not in read


def test_the_sheet_that_was_given_for_this_day(desk: Desk, begin, clock) -> None:
    first = begin()
    desk.visits.close(first.id)
    desk.pretreatment.export(first.client, When("2026-12-05T10:00"))
    desk.pretreatment.export(first.client, When("2026-12-06T10:00"))
    clock.at = clock.at.replace(month=12, day=5)
    visit = desk.visits.begin(first.client)
    given = desk.pretreatment.given(first.client)
    read = words(desk.records.sheet(visit.id).data)
    assert given[0].sha256 in read
    assert given[1].sha256 not in read


def test_an_old_record_reads_the_same_later(desk: Desk, overridden: int, clock) -> None:
    once = desk.records.sheet(overridden).data
    assert desk.records.sheet(overridden).data == once
    clock.at += timedelta(days=1)
    later = words(desk.records.sheet(overridden).data)
    assert later.replace("Mon 23 Nov 2026, 14:34", "Sun 22 Nov 2026, 14:34") == words(once)


def test_the_export_names_nobody_and_never_overwrites(desk: Desk, overridden: int, practice) -> None:
    first, second = desk.records.export(overridden), desk.records.export(overridden)
    assert first == Path(practice.export_folder) / "Visit record - 2026-11-22 - C-0001.pdf"
    assert second.name == "Visit record - 2026-11-22 - C-0001 (2).pdf"
    assert first.read_bytes() == desk.records.for_printer(overridden)
    reader = PdfReader(first)
    assert reader.metadata is not None
    assert "Test" not in str(dict(reader.metadata))


def test_what_is_not_there_is_told(desk: Desk, overridden: int, tmp_path) -> None:
    with pytest.raises(NotFound):
        desk.records.sheet(99)
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    desk.practice.change(replace(desk.practice.get(), export_folder=str(blocked)))
    with pytest.raises(NotSaved):
        desk.records.export(overridden)


def test_an_old_record_names_todays_practitioner_as_the_one_who_prints(desk: Desk, overridden: int, clock) -> None:
    clock.at += timedelta(days=800)
    desk.practice.change(replace(desk.practice.get(), practitioner="N. Nextowner"))
    read = words(desk.records.sheet(overridden).data)
    assert "Practitioner: " not in read
    assert read.count("N. Nextowner") == read.count("Printed by N. Nextowner, on ") > 0
    assert "Practice and practitioner are those of the printing" in read
