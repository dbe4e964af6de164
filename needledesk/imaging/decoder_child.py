"""The child process that decodes foreign pictures. Whatever a hostile picture does, it does it here.

Reads a question and a picture from standard input, answers on standard output, ends when its parent does.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import BinaryIO

from needledesk.imaging import limits, pixels
from needledesk.imaging.wire import ANSWER, DONE, QUESTION, READY, TOO_MANY_PIXELS, TOO_MUCH, UNREADABLE


def main() -> None:
    """Serves until standard input ends."""
    limits.hold_this_process()
    asked = open(0, "rb", closefd=False)  # noqa: SIM115 - lives as long as the process
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # a library that prints must not print into an answer
    answers.write(READY)
    answers.flush()
    serve(asked, answers)


def serve(asked: BinaryIO, answers: BinaryIO, start_the_clock: Callable[[], None] = limits.start_the_clock) -> None:
    """Answers one question after the other, each on its own time."""
    while len(header := asked.read(QUESTION.size)) == QUESTION.size:
        kind, width, height, quality, size = QUESTION.unpack(header)
        data = asked.read(size)
        if len(data) < size:
            return
        start_the_clock()
        outcome, whole, small = answer(data, kind.rstrip(b"\0").decode(), (width, height), quality)
        answers.write(ANSWER.pack(outcome, *whole, len(small)) + small)
        answers.flush()


def answer(data: bytes, kind: str, box: tuple[int, int], quality: int) -> tuple[int, tuple[int, int], bytes]:
    """The outcome, the upright size of the whole picture, and the small picture as JPEG."""
    try:
        image, width, height = pixels.shrunk(data, kind, box)
        return DONE, (width, height), pixels.as_jpeg(image, quality)
    except pixels.TooManyPixels as fact:
        return TOO_MANY_PIXELS, (fact.args[0] // 1_000_000, 0), b""
    except MemoryError:
        return TOO_MUCH, (0, 0), b""
    except Exception:  # noqa: BLE001 - a file made to harm may raise anything
        return UNREADABLE, (0, 0), b""


if __name__ == "__main__":
    main()
