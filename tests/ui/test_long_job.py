from __future__ import annotations

import threading

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from needledesk.errors import NotSaved
from needledesk.ui.long_job import LongJob

pytestmark = pytest.mark.usefixtures("dressed")


@pytest.fixture
def window(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    QVBoxLayout(made)
    made.show()
    return made


@pytest.fixture
def job(window, background) -> LongJob:
    made = LongJob(background, "Export")
    window.layout().addWidget(made)
    return made


class Steps:
    """A job that takes a step each time it is let."""

    def __init__(self) -> None:
        self.go, self.stepped = threading.Semaphore(0), threading.Semaphore(0)

    def __call__(self, watch) -> str:
        for step in range(1, 5):
            self.go.acquire()
            watch.step("", step, 4)
            self.stepped.release()
        return "done"


def test_it_shows_how_far_it_is_and_goes(job, qtbot, settle) -> None:
    steps, told = Steps(), []
    job.run(steps, told.append, told.append)
    assert job.isVisible()
    assert job.cancel.hasFocus()
    steps.go.release()
    qtbot.waitUntil(lambda: job.bar.share == 0.25)
    for _ in range(3):
        steps.go.release()
    settle()
    assert told == ["done"]
    assert not job.isVisible()
    assert not job.running


def test_cancel_ends_it_at_the_next_step(job, qtbot, settle) -> None:
    steps, told = Steps(), []
    job.run(steps, told.append, told.append, lambda: told.append("stopped"))
    qtbot.mouseClick(job.cancel, Qt.MouseButton.LeftButton)
    assert job.cancel.busy
    steps.go.release()
    settle()
    assert told == ["stopped"]
    assert not job.running


def test_a_window_that_closes_ends_it(job, window, settle) -> None:
    steps, told = Steps(), []
    job.run(steps, told.append, told.append, lambda: told.append("stopped"))
    window.close()
    steps.go.release()
    settle()
    assert told == ["stopped"]


def test_what_goes_wrong_is_told(job, settle) -> None:
    def fails(watch) -> None:
        raise NotSaved("The disk is full.")

    told: list[str] = []
    job.run(fails, told.append, lambda error: told.append(error.happened))
    settle()
    assert told == ["The disk is full."]


def test_one_at_a_time(job, settle) -> None:
    steps, told = Steps(), []
    job.run(steps, told.append, told.append)
    job.run(steps, told.append, told.append)
    for _ in range(8):
        steps.go.release()
    settle()
    assert told == ["done"]
