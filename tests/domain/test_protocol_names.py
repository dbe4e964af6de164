from __future__ import annotations

from dataclasses import fields

from needledesk.domain.protocol import Group, Question, Rule, Status
from needledesk.domain.protocol_names import CALLED, say_level


def test_levels_in_words() -> None:
    assert [say_level(level) for level in (Status.NOT_TODAY, Status.DO_NOT_TREAT, None)] == [
        "not today", "do not treat", "a note only",
    ]  # fmt: skip


def test_every_name_is_of_an_entry_that_there_is() -> None:
    assert set(CALLED) <= {entry.name for part in (Group, Rule, Question) for entry in fields(part)}
