"""An erasure through the desk: the time of keeping, the typed name, the reason, and the proof."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path

import pytest
from desk.conftest import Begin

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.clients import Details
from needledesk.errors import BadInput, NotFound, NotNow


def ada(desk: Desk, born: date | None = date(1990, 1, 1)) -> int:
    return desk.clients.add(Details("Ada", "Ashdown", born, "202-555-0101")).id


def test_the_years_are_the_countrys_until_the_practice_says_otherwise(desk: Desk) -> None:
    assert desk.erasing.years() == desk.practice.country().years_kept == 7
    assert desk.erasing.keep_for(12) == 12
    assert desk.erasing.years() == 12


@pytest.mark.parametrize("years", [-1, 101])
def test_a_number_of_years_that_cannot_be(desk: Desk, years: int) -> None:
    with pytest.raises(BadInput):
        desk.erasing.keep_for(years)


def test_whoever_never_came_may_go_at_once(desk: Desk) -> None:
    client = ada(desk)
    assert not desk.erasing.outlook(client).held
    erased = desk.erasing.erase(client, "ada ashdown", "not needed and not kept")
    assert (erased.number, erased.by, erased.reason) == ("C-0001", "M. Averil", "")
    assert desk.clients.find("ada") == ()
    with pytest.raises(NotFound):
        desk.clients.get(client)


def test_before_its_time_a_record_is_refused_with_the_day(desk: Desk, begin: Begin) -> None:
    client = begin().client
    outlook = desk.erasing.outlook(client)
    assert (outlook.held, outlook.free_from, outlook.years) == (True, date(2033, 11, 22), 7)
    with pytest.raises(NotNow, match="until Tue 22 Nov 2033"):
        desk.erasing.erase(client, "Test Client", "  ")
    assert desk.clients.get(client).number == outlook.number


def test_on_the_day_it_may_go(desk: Desk, begin: Begin, clock: SetClock) -> None:
    client = begin().client
    clock.at = clock.at.replace(year=2033, hour=0, minute=1)
    assert desk.erasing.erase(client, "Test Client").reason == ""


def test_a_minor_is_kept_from_the_birthday_on(desk: Desk, clock: SetClock) -> None:
    client = ada(desk, date(2010, 6, 1))
    desk.visits.begin(client)
    outlook = desk.erasing.outlook(client)
    assert (outlook.as_minor, outlook.free_from) == (True, date(2035, 6, 1))


def test_a_reason_lets_it_go_earlier_and_stays(desk: Desk, begin: Begin) -> None:
    client = begin().client
    erased = desk.erasing.erase(client, "Test Client", "entered twice")
    assert erased.reason == "entered twice"
    assert desk.erasing.all_of_them()[-1].reason == "entered twice"


@pytest.mark.parametrize(("typed", "reason"), [("Test", "entered twice"), ("Test Client", "the client was Client")])
def test_another_name_or_a_name_in_the_reason_is_refused(desk: Desk, begin: Begin, typed: str, reason: str) -> None:
    client = begin().client
    with pytest.raises(BadInput):
        desk.erasing.erase(client, typed, reason)
    assert desk.clients.get(client)


def test_the_proof_is_a_sheet_of_its_own(desk: Desk, tmp_path: Path, clock: SetClock) -> None:
    erased = desk.erasing.erase(ada(desk), "Ada Ashdown")
    assert erased.at == clock.at
    path = desk.erasing.export(erased.id)
    assert path == tmp_path / "sheets" / "Record erased - 2026-11-22 - C-0001.pdf"
    assert path.read_bytes() == desk.erasing.for_printer(erased.id)
    assert b"Ada" not in path.read_bytes()
    assert desk.erasing.sheet(erased.id).pages == 1
    desk.erasing.printed(erased.id)
    assert [entry.action for entry in desk.history.page(2)] == ["erasure printed", "erasure exported"]
    with pytest.raises(NotFound):
        desk.erasing.sheet(9)


def test_everything_that_is_left_still_holds(desk: Desk, begin: Begin) -> None:
    stays, goes = begin().client, begin()
    desk.visits.close(goes.id)
    desk.erasing.erase(goes.client, "Test Client", "entered twice")
    report = desk.history.verify(whole=True)
    assert report.faults == ()
    assert report.whole
    assert desk.clients.get(stays)


def test_copies_beside_the_file_are_named(desk: Desk, tmp_path: Path) -> None:
    client = ada(desk)
    (tmp_path / "studio.before-v3.needledesk").write_bytes(b"a copy")
    (tmp_path / "studio.before-restore-2026-11-22.needledesk").write_bytes(b"a copy")
    (tmp_path / "other.before-v3.needledesk").write_bytes(b"of another file")
    assert desk.erasing.outlook(client).copies == (
        "studio.before-restore-2026-11-22.needledesk",
        "studio.before-v3.needledesk",
    )


def test_a_stick_that_holds_the_client_is_named_whether_it_is_there_or_not(desk: Desk, tmp_path: Path) -> None:
    client, stick = ada(desk), tmp_path / "stick"
    stick.mkdir()
    target = desk.backups.choose(stick)
    desk.backups.back_up(target)
    assert desk.erasing.outlook(client).copies == (f"1 backup in “{Path(target.folder).name}”, Sun 22 Nov 2026",)
    stick.rename(tmp_path / "pulled out")
    assert desk.erasing.outlook(client).copies == (
        "a stick or disk that is not connected, last backup Sun 22 Nov 2026",
    )


def test_backups_that_still_hold_the_client_are_named_and_later_ones_are_not(desk: Desk) -> None:
    client = ada(desk)
    desk.backups.full()
    assert len(desk.erasing.outlook(client).copies) == 1
    assert desk.erasing.outlook(client).copies[0].startswith("1 backup in ")
    erased = desk.erasing.erase(client, "Ada Ashdown")
    desk.backups.full()
    assert desk.erasing.copies(int(erased.head.partition("-")[0])) == ("1 backup in “studio copies”, Sun 22 Nov 2026",)


def test_a_copy_of_before_brings_the_client_back(desk: Desk) -> None:
    client = ada(desk)
    before = desk.backups.full()
    assert not desk.erasing.is_undone_by(before)
    desk.erasing.erase(client, "Ada Ashdown")
    assert desk.erasing.is_undone_by(before)
    assert not desk.erasing.is_undone_by(desk.backups.full())


def test_the_moment_is_told_in_the_laptops_zone(desk: Desk, clock: SetClock) -> None:
    clock.at = datetime(2026, 11, 22, 23, 30, tzinfo=clock.at.tzinfo)
    erased = desk.erasing.erase(ada(desk), "Ada Ashdown")
    assert desk.erasing.file_name(erased.id) == "Record erased - 2026-11-22 - C-0001.pdf"
