"""Entries read as sentences, and those that say the same stand there once."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from needledesk.domain.history import ERASED, Entry, folded

ENTRY = Entry(3, datetime(2026, 11, 22, 13, 40, tzinfo=UTC), "decided", "Decision: treat\n“seen”", client=7, visit=5)


def test_the_first_line_is_the_title_and_the_rest_stands_below() -> None:
    assert (ENTRY.title, ENTRY.more) == ("Decision: treat", "“seen”")


def test_without_words_the_action_is_said() -> None:
    assert replace(ENTRY, words="").title == "Decided"


def test_what_was_erased_says_so_and_nothing_else() -> None:
    erased = replace(ENTRY, words="", erased=True)
    assert (erased.title, erased.more) == (ERASED, "")


def test_what_was_done_again_and_again_stands_there_once() -> None:
    notes = [replace(ENTRY, seq=seq, action="note written", words="Note written") for seq in (9, 8, 6)]
    other = replace(ENTRY, seq=5)
    kept = folded([*notes, other, replace(notes[0], seq=2)])
    assert [(entry.seq, entry.times) for entry in kept] == [(9, 3), (5, 1), (2, 1)]


def test_two_visits_are_not_one() -> None:
    assert len(folded([ENTRY, replace(ENTRY, visit=6)])) == 2


def test_nobody_is_named_by_an_accident() -> None:
    assert "treat" not in repr(ENTRY)
