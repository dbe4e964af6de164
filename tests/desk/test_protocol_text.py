"""Edits in the text: what was meant changes, comments and order stay, and what comes out is a sound protocol."""

from __future__ import annotations

import difflib
import tomllib
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from needledesk.desk.protocol_text import edited
from needledesk.desk.shipped_protocol import shipped_protocol, shipped_text
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.fixed_rules import LETTER_ALWAYS
from needledesk.domain.protocol import Protocol, Status, read
from needledesk.domain.protocol_checks import checked
from needledesk.domain.protocol_edits import Edit, Entry, Kind, editable, entry, refuse_locked, with_wording
from needledesk.domain.screening import Plan, assess
from needledesk.domain.tables import Refused
from needledesk.domain.treatment import Intensity
from needledesk.errors import BadInput


def changes(text: str, *edits: Edit) -> list[str]:
    """The lines that an edit takes out and puts in."""
    lines = difflib.ndiff(text.splitlines(), edited(text, edits).splitlines())
    return [line for line in lines if line[0] in "+-"]


@pytest.mark.parametrize(
    ("edit", "lines"),
    [
        (Edit("S-MED-02", "window", "10 days"), ['- window = "7 days"', '+ window = "10 days"']),
        (Edit("X-06", "on", True), ["- on = false", "+ on = true"]),
        (Edit("S-MED-01", "on", False), ["+ on = false"]),
        (Edit("S-MED-02", "card", "Painkiller", "nsaid"), ['+ card = "Painkiller"']),
        (Edit("X-28", "card", "", "x_acids"), ['- card = "Acid product"']),
        (Edit("S-MED-02", "reason", "", "nsaid"), []),
        (Edit("X-28", "card", 'A "b" \\ é', "x_acids"), ['- card = "Acid product"', '+ card = "A \\"b\\" \\\\ é"']),
    ],
)  # fmt: skip
def test_one_line_changes(edit: Edit, lines: list[str]) -> None:
    assert changes(shipped_text(), edit) == lines


def test_a_new_entry_stands_in_its_own_table_and_before_a_comment() -> None:
    text = edited(shipped_text(), [Edit("S-ABS-10", "card", "Nursing", "nursing"), Edit("S-CRS-01", "on", False)])
    lines = text.split("\n")
    assert lines[lines.index('card = "Nursing"') - 1] == 'help = "While it lasts"'
    assert lines[lines.index('card = "Nursing"') + 2].startswith("# ")
    protocol = read(text)
    assert protocol.question("nursing").card == "Nursing"
    assert not protocol.on("S-CRS-01")


def test_an_earlier_text_gets_what_every_visit_does_anyway() -> None:
    new = shipped_text()
    old = (
        new.replace("look = true\n", "")
        .replace("asked_again = true\n", "", 1)
        .replace("asked_again = true", "asked_again = false")
    )
    assert not any(question.asked_again for question in read(old).questions)
    with pytest.raises(Refused):
        checked(read(old))
    edit = Edit("X-06", "on", True)
    assert checked(read(edited(old, [edit]))) == read(edited(new, [edit]))


def test_tables_in_one_line_are_edited_too() -> None:
    text = '# kept\nrule = [{ id = "S-1", title = "Tea", question = [{ key = "tea" }] }] # and this\n'
    new = edited(text, [Edit("S-1", "on", False), Edit("S-1", "title", "Wine"), Edit("S-1", "card", "x", "tea")])
    assert tomllib.loads(new)["rule"] == [
        {"id": "S-1", "title": "Wine", "question": [{"key": "tea", "card": "x"}], "on": False}
    ]
    assert new.startswith("# kept\n")
    assert new.endswith("# and this\n")


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (Edit("X-99", "on", True), "There is no rule X-99"),
        (Edit("S-MED-01", "title", "x", "nsaid"), "Rule S-MED-01 has no question nsaid"),
    ],
)
def test_what_is_not_there_is_refused_by_name(edit: Edit, said: str) -> None:
    with pytest.raises(BadInput, match=said):
        edited(shipped_text(), [edit])


def test_a_text_that_the_editor_cannot_take_is_refused_in_words() -> None:
    with pytest.raises(BadInput, match="cannot be edited entry by entry"):
        edited("[[rule", [])


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=40).map(
    str.strip
)
ENTRIES = [(rule, each) for rule in shipped_protocol().rules for each in editable(shipped_protocol(), rule)]


def value(chosen: Entry) -> st.SearchStrategy[str | bool]:
    """Whatever an entry may become, as far as it can tell by itself."""
    out = [st.just("")] if chosen.optional else []
    match chosen.kind:
        case Kind.SWITCH:
            return st.booleans()
        case Kind.LEVEL:
            return st.one_of(*out, st.sampled_from([level.value for level in chosen.levels]))
        case Kind.WINDOW:
            return st.one_of(*out, st.builds("{} {}".format, st.integers(2, 60), st.sampled_from(chosen.units)))
        case Kind.WORDS:
            return st.one_of(*out, WORDS.filter(bool))


@st.composite
def edits(draw: st.DrawFn) -> tuple[Edit, ...]:
    """Edits of one or a few unlocked entries."""
    places = st.sampled_from([(rule, each) for rule, each in ENTRIES if not each.locked])
    chosen = draw(
        st.lists(places, min_size=1, max_size=4, unique_by=lambda place: (place[0], place[1].name, place[1].question))
    )
    return tuple(Edit(rule, each.name, draw(value(each)), each.question) for rule, each in chosen)


def sound(before: Protocol, wanted: tuple[Edit, ...]) -> Protocol | None:
    """The edited protocol, or None where these edits speak against each other or against what stands there."""
    try:
        return checked(read(edited(shipped_text(), with_wording(before, wanted))))
    except Refused as refused:
        touched = {name for edit in wanted for name in (edit.rule, edit.question)}
        if refused.place.name in touched | {"S-INT-03", "X-28"} | {each.key for each in before.questions}:
            return None
        raise


@settings(max_examples=15, deadline=None)
@given(edits())
def test_what_is_edited_is_read_again(wanted: tuple[Edit, ...]) -> None:
    before = shipped_protocol()
    refuse_locked(before, wanted)
    after = sound(before, wanted)
    if after is None:
        return
    for edit in wanted:
        found = entry(after, edit)
        assert edit.value in (found.value if found else "", "")
        assert found is None or edit.value != "" or not found.value
    touched = {edit.rule for edit in wanted}
    for name, rule in after.rules.items():
        assert rule == before.rules[name] or name in touched
    for question in after.questions:
        assert question == before.question(question.key) or question.rule in touched


@settings(max_examples=15, deadline=None)
@given(edits(), st.dates(date(2025, 1, 1), date(2026, 11, 22)), st.sampled_from(list(Reply)), st.booleans())
def test_no_edit_puts_a_date_where_none_may_stand(
    wanted: tuple[Edit, ...], last: date, prescribed: Reply, current: bool
) -> None:
    protocol = sound(shipped_protocol(), wanted)
    if protocol is None:
        return
    at = datetime(2026, 11, 22, 13, 30, tzinfo=ZoneInfo("America/New_York"))
    yes = Answer(Reply.YES, When(last.isoformat()), prescribed, "x", "x", ("chin",), current)
    answers = {question.key: yes for question in protocol.questions}
    everything = replace(protocol, rules={name: replace(rule, on=True) for name, rule in protocol.rules.items()})
    for used in (protocol, everything):
        _no_date_where_none_may_stand(used, answers, at)


def _no_date_where_none_may_stand(protocol: Protocol, answers: dict[str, Answer], at: datetime) -> None:
    verdict = assess(protocol, answers, Plan(Intensity.MILD, ("full_face",), date(2008, 1, 1)), (), (), at)
    for finding in verdict.findings:
        never = finding.status is Status.DO_NOT_TREAT or finding.rule in LETTER_ALWAYS or "S-ABS" in finding.rule
        if never or ("prescribed" in finding.title and "shop" not in finding.title and "or not" not in finding.title):
            assert finding.earliest is None, finding
    letters = {finding.status for finding in verdict.findings if finding.rule in LETTER_ALWAYS}
    assert letters <= {Status.MEDICAL_CLEARANCE}
