from __future__ import annotations

import threading
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from needledesk.errors import BadInput, NotSaved
from needledesk.ui.background import Background

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


class Disk:
    """Takes what is written until it is full."""

    def __init__(self) -> None:
        self.full = False
        self.kept: list[str] = []
        self.tried: list[str] = []

    def write(self, text: str) -> str:
        self.tried.append(text)
        if self.full:
            raise NotSaved("The disk is full.")
        self.kept.append(text)
        return text.upper()


class Ear(QObject):
    """Hears results, as a page would."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[object] = []

    def hear(self, result: object) -> None:
        self.heard.append(result)


@pytest.fixture
def faults() -> list[BaseException]:
    return []


@pytest.fixture
def background(qapp: QApplication, faults: list[BaseException]) -> Iterator[Background]:
    made = Background(faults.append, lambda: NOON)
    yield made
    made.close()


@pytest.fixture
def disk() -> Disk:
    return Disk()


def refuse() -> None:
    raise BadInput("A client needs a name.")


def test_a_result_comes_to_the_windows_thread(background: Background, qtbot: QtBot) -> None:
    threads: list[str] = []
    background.ask(lambda: threading.current_thread().name, then=threads.append)
    background.ask(lambda: 0, then=lambda _: threads.append(threading.current_thread().name))
    qtbot.waitUntil(lambda: len(threads) == 2)
    assert threads[0].startswith("desk")
    assert threads[1] == threading.main_thread().name


def test_calls_are_made_in_order(background: Background) -> None:
    order: list[int] = []
    told: list[int] = []
    for number in range(50):
        background.ask(lambda number=number: order.append(number) or number, then=told.append)
    background.wait()
    assert order == told == list(range(50))


def test_arguments_are_handed_on(background: Background) -> None:
    sums: list[int] = []
    background.ask(lambda one, other: one + other, 2, 3, then=sums.append)
    background.wait()
    assert sums == [5]


def test_slow_work_does_not_hold_up_the_desk(background: Background) -> None:
    go_on = threading.Event()
    order: list[str] = []
    background.aside(go_on.wait, 60, then=lambda _: order.append("aside"))
    background.ask(lambda: None, then=lambda _: (order.append("desk"), go_on.set()))
    background.wait()
    assert order == ["desk", "aside"]


def test_a_refusal_goes_to_who_asked(background: Background, faults: list[BaseException]) -> None:
    refusals: list[str] = []
    background.ask(refuse, then=refusals.append, failed=lambda error: refusals.append(error.happened))
    background.wait()
    assert refusals == ["A client needs a name."]
    assert faults == []


def test_a_refusal_that_nobody_waits_for_is_told(background: Background) -> None:
    refused: list[object] = []
    background.refused.connect(refused.append)
    background.ask(refuse)
    background.wait()
    assert [str(error) for error in refused] == ["A client needs a name."]


def test_any_other_exception_is_our_fault(background: Background, faults: list[BaseException]) -> None:
    background.ask(lambda: 1 / 0, then=lambda _: None, failed=lambda _: None)
    background.aside(lambda: {}["x"])
    background.wait()
    assert sorted(type(fault).__name__ for fault in faults) == ["KeyError", "ZeroDivisionError"]


def test_a_faulty_callback_does_not_keep_the_next_from_being_called(
    background: Background, faults: list[BaseException]
) -> None:
    heard: list[int] = []
    background.ask(lambda: 0, then=lambda zero: 1 / zero)
    background.ask(lambda: 1, then=heard.append)
    background.wait()
    assert heard == [1]
    assert [type(fault) for fault in faults] == [ZeroDivisionError]


def test_nothing_is_told_to_who_is_gone(background: Background) -> None:
    ear, other = Ear(), Ear()
    heard: list[object] = []
    background.ask(lambda: 1, then=heard.append, owner=other)
    background.ask(lambda: 1, then=ear.hear)
    delete(ear)
    delete(other)
    background.wait()
    assert ear.heard == []
    assert heard == []


def test_who_is_there_hears(background: Background) -> None:
    ear = Ear()
    background.ask(lambda: 1, then=ear.hear)
    background.wait()
    assert ear.heard == [1]


def test_reading_is_not_saving(background: Background, disk: Disk) -> None:
    told: list[object] = []
    background.saving.connect(told.append)
    background.saved.connect(told.append)
    background.ask(lambda: 1)
    background.aside(lambda: 1)
    background.wait()
    assert told == []


def test_saves_are_counted_until_all_are_on_disk(background: Background, disk: Disk) -> None:
    told: list[object] = []
    background.saving.connect(told.append)
    background.saved.connect(told.append)
    background.save(disk.write, "a")
    background.save(disk.write, "b")
    background.wait()
    assert told == [1, 2, 1, 0, NOON]
    assert disk.kept == ["a", "b"]


def test_a_save_that_is_turned_down_leaves_the_last_good_time(background: Background, disk: Disk) -> None:
    background.save(disk.write, "a")
    background.wait()
    told: list[object] = []
    background.saved.connect(told.append)
    background.save(refuse, failed=lambda _: None)
    background.wait()
    assert told == [NOON]


def test_a_full_disk_keeps_everything_in_memory_and_in_order(background: Background, disk: Disk) -> None:
    told: list[str] = []
    results: list[object] = []
    background.not_saved.connect(lambda error: told.append(error.happened))
    disk.full = True
    for text in "abc":
        background.save(disk.write, text, then=results.append, failed=results.append)
    background.wait()
    assert background.unsaved == 3
    assert disk.tried == ["a"]  # the others wait behind it
    assert told[0] == "The disk is full."
    assert results == []
    disk.full = False
    background.save(disk.write, "d", then=results.append)
    background.try_again()
    background.wait()
    assert disk.kept == ["a", "b", "c", "d"]
    assert results == ["A", "B", "C", "D"]
    assert background.unsaved == 0


def test_a_disk_that_stays_full_is_told_again_and_nothing_is_lost(background: Background, disk: Disk) -> None:
    disk.full = True
    background.save(disk.write, "a")
    background.wait()
    told: list[object] = []
    background.not_saved.connect(told.append)
    background.try_again()
    background.wait()
    assert len(told) == 1
    assert background.unsaved == 1
    assert disk.tried == ["a", "a"]


def test_it_tries_again_by_itself(background: Background, disk: Disk, qtbot: QtBot) -> None:
    disk.full = True
    background.save(disk.write, "a")
    background.wait()
    disk.full = False
    timer = background.findChild(QObject, "retry")
    with qtbot.waitSignal(background.saved):
        timer.setInterval(1)
    assert disk.kept == ["a"]


def test_reading_goes_on_while_saves_are_kept(background: Background, disk: Disk) -> None:
    disk.full = True
    background.save(disk.write, "a")
    read: list[object] = []
    background.ask(lambda: "shown", then=read.append)
    background.wait()
    assert read == ["shown"]


def test_waiting_includes_what_callbacks_ask(background: Background) -> None:
    heard: list[str] = []
    background.ask(lambda: "first", then=lambda _: background.ask(lambda: "second", then=heard.append))
    background.wait()
    assert heard == ["second"]


def test_closing_finishes_what_was_asked_and_ends_the_threads(qapp: QApplication, disk: Disk) -> None:
    made = Background(lambda _: None)
    for text in "abc":
        made.save(disk.write, text)
    made.close()
    assert disk.kept == ["a", "b", "c"]
    with pytest.raises(RuntimeError):
        made.ask(lambda: None)
