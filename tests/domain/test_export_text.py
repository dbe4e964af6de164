"""What an export says about itself leaves no column out and says nothing that is not there."""

from __future__ import annotations

import pytest

from needledesk.domain.export_text import TableShape, column, metadata, readme

TOLD = {
    "words": {
        "title": "Export",
        **{part: f"About {part}." for part in ("plain", "about", "values", "csv", "not_in", "files", "tables")},
        "made": "Made {made}",
        "key": "Named by {key}.",
        "owner": "Belongs to {of} through {owner}.",
    },
    "files": {"README.txt": "This text."},
    "common": {"id": "Number.", "visit": "The visit."},
    "tables": {"note": {"about": "Notes.", "text": "What was noted.", "id": "Its own number."}},
}
NOTE = TableShape("note", ("id", "visit", "text"), ("id",), "visit", "visit")


def test_a_tables_own_words_come_before_the_common_ones() -> None:
    assert column(TOLD, "note", "id") == "Its own number."
    assert column(TOLD, "note", "visit") == "The visit."


def test_every_part_stands_in_the_text() -> None:
    text = readme(TOLD, [NOTE], "Everything", "today")
    for part in ("Export", "Everything. Made today.", "About plain.", "About csv.", "README.txt", "Named by id."):
        assert part in text
    assert "- text: What was noted." in text
    assert "Belongs to visit through visit." in text


def test_what_nobody_described_is_not_passed_over() -> None:
    with pytest.raises(KeyError):
        readme(TOLD, [TableShape("note", ("colour",), ("id",))], "Everything", "today")


def test_datasette_gets_the_same_words() -> None:
    tables = metadata(TOLD, [NOTE])["databases"]["record"]["tables"]
    assert tables["note"]["columns"] == {"id": "Its own number.", "visit": "The visit.", "text": "What was noted."}
