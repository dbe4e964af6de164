"""Second starts of the real program on the same file, with the first one running, locked, dying, or starting too."""

from __future__ import annotations

import os
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QWidget
from ui import second_start
from ui.second_start import Started, end, race, told

from needledesk.app import OTHER
from needledesk.desk.desk import Desk
from needledesk.errors import InUse
from needledesk.ui.only_copy import OnlyCopy, bring_up, name_of, raise_other

RACES = 20


@pytest.fixture
def path(desk: Desk) -> Path:
    desk.close()
    return desk.path


@pytest.fixture
def start(own_home: Path) -> Iterator[object]:
    running: list[Started] = []

    def start_one(path: Path) -> Started:
        running.append(second_start.start(path, own_home))
        return running[-1]

    yield start_one
    for program in running:
        end(program)


def test_a_second_start_raises_the_first_and_ends_in_one_line(path, start, tmp_path) -> None:
    first = start(path)
    assert raise_other(path, 20)  # its window is there
    link = tmp_path / "linked.needledesk"
    link.symlink_to(path)
    for way in (path, link, Path(os.path.relpath(path))):
        assert raise_other(way, 1), way
    status, line = told(start(link))
    assert status == 0
    assert OTHER in line
    assert first.poll() is None


def test_the_first_one_answers_within_a_second(path, start) -> None:
    start(path)
    assert raise_other(path, 20)
    began = time.monotonic()
    assert raise_other(path)
    assert time.monotonic() - began < 1


def test_the_next_start_after_a_crash_is_not_kept_out(path, start) -> None:
    first = start(path)
    assert raise_other(path, 20)
    first.kill()
    first.wait()
    assert not raise_other(path, 0.2)
    second = start(path)
    assert raise_other(path, 20)
    assert second.poll() is None


def test_another_user_or_a_share_meets_the_files_own_lock(path, open_desk, monkeypatch, tmp_path) -> None:
    holder = open_desk()
    monkeypatch.setenv("NEEDLEDESK_HOME", str(tmp_path / "another user"))
    only = OnlyCopy()
    assert only.take(path), "there is no place to be found by another user"
    with pytest.raises(InUse) as refused:
        Desk.open(path)
    assert "Another program has this file open" in str(refused.value)
    holder.close()
    only.give_up()


def test_of_two_that_start_at_once_one_ends(path, own_home) -> None:
    status, line = race(path, own_home)
    assert status == 0
    assert OTHER in line


#: Takes the place, or asks nobody, opens the file and writes; says whether it could. Again for each line it is told.
RACER = textwrap.dedent("""
    import sys
    from pathlib import Path
    from needledesk.desk.desk import Desk
    from needledesk.domain.clients import Details
    from needledesk.errors import InUse
    from needledesk.ui.only_copy import OnlyCopy

    path, only = Path(sys.argv[1]), OnlyCopy()
    print("ready", flush=True)
    for line in sys.stdin:
        word = "shut"
        if "ask" not in line or only.take(path):
            try:
                desk = Desk.open(path)
                desk.clients.add(Details("Amara"))
                desk.close()
                word = "wrote"
            except InUse:
                word = "in use"
        only.give_up()
        print(word, flush=True)
""")


@pytest.mark.parametrize("way", ["ask", "barge in"])
def test_races_never_have_two_writers(path, open_desk, way) -> None:
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
    command = [sys.executable, "-c", RACER, str(path)]
    two = [subprocess.Popen(command, **pipes) for _ in range(2)]  # type: ignore[call-overload]
    assert [one.stdout.readline() for one in two] == ["ready\n"] * 2
    words = []
    for _ in range(RACES):
        for one in two:
            one.stdin.write(way + "\n")
        words += [one.stdout.readline().strip() for one in two]
    for one in two:
        one.communicate(timeout=20)
    desk = open_desk()
    assert set(words) <= {"wrote", "shut", "in use"}
    assert words.count("wrote") >= RACES
    assert len(desk.clients.find("", 200)) == words.count("wrote")
    assert desk.facts()["sound"]


def test_another_file_is_another_place(tmp_path, qapp) -> None:
    only, other = OnlyCopy(), OnlyCopy()
    one, two = tmp_path / "one.needledesk", tmp_path / "two.needledesk"
    assert only.take(one)
    assert only.take(one)
    assert not other.take(one)
    assert other.take(two)
    assert only.take(tmp_path / "three.needledesk")  # which gives up the first
    assert other.take(one)
    only.give_up()
    other.give_up()


def test_the_name_says_nothing_of_the_file(tmp_path) -> None:
    assert "amara" not in name_of(tmp_path / "amara delisse.needledesk")
    assert name_of(tmp_path / "one") != name_of(tmp_path / "two")


def test_where_nothing_can_be_written_there_is_no_comfort_and_no_refusal(monkeypatch, tmp_path, qapp) -> None:
    (tmp_path / "a file").write_text("")
    monkeypatch.setenv("NEEDLEDESK_HOME", str(tmp_path / "a file"))
    only = OnlyCopy()
    assert only.take(tmp_path / "studio.needledesk")
    only.listen()
    only.give_up()


def test_a_window_comes_up_with_the_dialog_that_waits_in_it(qtbot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.setWindowState(Qt.WindowState.WindowMinimized)
    dialog = QDialog(window)
    dialog.open()
    bring_up(window)
    assert not window.isMinimized()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.close()
