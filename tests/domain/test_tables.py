from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum

import pytest

from needledesk.domain.tables import Place, Refused, Table
from needledesk.errors import BadInput


class Colour(StrEnum):
    RED = "red"


def test_what_is_there_is_taken_once_and_the_rest_is_refused() -> None:
    table = Table("Rule S-1", {"title": " Tea ", "colour": "red", "on": False, "left": 1})
    assert table.words("title") == "Tea"
    assert table.choice("colour", Colour) is Colour.RED
    assert table.choice("shade", Colour) is None
    assert table.take("on", bool, True) is False
    with pytest.raises(BadInput, match="Rule S-1 has an entry that is not known: left"):
        table.nothing_else()


def test_an_error_tells_its_place() -> None:
    (row,) = Table("The protocol", {"rule": [{"id": "S-1", "title": 3}]}).tables("rule")
    with pytest.raises(Refused) as missing:
        row.words("level")
    with pytest.raises(Refused) as wrong:
        row.words("title")
    assert missing.value.place == Place("rule", "S-1", "")
    assert wrong.value.place == Place("rule", "S-1", "title")


def test_an_empty_list_where_one_is_missing() -> None:
    table = Table("The protocol", {"rule": [{"id": "S-1"}, {}]})
    assert [str(row) for row in table.tables("rule")] == ["Rule S-1", "Rule without a name"]
    assert table.tables("group") == []
    table.nothing_else()


class Shade(StrEnum):
    DARK = "dark"
    LIGHT = "light"


@pytest.mark.parametrize(
    ("take", "happened", "entry"),
    [
        (lambda row: row.words("title"), "Rule S-1 has an empty title.", "title"),
        (lambda row: row.tables("question"), "Rule S-1: question is not what it must be.", "question"),
        (lambda row: row.choice("shade", Shade), "Rule S-1: “pale” is none of dark, light.", "shade"),
        (lambda row: row.nothing_else(), "Rule S-1 has an entry that is not known: id.", "id"),
        (lambda row: row.words("line"), "Rule S-1 has no line.", ""),
    ],
)
def test_a_fault_is_told_with_its_entry(take: Callable[[Table], object], happened: str, entry: str) -> None:
    (row,) = Table("The protocol", {"rule": [{"id": "S-1", "title": " ", "question": [3], "shade": "pale"}]}).tables(
        "rule"
    )
    with pytest.raises(Refused) as refused:
        take(row)
    assert (refused.value.happened, refused.value.place) == (happened, Place("rule", "S-1", entry))
    kept, remedy = "The protocol in force stays as it was.", "Correct that entry."
    assert (refused.value.safe, refused.value.do) == (kept, remedy)
