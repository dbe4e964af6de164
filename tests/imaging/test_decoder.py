from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from needledesk.errors import PhotoRefused
from needledesk.imaging import decoder, wire

Make = Callable[..., bytes]
BOX = (48, 48)
posix = pytest.mark.skipif(sys.platform == "win32", reason="stops a process by a signal")


@pytest.fixture
def own() -> Iterator[decoder.Decoder]:
    """Children of this test's own."""
    made = decoder.Decoder()
    yield made
    made.close()


def lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def test_one_child_serves_one_picture_after_the_other(own: decoder.Decoder, jpeg: Make, heic: bytes) -> None:
    first = own.decode(jpeg(6), "jpeg", BOX, 80)
    children = own.children()
    second = own.decode(heic, "heic", BOX, 80)
    assert (first.width, first.height) == (64, 96)
    assert (second.width, second.height) == (320, 200)
    assert own.children() == children
    assert len(children) == 1


def test_two_children_at_most_serve_many_threads(own: decoder.Decoder, jpeg: Make) -> None:
    data = jpeg()
    with ThreadPoolExecutor(6) as threads:
        answers = list(threads.map(lambda _: own.decode(data, "jpeg", BOX, 80), range(24)))
    assert len(set(answers)) == 1
    assert 1 <= len(own.children()) <= 2


def test_an_unreadable_picture_does_not_cost_the_child(own: decoder.Decoder, jpeg: Make) -> None:
    own.decode(jpeg(), "jpeg", BOX, 80)
    children = own.children()
    with pytest.raises(PhotoRefused, match="damaged inside"):
        own.decode(b"\xff\xd8\xff rubbish", "jpeg", BOX, 80)
    assert own.children() == children


@posix
def test_a_child_killed_in_mid_picture_costs_that_picture_only(own: decoder.Decoder, jpeg: Make) -> None:
    own.decode(jpeg(), "jpeg", BOX, 80)
    (child,) = own.children()
    os.kill(child, signal.SIGSTOP)
    killer = threading.Timer(0.2, os.kill, (child, signal.SIGKILL))
    killer.start()
    with pytest.raises(PhotoRefused, match="in the time and memory that a picture may take"):
        own.decode(jpeg(), "jpeg", BOX, 80)
    killer.join()
    assert own.decode(jpeg(), "jpeg", BOX, 80).width == 96
    assert own.children() != [child]


@posix
def test_a_child_killed_while_it_waits_costs_nothing(own: decoder.Decoder, jpeg: Make) -> None:
    own.decode(jpeg(), "jpeg", BOX, 80)
    (child,) = own.children()
    os.kill(child, signal.SIGKILL)
    os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
    assert own.decode(jpeg(), "jpeg", BOX, 80).width == 96


@posix
def test_a_picture_that_takes_too_long_is_refused(jpeg: Make) -> None:
    own = decoder.Decoder(children=1, seconds=5)
    try:
        own.decode(jpeg(), "jpeg", BOX, 80)
        (child,) = own.children()
        own._seconds = 0.2
        os.kill(child, signal.SIGSTOP)
        with pytest.raises(PhotoRefused, match="in the time and memory that a picture may take"):
            own.decode(jpeg(), "jpeg", BOX, 80)
        assert not lives(child)
    finally:
        own.close()


@posix
def test_close_leaves_no_process_and_the_next_picture_gets_a_fresh_child(own: decoder.Decoder, jpeg: Make) -> None:
    own.decode(jpeg(), "jpeg", BOX, 80)
    (child,) = own.children()
    own.close()
    assert not lives(child)
    assert own.children() == []
    assert own.decode(jpeg(), "jpeg", BOX, 80).width == 96


@posix
def test_children_end_when_the_program_dies(tmp_path: Path, jpeg: Make) -> None:
    photo = tmp_path / "photo.jpg"
    photo.write_bytes(jpeg())
    program = (
        "import os, pathlib, sys; from needledesk.imaging import decoder;"
        "decoder.decode(pathlib.Path(sys.argv[1]).read_bytes(), 'jpeg', (48, 48), 80);"
        "print(*decoder.children(), flush=True); os._exit(9)"
    )
    done = subprocess.run([sys.executable, "-c", program, str(photo)], stdout=subprocess.PIPE, text=True, check=False)
    assert done.returncode == 9
    child = int(done.stdout)
    patience = time.monotonic() + 20
    while running(child) and time.monotonic() < patience:
        time.sleep(0.02)
    assert not running(child)


def running(pid: int) -> bool:
    """Whether the process still runs; an orphan may wait as a zombie for a parent that never looks."""
    status = Path(f"/proc/{pid}/status")
    if status.parent.parent.joinpath("self").exists():
        return status.exists() and "State:\tZ" not in status.read_text()
    return lives(pid)


def test_a_child_that_cannot_start_is_a_fault_of_the_program(monkeypatch: pytest.MonkeyPatch, jpeg: Make) -> None:
    monkeypatch.setattr(decoder, "child_command", lambda: [sys.executable, "-c", "pass"])
    own = decoder.Decoder()
    with pytest.raises(RuntimeError, match="does not start"):
        own.decode(jpeg(), "jpeg", BOX, 80)
    assert own.children() == []


@pytest.mark.parametrize(
    "answer", ["b''", "b'x' * 5", "b'\\0' * 9 + b'\\xff' * 8", "b'\\0' * 16 + b'\\x09' + b'short'"]
)
def test_a_child_that_speaks_nonsense_is_not_believed(monkeypatch: pytest.MonkeyPatch, jpeg: Make, answer: str) -> None:
    program = (
        f"import sys; sys.stdout.buffer.write({wire.READY!r} + {answer}); sys.stdout.flush(); sys.stdin.buffer.read(9)"
    )
    monkeypatch.setattr(decoder, "child_command", lambda: [sys.executable, "-c", program])
    own = decoder.Decoder()
    with pytest.raises(PhotoRefused, match="in the time and memory that a picture may take"):
        own.decode(jpeg(), "jpeg", BOX, 80)
    assert own.children() == []


def test_the_packaged_program_starts_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    assert decoder.child_command() == [sys.executable, "-m", "needledesk.imaging.decoder_child"]
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert decoder.child_command() == [sys.executable, "--decode-photo"]


def test_too_many_pixels_are_told_with_their_number() -> None:
    refused = decoder.refusal(wire.TOO_MANY_PIXELS, 169)
    assert refused.happened == "The picture has 169 megapixels: too many."
    assert "64 megapixels" in refused.do
    assert decoder.refusal(wire.TOO_MUCH, 0).happened.startswith("This picture could not be opened in the time")


def test_the_program_itself_loads_no_decoder() -> None:
    program = "import sys, needledesk.imaging.intake; print([m for m in ('PIL', 'pi_heif') if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
