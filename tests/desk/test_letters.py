"""Letters through the desk: kept with their pages, counted at once, and never behind an earlier decision."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from PIL import Image

from needledesk.desk.desk import Desk
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.letters import Letter
from needledesk.domain.protocol import Status
from needledesk.errors import BadInput, NotFound, NotNow, PhotoRefused

YES = Answer(Reply.YES)
LETTER = Letter(("S-CON-07",), date(2026, 11, 10), "Dr S. Brandvold")


def scan(folder: Path) -> Path:
    """A page as a camera gives it, with what must not be kept."""
    path = folder / "scan.jpg"
    exif = Image.Exif()
    exif[0xA431] = "SERIAL-12345"
    Image.new("RGB", (1200, 1600), "white").save(path, exif=exif)
    return path


def test_a_letter_is_kept_with_its_pages_without_what_the_camera_wrote(desk: Desk, begin, tmp_path: Path) -> None:
    client = begin(diabetes=YES).client
    kept = desk.letters.record(client, replace(LETTER, by=" Dr S. Brandvold "), [desk.letters.prepare(scan(tmp_path))])
    assert desk.letters.of_client(client) == (kept,)
    [page] = kept.pages
    data = desk.letters.page(page.id)
    assert (page.width, page.height, kept.by) == (1200, 1600, "Dr S. Brandvold")
    assert hashlib.sha256(data).hexdigest() == page.sha256
    assert b"SERIAL-12345" not in data


def test_a_file_that_is_no_picture_is_refused_before_anything_is_kept(desk: Desk, begin, tmp_path: Path) -> None:
    client = begin().client
    path = tmp_path / "letter.jpg"
    path.write_text("no picture at all")
    with pytest.raises(PhotoRefused):
        desk.letters.prepare(path)
    assert desk.letters.of_client(client) == ()


@pytest.mark.parametrize(
    "letter",
    [
        replace(LETTER, by=""),
        replace(LETTER, rules=()),
        replace(LETTER, dated=date(2026, 11, 23)),
        replace(LETTER, expires=date(2199, 1, 1)),
    ],
)
def test_a_letter_that_cannot_be_is_refused_and_nothing_is_kept(desk: Desk, begin, letter: Letter) -> None:
    client = begin().client
    with pytest.raises(BadInput):
        desk.letters.record(client, letter)
    assert desk.letters.of_client(client) == ()


def test_a_letter_counts_from_its_day_to_its_last_and_no_longer(desk: Desk, begin, clock) -> None:
    visit = begin(diabetes=YES)
    desk.letters.record(visit.client, replace(LETTER, expires=date(2026, 11, 24)))
    assert desk.screening.verdict(visit.id).status is Status.PRACTITIONER_DECISION
    clock.at += timedelta(days=2)
    assert desk.screening.verdict(visit.id).status is Status.PRACTITIONER_DECISION
    clock.at += timedelta(days=1)
    assert desk.screening.verdict(visit.id).status is Status.MEDICAL_CLEARANCE
    clock.at -= timedelta(days=16)
    assert clock.at.date() < LETTER.dated
    assert desk.screening.verdict(visit.id).status is Status.MEDICAL_CLEARANCE


def test_a_letter_lifts_no_do_not_treat(desk: Desk, begin) -> None:
    visit = begin(diabetes=YES, cardiac=YES)
    desk.letters.record(visit.client, replace(LETTER, rules=("S-CON-07", "S-ABS-04")))
    verdict = desk.screening.verdict(visit.id)
    assert (verdict.status, verdict.earliest) == (Status.DO_NOT_TREAT, None)
    with pytest.raises(NotNow):
        desk.treatment.start(visit.id)


def test_a_letter_alone_starts_nothing(desk: Desk, begin) -> None:
    visit = begin(diabetes=YES)
    desk.letters.record(visit.client, LETTER)
    with pytest.raises(NotNow):
        desk.treatment.start(visit.id)
    desk.screening.decide(visit.id, treat=True, reason="Letter read")
    desk.treatment.start(visit.id)


def test_a_withdrawn_letter_no_longer_counts_and_its_reason_is_kept(desk: Desk, begin, clock) -> None:
    visit = begin(diabetes=YES)
    letter = desk.letters.record(visit.client, LETTER)
    desk.screening.decide(visit.id, treat=True, reason="Letter read")
    for nothing in (" x ", "...", "? ? ?"):
        with pytest.raises(BadInput, match="needs a reason"):
            desk.letters.withdraw(letter.id, nothing)
    assert desk.visits.get(visit.id).decision is not None
    desk.letters.withdraw(letter.id, " another client’s ")
    [kept] = desk.letters.of_client(visit.client)
    assert (kept.withdrawn, kept.withdrawn_reason) == (clock.at, "another client’s")
    assert desk.screening.verdict(visit.id).status is Status.MEDICAL_CLEARANCE
    assert desk.visits.get(visit.id).decision is None


def test_a_new_letter_takes_back_what_was_decided_without_it(desk: Desk, begin) -> None:
    visit = begin(diabetes=YES, psoriasis=YES)
    desk.screening.override(visit.id, "on the phone with the doctor", "M. Averil")
    desk.letters.record(visit.client, LETTER)
    assert desk.visits.get(visit.id).override is None


def test_what_another_client_decided_stays(desk: Desk, begin) -> None:
    mine, other = begin(diabetes=YES), begin(diabetes=YES)
    desk.screening.override(other.id, "on the phone with the doctor", "M. Averil")
    desk.letters.record(mine.client, LETTER)
    assert desk.visits.get(other.id).override is not None
    assert desk.screening.verdict(other.id).status is Status.MEDICAL_CLEARANCE


def test_a_visit_that_has_started_keeps_its_verdict_and_decision(desk: Desk, begin) -> None:
    visit = begin(diabetes=YES)
    letter = desk.letters.record(visit.client, LETTER)
    desk.screening.decide(visit.id, treat=True, reason="Letter read")
    desk.treatment.start(visit.id)
    desk.letters.withdraw(letter.id, "wrong year on it")
    assert desk.screening.verdict(visit.id).status is Status.PRACTITIONER_DECISION
    assert desk.visits.get(visit.id).decision is not None


def test_a_page_that_is_not_there_is_said(desk: Desk) -> None:
    with pytest.raises(NotFound):
        desk.letters.page(7)
