from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from needledesk.ui.welcome.failed_unlocks import KEPT, NAME, PAUSES, FailedUnlocks


class Clock:
    def __init__(self) -> None:
        self.at = datetime(2026, 11, 22, 14, 18, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def failed(tmp_path, own_home, clock):
    return lambda name="one": FailedUnlocks(tmp_path / f"{name}.needledesk", clock)


def test_each_one_waits_longer_and_the_last_pause_is_the_longest(failed, clock) -> None:
    waits = []
    for _ in range(len(PAUSES) + 1):
        failed().add()
        waits.append(failed().wait)
    assert waits == [*PAUSES, PAUSES[-1]]
    assert waits == sorted(waits)


def test_another_start_counts_on(failed, clock) -> None:
    failed().add()
    failed().add()
    assert failed().wait == 2
    clock.at += timedelta(seconds=1)
    assert failed().wait == 1
    clock.at += timedelta(seconds=1)
    assert failed().wait == 0
    failed().add()
    assert failed().wait == 4


def test_a_clock_set_back_makes_it_no_longer_than_the_pause(failed, clock) -> None:
    failed().add()
    clock.at -= timedelta(days=400)
    assert failed().wait == 1


def test_the_moments_are_taken_once(failed, clock) -> None:
    failed().add()
    clock.at += timedelta(minutes=1)
    failed().add()
    assert failed().take() == (clock.at - timedelta(minutes=1), clock.at)
    assert failed().take() == ()
    assert failed().wait == 0


def test_each_file_has_its_own(failed, own_home) -> None:
    failed().add()
    assert failed("two").wait == 0
    failed("two").add()
    failed("two").take()
    assert failed().wait == 1
    assert "one" not in (own_home / NAME).read_text()


def test_they_do_not_grow_for_ever(failed, clock) -> None:
    for _ in range(KEPT + 5):
        failed().add()
    assert len(failed().moments) == KEPT


@pytest.mark.parametrize("content", ["", "no json", "[]", '{"x": 3}'])
def test_a_broken_store_counts_from_nothing(failed, own_home, content) -> None:
    (own_home / NAME).write_text(content)
    assert failed().wait == 0
    failed().add()
    assert failed().wait == 1


def test_what_is_no_moment_in_it_is_left_out(failed, own_home, clock) -> None:
    one = failed()
    one.add()
    store = own_home / NAME
    store.write_text(store.read_text().replace("[", '[3, "yesterday", "2026-11-22T14:00:00", '))
    assert len(one.moments) == 2


def test_where_nothing_can_be_written_it_goes_on(failed, monkeypatch, tmp_path) -> None:
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("NEEDLEDESK_HOME", str(tmp_path / "a file"))
    failed().add()
    assert failed().wait == 0
