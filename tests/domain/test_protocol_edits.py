"""Edits that may not be, and the wording that follows a changed wait."""

from __future__ import annotations

from dataclasses import replace

import pytest

from needledesk.domain.protocol import Protocol, Unit, Window
from needledesk.domain.protocol_edits import Edit, entry, refuse_locked, with_wording
from needledesk.domain.tables import Place, Refused


def test_the_entry_that_an_edit_means(shipped: Protocol) -> None:
    assert entry(shipped, Edit("S-MED-01", "window", "8 days")).value == "7 days"  # type: ignore[union-attr]
    assert entry(shipped, Edit("S-MED-01", "help", "", "aspirin")).value.startswith("7 days")  # type: ignore[union-attr]
    assert entry(shipped, Edit("S-MED-01", "help", "", "nsaid")) is None
    assert entry(shipped, Edit("S-MED-99", "window", "8 days")) is None
    assert entry(shipped, Edit("S-MED-01", "id", "S-MED-02")) is None


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (Edit("S-ZON-01", "on", False), "Rule S-ZON-01: These zones are never treated, so this rule is always on."),
        (Edit("S-MED-03", "level", "NOT_TODAY"), "Rule S-MED-03: The prescriber decides"),
        (Edit("S-MED-07", "window", "24 hours"), "Rule S-MED-07: The prescriber decides"),
        (Edit("S-MED-01", "prescribed", "NOT_TODAY", "aspirin"), "Question aspirin: Only a prescriber may"),
        (Edit("X-12", "on", True), "Rule X-12: HIV"),
        (Edit("S-MED-02", "level", "PROCEED"), "Rule S-MED-02: PROCEED cannot be its level."),
        (Edit("S-MED-01", "window", ""), "Rule S-MED-01: it needs its window."),
        (Edit("S-MED-01", "asks", "", "aspirin"), "Question aspirin has no asks that can be changed."),
        (Edit("S-MED-01", "line", "22"), "Rule S-MED-01 has no source line that can be changed."),
        (Edit("X-99", "on", True), "Rule X-99 has no switch that can be changed."),
        (Edit("S-MED-01", "on", "no"), "Rule S-MED-01: its switch is not what it must be."),
    ],
)
def test_what_may_not_be_edited_is_refused_by_name(shipped: Protocol, edit: Edit, said: str) -> None:
    with pytest.raises(Refused) as refused:
        refuse_locked(shipped, [Edit("S-MED-04", "window", "8 days"), edit])
    assert said in refused.value.happened
    kind, name = ("question", edit.question) if edit.question else ("rule", edit.rule)
    assert refused.value.place == Place(kind, name, edit.entry)
    assert refused.value.safe
    assert refused.value.do


def test_what_may_be_edited_passes(shipped: Protocol) -> None:
    refuse_locked(shipped, [Edit("S-MED-01", "window", "8 days"), Edit("X-06", "on", True)])
    refuse_locked(shipped, [])


def test_wording_that_names_the_window_follows_it(shipped: Protocol) -> None:
    edits = with_wording(shipped, [Edit("S-MED-01", "window", "10 days")])
    assert edits == (
        Edit("S-MED-01", "help", "10 days between the last dose and treatment", "aspirin"),
        Edit(
            "S-MED-01",
            "does",
            "Shop-bought: last dose + 10 days. Prescribed, or taken on a doctor’s word: doctor’s letter, no date.",
        ),
        Edit("S-MED-01", "window", "10 days"),
    )


def test_words_that_were_typed_too_come_last_and_so_stand(shipped: Protocol) -> None:
    typed = Edit("S-MED-02", "help", "A fortnight", "nsaid")
    edits = with_wording(shipped, [typed, Edit("S-MED-02", "window", "14 days")])
    assert [edit.value for edit in edits if edit.entry == "help"] == ["14 days; tablets and gels", "A fortnight"]


def test_two_windows_that_change_places_with_their_wording(shipped: Protocol) -> None:
    edits = with_wording(shipped, [Edit("X-07", "window", "6 months"), Edit("X-07", "until", "14 days")])
    (words,) = [edit.value for edit in edits if edit.entry == "help"]
    assert words == "6 months; up to 14 days you decide"


def test_a_questions_own_window_is_followed_by_its_own_words(shipped: Protocol) -> None:
    edits = with_wording(shipped, [Edit("X-05", "window", "21 days", "x_sun_exposure")])
    words = {(edit.question, edit.entry): edit.value for edit in edits}
    assert words["x_sun_exposure", "help"] == "21 days: you decide"
    assert "in the last 21 days?" in str(words["x_sun_exposure", "text"])
    assert "in the last 21 days: the practitioner decides" in str(words["", "does"])
    assert not [key for key in words if key[0] == "x_sunburn_today"]


def test_a_question_with_a_window_of_its_own_keeps_its_words(shipped: Protocol) -> None:
    own = tuple(
        replace(each, window=Window(3, Unit.DAYS)) if each.key == "x_acids" else each for each in shipped.questions
    )
    edits = with_wording(replace(shipped, questions=own), [Edit("X-28", "window", "5 days")])
    assert [edit.entry for edit in edits] == ["window"]
    far = with_wording(shipped, [Edit("X-07", "until", "8 months")])
    assert Edit("X-07", "help", "14 days; up to 8 months you decide", "x_filler") in far


def test_wording_follows_however_it_names_the_wait(shipped: Protocol) -> None:
    def words(edit: Edit) -> dict[str, str | bool]:
        return {each.question or each.entry: each.value for each in with_wording(shipped, [edit])[:-1]}

    capsules = words(Edit("S-MED-09", "window", "1 month"))
    assert capsules["isotretinoin"] == "1 month after the last capsule"
    assert str(capsules["does"]).startswith("Counts 1 calendar month from")
    assert words(Edit("X-34", "window", "21 days"))["title"] == "Sun block for 21 days"
    scars = words(Edit("X-10", "window", "8 months"))
    assert "From 8 to 12 months" in str(scars["does"])
    chemo = with_wording(shipped, [Edit("X-09", "window", "42 days")])
    (asked,) = (each.value for each in chemo if each.entry == "text")
    assert "will you within 42 days" in str(asked)
    assert [each.entry for each in with_wording(shipped, [Edit("X-28", "window", "5 days")])] == ["help", "window"]


def test_a_question_that_gets_a_window_of_its_own_says_it(shipped: Protocol) -> None:
    edits = with_wording(shipped, [Edit("X-28", "window", "5 days", "x_acids")])
    assert [(each.entry, each.value) for each in edits[:-1]] == [("help", "5 days between use and treatment")]


def test_one_rules_window_leaves_the_words_of_another(shipped: Protocol) -> None:
    edits = with_wording(shipped, [Edit("S-MED-01", "window", "10 days"), Edit("S-MED-02", "title", "Painkillers")])
    assert {edit.rule for edit in edits if edit.entry in ("help", "does", "window")} == {"S-MED-01"}


@pytest.mark.parametrize(
    "edit",
    [
        Edit("S-MED-01", "window", "7 days"),
        Edit("X-11", "window", ""),
        Edit("S-MED-01", "title", "7 days"),
        Edit("X-99", "window", "7 days"),
        Edit("S-MED-03", "window", "7 days"),
    ],
)
def test_nothing_follows_where_no_window_changes(shipped: Protocol, edit: Edit) -> None:
    assert with_wording(shipped, [edit]) == (edit,)


def test_a_question_with_a_wait_of_its_own_does_not_follow_its_rules(shipped: Protocol) -> None:
    own = tuple(
        replace(each, window=Window(14, Unit.DAYS), help="14 days, not 7 days") if each.key == "nsaid" else each
        for each in shipped.questions
    )
    edits = with_wording(replace(shipped, questions=own), [Edit("S-MED-02", "window", "9 days")])
    assert not [edit for edit in edits if edit.question == "nsaid"]


def test_what_a_rule_does_follows_whichever_of_its_questions_waits(shipped: Protocol) -> None:
    edit = Edit("X-05", "window", "10 days", "x_sun_exposure")
    for questions in (shipped.questions, tuple(reversed(shipped.questions))):
        edits = with_wording(replace(shipped, questions=questions), [edit])
        assert [each.entry for each in edits if not each.question] == ["does"]
