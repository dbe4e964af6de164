"""Everything that is done is told in words, to its visit and its client; the plain columns name nobody."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from io import BytesIO
from pathlib import Path
from random import Random

import pytest
from pypdf import PdfReader

from needledesk.desk.desk import Desk
from needledesk.desk.history import HistoryDesk
from needledesk.desk.training import SetClock
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.clients import Details
from needledesk.domain.history import Entry
from needledesk.domain.letters import Letter
from needledesk.domain.photos import Moment
from needledesk.domain.screening import Plan
from needledesk.domain.treatment import Intensity, Treatment, ZoneWork
from needledesk.errors import BadInput
from tests.desk.conftest import Begin


def said(entries: tuple[Entry, ...]) -> list[str]:
    """The titles, oldest first."""
    return [entry.title for entry in reversed(entries)]


def test_a_whole_visit_can_be_read_in_its_history(desk: Desk, begin: Begin, record: Treatment, clock: SetClock) -> None:
    visit = begin().id
    desk.screening.plan(visit, Plan(Intensity.MILD, ("cheek_left", "cheek_right")))
    desk.treatment.start(visit)
    desk.treatment.change(visit, record)
    deeper = ZoneWork("cheek_left", 1.0, 2)
    desk.treatment.change(visit, Treatment(**{**_fields(record), "zones": (deeper, record.zones[1])}))
    desk.treatment.write_note(visit, "two passes")
    desk.treatment.write_note(visit, "two passes, gently")
    clock.at += timedelta(minutes=30)
    desk.treatment.finish(visit)
    desk.aftercare.export(visit)
    desk.visits.close(visit)
    told = said(desk.history.of_visit(visit))
    assert told[0] == "Visit begun"
    assert told[-8:] == [
        "Needling started",
        "Cheek L: 0.5 mm, 2 passes",
        "Depth, cheek L: 0.5 to 1.0 mm",
        "Note written",
        "Treatment finished",
        "Handout kept, 2 pages",
        "Handout exported, 2 pages",
        "Visit closed and sealed",
    ]
    assert next(entry for entry in desk.history.of_visit(visit) if entry.title == "Note written").times == 2


def _fields(record: Treatment) -> dict[str, object]:
    return {name: getattr(record, name) for name in record.__dataclass_fields__}


def test_answers_decisions_and_what_no_longer_stands(desk: Desk, begin: Begin) -> None:
    visit = begin(diabetes=Answer(Reply.YES)).id
    client = desk.visits.get(visit).client
    desk.letters.record(client, Letter(("S-CON-07",), date(2026, 8, 4), "Dr Brandvold"))
    desk.screening.decide(visit, treat=True, reason="letter read, no sore seen")
    newest = desk.history.of_visit(visit)[0]
    assert (newest.title, newest.more) == ("Decision: treat", "“letter read, no sore seen”")
    desk.screening.answer(visit, "pregnant", Answer(Reply.NO))
    newest = desk.history.of_visit(visit)[0]
    assert newest.title.startswith("Answer: ")
    assert newest.more == "the decision no longer stands"
    assert "Letter added" in said(desk.history.of_client(client))


def test_looks_exports_prints_and_copies_are_told(desk: Desk, begin: Begin) -> None:
    visit = begin().id
    client = desk.visits.get(visit).client
    desk.clients.opened(client)
    desk.records.export(visit)
    desk.records.printed(visit)
    desk.letter_requests.printed(visit)
    desk.screening.copied(visit)
    sheet, _ = desk.pretreatment.for_printer(client, When("2026-12-05T10:00"))
    desk.pretreatment.printed(sheet)
    told = said(desk.history.of_client(client))
    assert told[-7] == "Client opened"
    assert told[-6].startswith("Visit record exported, ")
    assert told[-5:-2] == ["Visit record printed", "Letter request printed", "Verdict copied as text"]
    assert told[-1].startswith("Before-treatment sheet printed, ")


def test_a_photo_is_told_with_its_view(desk: Desk, begin: Begin, tmp_path: Path) -> None:
    from PIL import Image

    Image.new("RGB", (64, 48), (180, 150, 130)).save(tmp_path / "face.jpg")
    visit = begin().id
    photo = desk.photos.keep(visit, Moment.BEFORE, "front", desk.photos.prepare(tmp_path / "face.jpg"))
    desk.photos.move(visit, photo.id, Moment.AFTER, "left_45")
    desk.photos.remove(visit, photo.id)
    assert said(desk.history.of_visit(visit))[-3:] == [
        *["Photo added: before, Front", "Photo moved: after, Left 45", "Photo removed: after, Left 45"]
    ]


def test_the_practice_and_the_protocol_are_told(desk: Desk, tmp_path: Path) -> None:
    from dataclasses import replace

    desk.practice.change(replace(desk.practice.get(), phone="202-555-0143"))
    desk.protocols.export(tmp_path / "ours.toml")
    desk.protocols.read_in(tmp_path / "ours.toml")
    desk.protocols.discard_draft()
    assert said(desk.history.page(4)) == [
        "Practice changed: phone",
        "Protocol v1 exported",
        "Protocol read in from a file, as a draft",
        "Draft of the protocol discarded",
    ]


def test_wrong_passphrases_are_told_once_the_file_is_open(desk: Desk, clock: SetClock) -> None:
    desk.history.note_failed_unlocks([clock.at - timedelta(minutes=2), clock.at - timedelta(minutes=1)])
    newest, before = desk.history.page(2)
    assert (newest.action, newest.title, newest.more) == ("failed unlock", "Wrong passphrase", "2026-11-22 13:29:00")
    assert before.more == "2026-11-22 13:28:00"


def test_pages_go_on_where_the_last_one_ended(desk: Desk) -> None:
    for number in range(7):
        desk.history.note("printed", f"Sheet {number}")
    first = desk.history.page(4)
    rest = desk.history.page(4, before=first[-1].seq)
    assert said(first) == [f"Sheet {number}" for number in range(3, 7)]
    assert said(rest)[1:] == [f"Sheet {number}" for number in range(3)]
    assert desk.history.count() == first[0].seq


def test_a_visit_of_yesterday_is_closed_in_its_own_history(desk: Desk, begin: Begin, clock: SetClock) -> None:
    before = begin().id
    clock.at += timedelta(days=1)
    today = desk.visits.current(before).id
    assert said(desk.history.of_visit(before))[-1] == "Visit closed and sealed, not treated"
    assert said(desk.history.of_visit(today)) == ["Visit begun"]


def test_the_moment_is_that_of_the_wall_then(desk: Desk, clock: SetClock) -> None:
    desk.history.note("printed", "in winter")
    clock.go(date(2027, 7, 1), 9, 30)
    desk.history.note("printed", "in summer")
    summer, winter = (entry.at for entry in desk.history.page(2))
    assert (summer.hour, summer.utcoffset()) == (9, timedelta(hours=-4))
    assert (winter.hour, winter.utcoffset()) == (13, timedelta(hours=-5))


@pytest.mark.parametrize("name", ["Zorana", "Quillfeather", "Roaccutane"])
def test_the_plain_columns_name_nobody(desk: Desk, begin: Begin, name: str) -> None:
    client = desk.clients.add(Details("Zorana", "Quillfeather")).id
    visit = desk.visits.begin(client).id
    desk.screening.answer(visit, "isotretinoin", Answer(Reply.YES, name="Roaccutane"))
    for entry in desk.history.page(50):
        assert name not in entry.action


def test_a_clock_that_goes_back_is_told_before_what_follows_and_the_order_stays(desk: Desk, clock: SetClock) -> None:
    for number, hours in enumerate((0, -24, 0, 2, -1)):
        clock.at += timedelta(hours=hours)
        desk.history.note("printed", f"Sheet {number}")
    told = said(desk.history.page(7))
    assert told == [
        "Sheet 0",
        "Clock went back by 24 h 00 min",
        *["Sheet 1", "Sheet 2", "Sheet 3"],
        "Clock went back by 1 h 00 min",
        "Sheet 4",
    ]
    assert desk.history.verify().faults == ()


def test_the_window_is_warned_once_for_each_jump(open_desk: Callable[..., Desk], clock: SetClock) -> None:
    seconds = [0.0]
    desk = HistoryDesk(open_desk()._file, lambda: seconds[0])
    assert desk.watch_clock() == ""
    seconds[0] += 30
    clock.at += timedelta(seconds=30)
    assert desk.watch_clock() == ""
    clock.at += timedelta(days=1)  # forward: only the time that has run can tell
    assert desk.watch_clock().startswith("Clock jumped ahead by 24 h 00 min. Check the laptop")
    assert desk.watch_clock() == ""
    clock.at -= timedelta(days=1)
    desk.note("printed")
    assert desk.watch_clock().startswith("Clock went back by 24 h 00 min")
    assert desk.watch_clock() == ""
    assert sum(entry.action == "clock" for entry in desk.page(50)) == 2


def test_a_clock_that_went_back_while_the_file_was_closed_is_warned_of(
    open_desk: Callable[..., Desk], clock: SetClock
) -> None:
    open_desk().close()
    clock.at -= timedelta(hours=3)
    assert open_desk().history.watch_clock().startswith("Clock went back by 3 h 00 min")


def test_whatever_the_clock_does_the_order_is_that_of_the_telling(desk: Desk, clock: SetClock) -> None:
    chance = Random(27)
    for number in range(60):
        clock.at += timedelta(seconds=chance.choice((-86_400, -4000, -30, 0, 30, 4000, 86_400, 400_000)))
        desk.history.note("printed", str(number))
    printed = [entry for entry in desk.history.page(200) if entry.action == "printed"]
    assert [entry.title for entry in reversed(printed)] == [str(number) for number in range(60)]
    report = desk.history.verify()
    assert report.faults == ()
    assert not any("backwards" in notice for notice in report.notices)


def test_a_check_is_told_and_needs_a_head_that_is_one(desk: Desk) -> None:
    head = desk.history.head()
    assert desk.history.verify(head=head).whole
    assert desk.history.page(1)[0].title == "Everything checked: nothing was touched"
    with pytest.raises(BadInput):
        desk.history.verify(head="yesterday")


def test_every_paper_bears_a_head_that_the_check_knows(desk: Desk, begin: Begin, record: Treatment) -> None:
    visit = begin(psoriasis=Answer(Reply.YES)).id
    client = desk.visits.get(visit).client
    papers = [desk.letter_requests.for_printer(visit), desk.records.for_printer(visit)]
    papers.append(desk.pretreatment.sheet(client, When("2026-12-05T10:00")).data)
    healthy = begin().id
    desk.treatment.start(healthy)
    desk.treatment.change(healthy, record)
    desk.treatment.finish(healthy)
    papers += [desk.aftercare.sheet(healthy).data, desk.aftercare.sheet(healthy, large=True).data]
    for paper in papers:
        text = " ".join(PdfReader(BytesIO(paper)).pages[0].extract_text().split())
        found = re.search(r"history (\d+(?:- ?[0-9A-F]{4}){4})", text)
        assert found is not None
        assert desk.history.verify(head=found[1]).whole


def test_a_sheet_that_is_exported_twice_is_kept_once(desk: Desk, begin: Begin, record: Treatment) -> None:
    visit = begin().id
    desk.treatment.start(visit)
    desk.treatment.change(visit, record)
    desk.treatment.finish(visit)
    assert desk.aftercare.export(visit).handout == desk.aftercare.export(visit).handout
    client, when = desk.visits.get(visit).client, When("2026-12-05T10:00")
    first = desk.pretreatment.export(client, when)
    assert first.handout == desk.pretreatment.export(client, when).handout
