"""A list of clients from a file into the record and out again, through the desk."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

import pytest

from needledesk.desk.desk import Desk
from needledesk.desk.training import SetClock
from needledesk.domain.client_columns import Columns, Meaning
from needledesk.domain.client_import import Outcome
from needledesk.domain.clients import Details
from needledesk.domain.progress import Watch
from needledesk.errors import BadInput, NotNow, Stopped

LIST = "Vorname;Name;Geburtsdatum;Telefon\r\n" + "".join(
    f"Vorname{n};Name{n * 7919 % 100003};{n % 28 + 1:02}.{n % 12 + 1:02}.{1930 + n % 80};0170 {1000000 + n * 13}\r\n"
    for n in range(450)
)


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "list.csv").write_bytes(LIST.encode("cp1252"))
    return tmp_path / "list.csv"


def test_a_dry_run_writes_nothing(desk: Desk, path: Path) -> None:
    head = desk.history.head()
    table, columns = desk.imports.look(path)
    lines = desk.imports.plan(table, columns)
    assert {line.outcome for line in lines} == {Outcome.NEW}
    assert desk.history.head() == head
    assert desk.clients.count() == 0
    assert desk.imports.latest() is None


def test_the_clients_are_there_and_go_again(desk: Desk, path: Path, clock: SetClock) -> None:
    lines = desk.imports.plan(*desk.imports.look(path))
    assert desk.imports.add(lines) == 450
    latest = desk.imports.latest()
    assert latest is not None
    assert (latest.at, latest.count) == (clock.at, 450)
    found = desk.clients.find("C-0013")[0]
    assert desk.clients.get(found.id).details.born == date(1942, 1, 13)
    clock.at += timedelta(hours=1)
    desk.visits.begin(found.id)
    taken = desk.imports.take_back()
    assert (taken.gone, [client.number for client in taken.stays]) == (449, [found.number])
    assert desk.clients.count() == 1
    assert desk.history.verify(whole=True).whole
    assert desk.imports.latest() is None
    with pytest.raises(NotNow):
        desk.imports.take_back()


def test_a_second_run_finds_everybody_there(desk: Desk, path: Path) -> None:
    lines = desk.imports.plan(*desk.imports.look(path))
    desk.imports.add(lines)
    again = desk.imports.plan(*desk.imports.look(path))
    assert {line.outcome for line in again} == {Outcome.KNOWN}
    assert desk.imports.add(again) == 0
    assert desk.imports.latest() is None


def test_those_who_look_alike_are_added_on_wish_only(desk: Desk, tmp_path: Path) -> None:
    desk.clients.add(Details("Ann", "Smith", date(1990, 3, 4)))
    (tmp_path / "list.csv").write_text("given,family\nAnn,Smith\n")
    lines = desk.imports.plan(*desk.imports.look(tmp_path / "list.csv"))
    assert [line.outcome for line in lines] == [Outcome.ALIKE]
    assert desk.imports.add(lines) == 0
    assert desk.imports.add(lines, alike_too=True) == 1


def test_stopped_on_the_way_nobody_is_added(desk: Desk, path: Path) -> None:
    told: list[int] = []
    impatient = Watch(lambda _words, done, _whole: told.append(done), lambda: bool(told))
    with pytest.raises(Stopped):
        desk.imports.add(desk.imports.plan(*desk.imports.look(path)), watch=impatient)
    assert told
    assert desk.clients.count() == 0
    assert desk.imports.latest() is None


def test_what_is_no_list_is_refused(desk: Desk, tmp_path: Path) -> None:
    (tmp_path / "empty.csv").write_bytes(b"\r\n")
    with pytest.raises(BadInput, match="no row"):
        desk.imports.look(tmp_path / "empty.csv")
    with pytest.raises(BadInput, match="no file"):
        desk.imports.look(tmp_path / "missing.csv")


def test_columns_without_a_name_are_refused(desk: Desk, path: Path) -> None:
    table, columns = desk.imports.look(path)
    with pytest.raises(BadInput, match="name"):
        desk.imports.plan(table, Columns((Meaning.PHONE,), True, columns.order))


def test_five_thousand_rows_take_seconds(desk: Desk, tmp_path: Path) -> None:
    rows = "".join(f"Vor{n};Nach{n * 7919};{n % 28 + 1:02}.{n % 12 + 1:02}.{1930 + n % 80}\n" for n in range(5000))
    (tmp_path / "list.csv").write_text("Vorname;Name;Geburtsdatum\n" + rows)
    began = time.process_time()
    lines = desk.imports.plan(*desk.imports.look(tmp_path / "list.csv"))
    assert len(lines) == 5000
    assert time.process_time() - began < 10  # 1 as a rule
