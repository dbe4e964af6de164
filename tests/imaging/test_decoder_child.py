from __future__ import annotations

import io
from collections.abc import Callable

import pytest

from needledesk.imaging import decoder_child, pixels, wire

Make = Callable[..., bytes]


def asked(data: bytes, kind: bytes = b"jpeg", box: int = 48) -> bytes:
    return wire.QUESTION.pack(kind, box, box, 80, len(data)) + data


def served(*questions: bytes) -> list[tuple[int, int, int, int]]:
    """The heads of all answers: outcome, width, height, bytes that followed."""
    out = io.BytesIO()
    decoder_child.serve(io.BytesIO(b"".join(questions)), out, start_the_clock=lambda: None)
    raw, found, at = out.getvalue(), [], 0
    while at < len(raw):
        found.append(wire.ANSWER.unpack_from(raw, at))
        at += wire.ANSWER.size + found[-1][3]
    assert at == len(raw)
    return found


def test_one_answer_to_each_question_until_the_input_ends(jpeg: Make, png: Make) -> None:
    first, second, third = served(asked(jpeg(6)), asked(b"rubbish"), asked(png(), b"png\0"))
    assert first[:3] == (wire.DONE, 64, 96)
    assert first[3] > 300
    assert second == (wire.UNREADABLE, 0, 0, 0)
    assert third[:3] == (wire.DONE, 96, 64)


def test_a_question_that_breaks_off_is_not_answered(jpeg: Make) -> None:
    assert served(asked(jpeg())[:-5]) == []


@pytest.mark.parametrize(
    ("raised", "outcome"),
    [
        (MemoryError(), (wire.TOO_MUCH, (0, 0), b"")),
        (pixels.TooManyPixels(169_000_000), (wire.TOO_MANY_PIXELS, (169, 0), b"")),
        (ZeroDivisionError(), (wire.UNREADABLE, (0, 0), b"")),
    ],
)
def test_whatever_a_picture_does_has_an_outcome(
    monkeypatch: pytest.MonkeyPatch, raised: Exception, outcome: tuple[int, tuple[int, int], bytes]
) -> None:
    def fail(*_: object) -> None:
        raise raised

    monkeypatch.setattr(pixels, "shrunk", fail)
    assert decoder_child.answer(b"", "jpeg", (1, 1), 80) == outcome
