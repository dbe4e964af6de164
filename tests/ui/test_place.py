from __future__ import annotations

import json

import pytest

from needledesk.ui.place import WHY, Place, moment

FULL = Place(
    room="settings",
    client=7,
    visit=12,
    section="treatment",
    page="lock",
    question="med.isotretinoin",
    focus="QPlainTextEdit:0",
    cursor=31,
    scroll=240,
    needling="2026-11-22T13:52:00-05:00",
    locked="2026-11-22T14:18:09-05:00",
    why="idle",
    minutes=5,
)


def test_it_comes_back_from_its_argument_as_it_was() -> None:
    assert Place.read(FULL.as_argument()) == FULL


def test_the_lock_is_told_in_words() -> None:
    assert FULL.locked_words == "Locked 14:18, after 5 minutes without a touch"
    assert Place.read('{"locked":"2026-11-22T14:18:09-05:00","why":"hand"}').locked_words == "Locked 14:18, by you"
    assert Place(locked=FULL.locked, why="idle", minutes=1).locked_words.endswith("1 minute without a touch")
    assert Place().locked_words == ""


@pytest.mark.parametrize("why", WHY)
def test_every_reason_has_its_words(why) -> None:
    words = Place(locked=FULL.locked, why=why, minutes=5).locked_words
    assert words.startswith("Locked 14:18, ")
    assert "{" not in words


@pytest.mark.parametrize(
    "argument",
    [
        "",
        "no json",
        "[]",
        "3",
        '{"unknown": 1}',
        '{"client": "3"}',
        '{"client": -1}',
        '{"client": true}',
        '{"room": 4}',
    ],
)
def test_what_is_no_place_is_left_out(argument) -> None:
    assert Place.read(argument) == Place()


def test_no_text_passes_for_a_key() -> None:
    for text in ("Amara Delisse", "a very red spot", "é", "x" * 49, "a\nb"):
        assert Place.read(json.dumps({"question": text})).question == ""


@pytest.mark.parametrize("text", ["", "yesterday", "2026-11-22", "2026-11-22T14:18:00"])
def test_a_moment_needs_its_zone(text) -> None:
    assert moment(text) is None
