"""The sheet before a treatment: dated from the visit to come, written whole, kept byte for byte, refused in words."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from pypdf import PdfReader

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.clients import Details
from needledesk.domain.treatment import Intensity
from needledesk.errors import BadInput, NotSaved

VISIT = When("2026-12-05T10:00")


@pytest.fixture
def client(desk: Desk) -> int:
    return desk.clients.add(Details("Ottilie", "Farnwick", date(1992, 3, 4))).id


@pytest.fixture
def treated(desk: Desk, begin, record, clock) -> int:
    """A client with a light session on Sunday 22 November 2026."""
    visit = begin()
    desk.treatment.start(visit.id)
    desk.treatment.change(visit.id, record)
    clock.at += timedelta(hours=1)
    desk.treatment.finish(visit.id)
    desk.visits.close(visit.id)
    return visit.client


def words(path: Path) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(path).pages).split())


def test_export_writes_the_bytes_that_are_kept(desk: Desk, client: int, practice) -> None:
    given = desk.pretreatment.export(client, VISIT)
    assert given.path == Path(practice.export_folder) / "Before treatment - 2026-12-05 - C-0001.pdf"
    written = given.path.read_bytes()
    assert desk.pretreatment.kept(given.handout) == written
    [noted] = desk.pretreatment.given(client)
    assert (noted.how, noted.sha256) == ("exported", hashlib.sha256(written).hexdigest())
    assert noted.appointment == datetime(2026, 12, 5, 10, tzinfo=ZoneInfo("America/New_York"))
    assert not list(given.path.parent.glob(".*"))


def test_the_sheet_names_day_and_hour(desk: Desk, client: int) -> None:
    given = desk.pretreatment.export(client, VISIT)
    assert given.path is not None
    read = words(given.path)
    for said in (
        "none from Sat 28 Nov",
        "Fri 4 Dec, 10:00",
        "not after Sat 21 Nov",
        "we wait 6 months",
        "202-555-0142",
    ):
        assert said in read
    assert "Saturday 5 December 2026, 10:00" in read
    assert "tanning bed" in read


def test_a_second_export_never_overwrites_the_first(desk: Desk, client: int) -> None:
    first, second = desk.pretreatment.export(client, VISIT), desk.pretreatment.export(client, VISIT)
    assert first.path != second.path
    assert second.path is not None
    assert second.path.name == "Before treatment - 2026-12-05 - C-0001 (2).pdf"


def test_a_folder_that_cannot_be_written_to_is_told_and_nothing_counts_as_given(desk: Desk, client, tmp_path) -> None:
    blocked = tmp_path / "a file"
    blocked.write_text("in the way")
    desk.practice.change(replace(desk.practice.get(), export_folder=str(blocked)))
    with pytest.raises(NotSaved, match=r"could not be written|cannot be written"):
        desk.pretreatment.export(client, VISIT)
    assert desk.pretreatment.given(client) == ()


def test_a_printed_sheet_is_noted_with_its_bytes(desk: Desk, client: int) -> None:
    sheet, data = desk.pretreatment.for_printer(client, VISIT, large=True)
    assert data.startswith(b"%PDF")
    assert desk.pretreatment.given(client) == ()
    desk.pretreatment.printed(sheet)
    assert [given.how for given in desk.pretreatment.given(client)] == ["printed"]
    assert desk.pretreatment.kept(sheet) == data


def test_large_print_takes_more_pages(desk: Desk, client: int) -> None:
    assert desk.pretreatment.sheet(client, VISIT).pages == 2
    assert desk.pretreatment.sheet(client, VISIT, large=True).pages > 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("2026-11-22T13:30", "past"),  # the clock of the tests stands there
        ("2026-11-21T10:00", "past"),
        ("2028-11-23T10:00", "two years"),
        ("2026-12-05", "day and time"),
        ("2026-12", "day and time"),
        ("unknown", "day and time"),
        ("2027-03-14T02:30", "there is no 02:30 on Sun 14 Mar"),
    ],
)
def test_an_appointment_that_cannot_be_is_refused_with_a_sentence(
    desk: Desk, client: int, text: str, said: str
) -> None:
    for call in (desk.pretreatment.sheet, desk.pretreatment.export, desk.pretreatment.for_printer):
        with pytest.raises(BadInput, match=said) as refused:
            call(client, When(text))
        assert refused.value.do
    assert desk.pretreatment.given(client) == ()


@pytest.mark.parametrize("text", ["2026-11-22T13:31", "2028-11-22T10:00"])
def test_the_first_and_the_last_appointment_that_can_be(desk: Desk, client: int, text: str) -> None:
    assert desk.pretreatment.sheet(client, When(text)).pages


def test_a_name_in_a_script_that_the_sheet_lacks_becomes_the_number(desk: Desk, client: int) -> None:
    desk.clients.change(client, Details("山田", "花子"))
    given = desk.pretreatment.export(client, VISIT)
    assert given.path is not None
    assert "C-0001" in words(given.path)


def test_a_new_client_may_come_on_any_day(desk: Desk, client: int) -> None:
    assert desk.pretreatment.next_dates(client).first is None
    assert desk.pretreatment.too_early(client, When("2026-11-23T10:00")) == ""


def test_the_interval_after_a_light_session(desk: Desk, treated: int) -> None:
    first = desk.pretreatment.next_dates(treated)
    assert (first.light, first.deep, first.first) == (date(2026, 12, 6), date(2026, 12, 20), date(2026, 12, 6))
    early = desk.pretreatment.too_early
    assert early(treated, When("2026-12-05T10:00")) == "Too early after the last session: not before Sun 6 Dec 2026."
    assert early(treated, When("2026-12-06T10:00")) == (
        "Too early for a deep session: not before Sun 20 Dec 2026. A light one can be."
    )
    assert early(treated, When("2026-12-20T10:00")) == ""


def test_the_interval_after_a_deep_session(desk: Desk, begin, record, clock) -> None:
    visit = begin()
    desk.treatment.start(visit.id)
    desk.treatment.change(visit.id, replace(record, chosen=Intensity.DEEP))
    clock.at += timedelta(hours=1)
    desk.treatment.finish(visit.id)
    first = desk.pretreatment.next_dates(visit.client)
    assert (first.light, first.deep) == (date(2026, 12, 20), date(2026, 12, 20))
    assert "not before Sun 20 Dec 2026." in desk.pretreatment.too_early(visit.client, When("2026-12-19T10:00"))


def test_a_session_that_nobody_graded_counts_as_deep(desk: Desk, begin, clock) -> None:
    visit = begin()
    desk.treatment.start(visit.id)
    clock.at += timedelta(hours=1)
    desk.treatment.finish(visit.id)
    assert desk.pretreatment.next_dates(visit.client).light == date(2026, 12, 20)


def test_a_visit_that_was_put_off(desk: Desk, begin) -> None:
    visit = begin(aspirin=Answer(Reply.YES, When("2026-11-20"), prescribed=Reply.NO))
    desk.visits.defer(visit.id, date(2026, 11, 30))
    assert desk.pretreatment.next_dates(visit.client).first == date(2026, 11, 30)
    assert desk.pretreatment.too_early(visit.client, When("2026-11-29T10:00")) == (
        "Too early: the last visit was put off to Mon 30 Nov 2026."
    )
    assert desk.pretreatment.too_early(visit.client, When("2026-11-30T10:00")) == ""


def test_the_dates_of_the_protocol_in_force(desk: Desk) -> None:
    assert desk.pretreatment.dates(VISIT).none_from["aspirin"] == date(2026, 11, 28)
