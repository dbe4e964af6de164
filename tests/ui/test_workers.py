from __future__ import annotations

from threading import current_thread

import pytest

from needledesk.ui.workers import Workers


def test_one_thread_keeps_the_order_and_ends_when_all_is_done() -> None:
    done: list[int] = []
    workers = Workers(1, "desk")
    for number in range(200):
        workers.submit(done.append, number)
    workers.shutdown()
    assert done == list(range(200))


def test_calls_run_beside_the_caller() -> None:
    names: list[str] = []
    workers = Workers(2, "aside")
    for _ in range(4):
        workers.submit(lambda: names.append(current_thread().name))
    workers.shutdown()
    assert set(names) <= {"aside-0", "aside-1"}


def test_after_the_end_nothing_is_taken() -> None:
    workers = Workers(1, "desk")
    workers.shutdown()
    with pytest.raises(RuntimeError):
        workers.submit(print)
