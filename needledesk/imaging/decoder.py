"""The program's side of the decoding: at most two warm child processes, each held to limits and to the clock.

A child that dies or takes too long costs the one picture it had; the next picture gets a fresh child.
"""

from __future__ import annotations

import atexit
import contextlib
import subprocess
import sys
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

from needledesk.errors import PhotoRefused
from needledesk.imaging import limits, wire
from needledesk.imaging.kinds import ACCEPTED, UNTOUCHED, damaged

CHILDREN = 2
LARGEST_ANSWER = 64_000_000  # bytes; a picture for a screen is a tenth of that


@dataclass(frozen=True, slots=True)
class Decoded:
    """A picture as the child gave it: a small upright sRGB JPEG, and the upright size of the whole in pixels."""

    small: bytes
    width: int
    height: int


def child_command() -> list[str]:
    """How the child is started: from the sources, or as the packaged program with a hidden argument."""
    if getattr(sys, "frozen", False):
        return [sys.executable, "--decode-photo"]
    return [sys.executable, "-m", "needledesk.imaging.decoder_child"]


class _Gone(Exception):
    """The child ended, was ended, or spoke nonsense."""


class Child:
    """One child process, waiting for pictures."""

    def __init__(self) -> None:
        hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
        self.process = subprocess.Popen(  # noqa: S603 - our own program
            child_command(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            cwd=Path(__file__).parents[2],  # where `-m` finds us; and no stick is held by a working folder
            creationflags=hidden,
        )
        self._pipe_in = cast(BinaryIO, self.process.stdin)
        self._pipe_out = cast(BinaryIO, self.process.stdout)
        self._started = self._ended = False

    def decode(self, data: bytes, kind: str, box: tuple[int, int], quality: int, seconds: float) -> Decoded:
        """One question, one answer; the child is ended if that takes longer than `seconds`."""
        clock = threading.Timer(seconds, self.kill)
        clock.start()
        try:
            self._wait_until_ready()
            self._ask(wire.QUESTION.pack(kind.encode(), *box, quality, len(data)), data)
            return self._answer()
        finally:
            clock.cancel()

    def _wait_until_ready(self) -> None:
        if not self._started and self._pipe_out.read(len(wire.READY)) != wire.READY:
            if self._ended:
                raise _Gone
            raise RuntimeError("the process that decodes photos does not start")
        self._started = True

    def _ask(self, header: bytes, data: bytes) -> None:
        try:
            self._pipe_in.write(header)
            self._pipe_in.write(data)
            self._pipe_in.flush()
        except OSError as broken:
            raise _Gone from broken

    def _answer(self) -> Decoded:
        outcome, width, height, size = wire.ANSWER.unpack(self._read(wire.ANSWER.size))
        if size > LARGEST_ANSWER:
            raise _Gone
        small = self._read(size)
        if outcome != wire.DONE:
            raise refusal(outcome, width)
        return Decoded(small, width, height)

    def _read(self, size: int) -> bytes:
        """Exactly `size` bytes of the answer."""
        data = self._pipe_out.read(size)
        if len(data) < size:
            raise _Gone
        return data

    def kill(self) -> None:
        """Stops the process at once."""
        self._ended = True
        self.process.kill()

    def end(self) -> None:
        """Stops the process and takes its leftovers, so that no zombie and no open pipe remains."""
        self.kill()
        self.process.wait()
        self._pipe_out.close()
        with contextlib.suppress(OSError):  # bytes that the child never took
            self._pipe_in.close()


def refusal(outcome: int, megapixels: int) -> PhotoRefused:
    """The sentence for an outcome other than DONE."""
    if outcome == wire.TOO_MANY_PIXELS:
        most = f"{limits.PIXELS // 1_000_000} megapixels, a JPEG {limits.JPEG_PIXELS // 1_000_000}"
        return PhotoRefused(
            f"The picture has {megapixels} megapixels: too many.", UNTOUCHED, f"A photo may have {most}."
        )
    if outcome == wire.TOO_MUCH:
        return too_much()
    return damaged()


def too_much() -> PhotoRefused:
    """For a picture whose decoding was cut short."""
    happened = "This picture could not be opened in the time and memory that a picture may take."
    return PhotoRefused(happened, UNTOUCHED, ACCEPTED)


class Decoder:
    """Hands pictures to its children: as many at once as there are children, others wait their turn."""

    def __init__(self, children: int = CHILDREN, seconds: float = limits.SECONDS) -> None:
        self._seconds = seconds
        self._places = threading.BoundedSemaphore(children)
        self._lock = threading.Lock()
        self._idle: list[Child] = []
        self._living: set[Child] = set()

    def decode(self, data: bytes, kind: str, box: tuple[int, int], quality: int) -> Decoded:
        """The picture fit into the box (pixels). Raises PhotoRefused; may be called from several threads."""
        with self._places:
            child = self._take()
            try:
                decoded = child.decode(data, kind, box, quality, self._seconds)
            except PhotoRefused:
                self._give_back(child)
                raise
            except _Gone:
                self._end(child)
                raise too_much() from None
            except BaseException:
                self._end(child)
                raise
            self._give_back(child)
            return decoded

    def children(self) -> list[int]:
        """The process numbers of the children that live now."""
        with self._lock:
            return [child.process.pid for child in self._living]

    def close(self) -> None:
        """Ends all children. A picture in the works is refused; a later one gets a fresh child."""
        with self._lock:
            ending, self._idle, self._living = list(self._living), [], set()
        for child in ending:
            child.end()

    def _take(self) -> Child:
        """A waiting child that still lives, or a fresh one."""
        with self._lock:
            while self._idle:
                child = self._idle.pop()
                if child.process.poll() is None:
                    return child
                self._living.discard(child)
                child.end()
            child = Child()
            self._living.add(child)
            return child

    def _give_back(self, child: Child) -> None:
        with self._lock:
            if child in self._living:
                self._idle.append(child)

    def _end(self, child: Child) -> None:
        with self._lock:
            self._living.discard(child)
        child.end()


_decoder = Decoder()


def children() -> list[int]:
    """The process numbers of the program's decoding children."""
    return _decoder.children()


def decode(data: bytes, kind: str, box: tuple[int, int], quality: int) -> Decoded:
    """As Decoder.decode, with the program's own children."""
    return _decoder.decode(data, kind, box, quality)


def close() -> None:
    """Ends the program's decoding children; they also end by themselves when the program does."""
    _decoder.close()


atexit.register(close)
