"""Two names cannot change at once: wherever it is cut off, a whole file has the record file's name afterwards."""

from __future__ import annotations

import contextlib
import sys
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from needledesk.errors import InUse
from needledesk.storage import swapping
from needledesk.storage.guard import Guard

AT = datetime(2026, 11, 22, 12, tzinfo=UTC)


class PowerCutError(BaseException):
    """The program ends here."""


@pytest.fixture
def record(tmp_path: Path) -> Path:
    record = tmp_path / "practice.needledesk"
    record.write_text("today")
    record.with_name(record.name + "-wal").write_text("today's log")
    workshop = swapping.workshop(record)
    workshop.mkdir()
    (workshop / record.name).write_text("restored")
    return record


def state(record: Path) -> dict[str, str]:
    """Every file's text; a lock that a power cut has left holds nobody up."""
    return {
        path.name: path.read_text()
        for path in record.parent.iterdir()
        if path.is_file() and not path.name.endswith("-lock")
    }


TODAY = {"practice.needledesk": "today", "practice.needledesk-wal": "today's log"}
ASIDE = {
    "practice.needledesk": "restored",
    "practice.before-restore-2026-11-22.needledesk": "today",
    "practice.before-restore-2026-11-22.needledesk-wal": "today's log",
}


def test_todays_file_goes_aside_with_its_log(record: Path) -> None:
    aside = swapping.take_place(record, AT)
    assert aside == record.with_name("practice.before-restore-2026-11-22.needledesk")
    assert state(record) == ASIDE
    assert not swapping.workshop(record).exists()


def test_it_is_never_put_in_the_place_of_an_earlier_one(record: Path) -> None:
    swapping.take_place(record, AT)
    swapping.workshop(record).mkdir()
    (swapping.workshop(record) / record.name).write_text("restored again")
    aside = swapping.take_place(record, AT)
    assert aside is not None
    assert aside.name == "practice.before-restore-2026-11-22-2.needledesk"
    assert state(record) == ASIDE | {aside.name: "restored", "practice.needledesk": "restored again"}


def test_on_a_new_laptop_nothing_is_put_aside(record: Path) -> None:
    record.unlink()
    record.with_name(record.name + "-wal").unlink()
    assert swapping.take_place(record, AT) is None
    assert state(record) == {"practice.needledesk": "restored"}


@pytest.mark.parametrize("step", range(12))
def test_wherever_the_power_is_cut_the_next_start_has_a_whole_file(
    record: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    with monkeypatch.context() as patch:
        cut_after(patch, step)
        with contextlib.suppress(PowerCutError):
            swapping.take_place(record, AT)
    swapping.finish(record)
    swapping.finish(record)
    assert state(record) in (TODAY, ASIDE)


@pytest.mark.parametrize("step", range(4))
def test_a_disk_that_refuses_in_between_gives_todays_file_back(
    record: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    with monkeypatch.context() as patch:
        fail_at(patch, "rename", step)
        with contextlib.suppress(OSError):
            swapping.take_place(record, AT)
    swapping.finish(record)
    assert state(record) in (TODAY, ASIDE)


def test_a_file_that_does_not_open_is_taken_back(record: Path) -> None:
    aside = swapping.take_place(record, AT)
    assert aside is not None
    swapping.take_back(record, aside)
    assert state(record) == TODAY


@pytest.mark.parametrize("step", range(12))
def test_wherever_taking_back_is_cut_off_no_log_meets_another_file(
    record: Path, monkeypatch: pytest.MonkeyPatch, step: int
) -> None:
    aside = swapping.take_place(record, AT)
    assert aside is not None
    record.with_name(record.name + "-wal").write_text("restored log")
    with monkeypatch.context() as patch:
        cut_after(patch, step)
        with contextlib.suppress(PowerCutError):
            swapping.take_back(record, aside)
    swapping.finish(record)
    assert state(record) in (TODAY, ASIDE | {"practice.needledesk-wal": "restored log"})


@pytest.mark.skipif(sys.platform == "win32", reason="Windows needs no such file")
def test_another_program_that_starts_meanwhile_keeps_its_hands_off(record: Path) -> None:
    """It finds the plan of a restoring that is under way in the first one."""
    plan = record.with_name(record.name + ".restore")
    plan.write_text('{"aside": "practice.before-restore-2026-11-22.needledesk"}')
    first = Guard.take(record)
    try:
        with pytest.raises(InUse):
            swapping.finish(record)
    finally:
        first.release()
    assert plan.exists()
    assert (swapping.workshop(record) / record.name).exists()


def test_a_plan_that_says_nothing_is_dropped(record: Path) -> None:
    plan = record.with_name(record.name + ".restore")
    for nonsense in ("{", "[]", "7"):
        plan.write_text(nonsense)
        swapping.finish(record)
        assert state(record) == TODAY


def cut_after(patch: pytest.MonkeyPatch, step: int) -> None:
    """End the program before the file system is changed for the step-th time."""
    count = [0]

    def wrapped(name: str) -> Callable[..., object]:
        real = getattr(Path, name)

        def call(self: Path, *arguments: object, **options: object) -> object:
            count[0] += 1
            if count[0] > step:
                raise PowerCutError
            return real(self, *arguments, **options)

        return call

    for name in ("rename", "replace", "unlink", "rmdir"):
        patch.setattr(Path, name, wrapped(name))


def fail_at(patch: pytest.MonkeyPatch, name: str, step: int) -> None:
    real, count = getattr(Path, name), [0]

    def call(self: Path, *arguments: object) -> object:
        count[0] += 1
        if count[0] == step + 1:
            raise OSError(5, "the disk did not answer")
        return real(self, *arguments)

    patch.setattr(Path, name, call)
