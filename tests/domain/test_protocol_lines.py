"""Where in a text something stands."""

from __future__ import annotations

import pytest

from needledesk.desk.shipped_protocol import shipped_text
from needledesk.domain.protocol import read
from needledesk.domain.protocol_lines import line_of, with_line
from needledesk.domain.tables import Place, Refused, refused

TEXT = '''\
# [[rule]]
author = "x"
[[group]]
key = "drinks"

[[ rule ]] # the first
id = "S-1" # its id
"title" = "Tea"
says = """
[[rule]]
id = "S-9"
level = "x"
"""
does = 'window = "7 days"'
asks = [
    "last", # id = "S-8"
    "name",
]
window   =   "7 days"

  [[rule.question]]
  key = 'tea'
  help = "a = b"

[[rule]]
id = "S-2"
[[rule]]
title = "no id"
[[rule]]
id = "S-2"
level = "x"
'''


@pytest.mark.parametrize(
    ("place", "line"),
    [
        (Place("", "", "author"), 2),
        (Place("", "", "group"), 3),
        (Place("", "", "nowhere"), None),
        (Place("group", "drinks"), 3),
        (Place("rule", "S-1"), 6),
        (Place("rule", "S-1", "id"), 7),
        (Place("rule", "S-1", "title"), 8),
        (Place("rule", "S-1", "does"), 14),
        (Place("rule", "S-1", "asks"), 15),
        (Place("rule", "S-1", "window"), 19),
        (Place("rule", "S-1", "level"), 6),
        (Place("question", "tea", "help"), 23),
        (Place("rule", "", "title"), 28),
        (Place("rule", "S-2"), 29),
        (Place("rule", "S-2", "level"), 31),
        (Place("rule", "S-9"), 11),
        (Place("rule", "S-7"), None),
        (Place(), None),
    ],
)
def test_the_line_of_a_place(place: Place, line: int | None) -> None:
    assert line_of(TEXT, place) == line


def test_tables_in_one_line_are_found_by_name() -> None:
    assert line_of('group = []\nrule = [\n  {id = "S-1", title = "x"},\n  {id = "S-2"},\n]', Place("rule", "S-2")) == 4


def test_a_line_is_counted_from_the_very_beginning() -> None:
    assert line_of('\nrule = [{id = "S-1"}]', Place("rule", "S-1")) == 2


@pytest.mark.parametrize("text", ['[[rule]]\nid = """\nS-1"""\ntitle = "x"', "[[rule]]\nid =\ntitle = 'x'"])
def test_a_name_on_several_lines_is_not_taken_for_another(text: str) -> None:
    assert line_of(text, Place("rule", "", "title")) == text.count("\n") + 1
    assert line_of("", Place("rule", "")) is None


def test_the_line_stands_before_the_sentence() -> None:
    located = with_line(TEXT, refused("Rule S-1: no.", Place("rule", "S-1", "window")))
    assert located.happened == "Line 19, rule S-1: no."
    assert located.place == Place("rule", "S-1", "window")


def test_without_a_line_the_sentence_stays() -> None:
    error = refused("Rule S-7 must be there.", Place("rule", "S-7"))
    assert with_line(TEXT, error) is error


@pytest.mark.parametrize(
    ("text", "line"),
    [("a = 1\n[[rule", 2), ('a = 1\nb = "x\ny"', 2), ("a = 1\na = 2", 2), ("a = [1,\n", 1), ("", None)],
)
def test_the_line_of_a_fault_in_the_form(text: str, line: int | None) -> None:
    with pytest.raises(Refused) as error:
        read(text)
    said = with_line(text, error.value).happened
    assert said.startswith(f"Line {line}, " if line else ("The protocol", "Rule"))


def test_every_table_of_the_shipped_text_is_found() -> None:
    text = shipped_text()
    protocol, lines = read(text), text.split("\n")
    for rule in protocol.rules:
        line = line_of(text, Place("rule", rule, "says"))
        assert line is not None
        assert lines[line - 1].startswith("says = ")
    for question in protocol.questions:
        line = line_of(text, Place("question", question.key, "help"))
        assert line is not None
        assert lines[line - 1].startswith(f'help = "{question.help}"')


def test_what_stands_within_brackets_is_no_entry_and_no_table_of_its_own() -> None:
    text = '[[rule]]\nid = "S-1"\nX = 1\nasks = [\n[[rule]]\ntitle = "inner"\n]\ntitle = "outer"'
    assert line_of(text, Place("rule", "S-1", "X")) == 3
    assert line_of(text, Place("rule", "S-1", "title")) == 8
