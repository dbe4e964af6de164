"""Worked cases: all that ship pass, each kind of change is noticed, and nothing in a file can break the run."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from typing import Any

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from needledesk import resources
from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.protocol import Protocol, Unit, Window
from needledesk.domain.worked_cases import Difference, Outcome, results, run
from needledesk.errors import BadInput

FILE: dict[str, Any] = yaml.safe_load(resources.text("worked_cases", "vignettes.yaml"))
CASES: list[dict[str, Any]] = FILE["vignettes"]


def case(**changes: Any) -> dict[str, Any]:
    """A case in which all is answered No."""
    plain: dict[str, Any] = {
        "id": "W1",
        "tz": "America/New_York",
        "appointment": "2026-11-22T10:00",
        "planned": {"intensity": "mild", "zones": ["full_face"]},
        "answers": {},
        "expect": {"status": "PROCEED"},
    }
    return plain | changes


def only(protocol: Protocol, *cases: Any) -> Outcome:
    return run({"vignettes": list(cases)}, protocol)


@pytest.mark.parametrize("vignette", CASES, ids=[entry["id"] for entry in CASES])
def test_vignette(shipped: Protocol, vignette: dict[str, Any]) -> None:
    outcome = only(shipped, vignette)
    assert outcome.differences == ()
    assert (outcome.passed, outcome.failed) == (1, 0)


def test_the_whole_file_passes(shipped: Protocol) -> None:
    outcome = run(FILE, shipped)
    assert (outcome.passed, outcome.failed) == (24, 0)


@pytest.mark.parametrize(
    ("name", "field", "value"),
    [
        ("V14", "status", "NOT_TODAY"),
        ("V16", "earliest", "2026-11-30"),
        ("V16", "earliest", None),
        ("V06", "earliest", "2027-05-22"),
        ("V31", "excluded_zones", []),
        ("V31", "excluded_zones", ["cheek_right"]),
        ("V30", "fired", ["X-01"]),
        ("V39", "open", ["pregnant"]),
        ("V21", "makeup_from", "2026-11-01T15:00"),
        ("V21", "next_deep_to", "2026-12-13"),
    ],
)
def test_a_wrong_expectation_is_the_only_difference(shipped: Protocol, name: str, field: str, value: object) -> None:
    found = next(entry for entry in CASES if entry["id"] == name)
    outcome = only(shipped, found | {"expect": found["expect"] | {field: value}})
    assert [(difference.case, difference.field) for difference in outcome.differences] == [(name, field)]


def test_a_difference_says_what_was_expected_and_what_came(shipped: Protocol) -> None:
    expect = {"status": "NOT_TODAY", "earliest": "2026-11-29", "excluded_zones": ["full_face"], "open": ["cardiac"]}
    difference = only(shipped, case(expect=expect)).differences
    assert [(row.expected, row.got) for row in difference][:2] == [("NOT_TODAY", "PROCEED"), ("2026-11-29", "none")]
    assert difference[2].got == difference[3].got == "none"
    hours = case(answers={"retinoid": {"answer": "yes", "last": "2026-11-22T08:00"}}, expect={"earliest": "2026-11-23"})
    assert only(shipped, hours).differences[0].got == "2026-11-23T08:00"


def test_an_edited_protocol_is_noticed(shipped: Protocol) -> None:
    longer = replace(shipped.rules["S-MED-01"], window=Window(14, Unit.DAYS))
    outcome = run(FILE, replace(shipped, rules=shipped.rules | {"S-MED-01": longer}))
    assert {difference.case for difference in outcome.differences} == {"V14"}
    assert outcome.failed == 1


def test_dates_and_truth_values_as_yaml_reads_them(shipped: Protocol) -> None:
    text = """
    vignettes:
    - id: W1
      tz: Europe/London
      appointment: 2026-11-22 10:00:00
      planned: {intensity: mild, zones: full_face}
      born: 1990-02-03
      answers:
        pregnant: no
        fish_oil: {answer: yes, last: 2026-11-20, prescribed: no}
        isotretinoin: {answer: yes, last: 2020}
        retinoid: {answer: yes, last: 2026-11-21T12:00:00Z}
      history: [{date: 2026-10-20, intensity: mild}]
      expect: {status: NOT_TODAY, earliest: 2026-11-27, fired: [S-MED-06, S-MED-08], open: [], excluded_zones: }
    """
    assert run(yaml.safe_load(text), shipped).differences == ()


def test_a_midnight_is_the_same_as_its_date(shipped: Protocol) -> None:
    answers = {"retinoid": {"answer": "yes", "last": "2026-11-21"}}
    for expected in ("2026-11-23", "2026-11-23T00:00", date(2026, 11, 23), datetime(2026, 11, 23)):
        assert only(shipped, case(answers=answers, expect={"earliest": expected})).failed == 0


def test_rules_named_under_needs_are_on_for_that_case_alone(shipped: Protocol) -> None:
    botox = {"x_botulinum": {"answer": "yes", "last": "2026-11-15"}}
    on = case(answers=botox, needs=["X-06"], expect={"status": "NOT_TODAY", "earliest": "2026-11-29"})
    off = case(id="W2", answers=botox)
    assert only(shipped, on, off).failed == 0


def test_born_letters_and_unknowns(shipped: Protocol) -> None:
    letter = {"rule": "S-CON-07", "dated": "2025-01-10", "by": "family doctor", "expires": "2026-11-22"}
    decide = {"status": "PRACTITIONER_DECISION", "fired": ["S-CON-07"]}
    cases = [
        case(id="W1", client={"born": "2008-11-23"}, expect={"status": "DO_NOT_TREAT", "fired": ["X-15"]}),
        case(id="W2", born="2004-11-22"),
        case(id="W3", answers={"diabetes": "yes"}, clearance_on_file=[letter], expect=decide),
        case(id="W4", answers={"diabetes": None}, unknown=["cardiac"], expect={"open": ["diabetes", "cardiac"]}),
    ]
    assert only(shipped, *cases).differences == ()


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"tz": "Mars/Base"}, "tz"),
        ({"tz": None}, "tz"),
        ({"appointment": "soon"}, "appointment"),
        ({"appointment": None}, "appointment"),
        ({"appointment": "0001-01-01T00:00"}, "appointment"),
        ({"kind": "dance"}, "kind"),
        ({"anwsers": {}}, "case: anwsers"),
        ({"answers": {"tea": {"answer": "yes"}}}, "answers"),
        ({"answers": {"aspirin": {"answer": "maybe"}}}, "aspirin"),
        ({"answers": {"aspirin": {"answer": "yes", "dose": 75}}}, "aspirin: dose"),
        ({"answers": {"aspirin": {"answer": "yes", "last": "2026-02-30"}}}, "aspirin: last"),
        ({"answers": {"rosacea": {"answer": "yes", "zones": ["elbow"]}}}, "rosacea: zones"),
        ({"unanswered": ["tea"]}, "answers"),
        ({"planned": {"zones": ["elbow"]}}, "planned: zones"),
        ({"planned": {"intensity": "wild"}}, "planned: intensity"),
        ({"planned": {"depth": 1}}, "planned: depth"),
        ({"history": [{"intensity": "mild"}]}, "history: date"),
        ({"clearance_on_file": [{"rule": "S-CON-07", "dated": "then"}]}, "clearance_on_file: dated"),
        ({"needs": ["X-99"]}, "needs"),
        ({"client": {"age": 17}}, "client: age"),
        ({"born": "1990"}, "born"),
        ({"expect": None}, "expect"),
        ({"expect": {"verdict": "PROCEED"}}, "expect: verdict"),
        ({"expect": {"excluded_zones": ["elbow"]}}, "expect: excluded_zones"),
        ({"expect": {"status": ["PROCEED"]}}, "expect: status"),
        ({"kind": "aftercare"}, "case: appointment"),
        ({"clearance_on_file": [{"dated": "2026-11-10", "by": "gp"}]}, "clearance_on_file: rule"),
        ({"clearance_on_file": [{"rule": "S-CON-99", "dated": "2026-11-10"}]}, "clearance_on_file: rule"),
        ({"clearance_on_file": [{"rule": ["S-CON-07"], "dated": "2026-11-10"}]}, "clearance_on_file: rule"),
        ({"clearance_on_file": [{"rule": "S-CON-07", "by": "gp"}]}, "clearance_on_file: dated"),
        ({"answers": {"pregnant": "yes"}, "unanswered": ["pregnant"]}, "pregnant"),
        ({"answers": {"pregnant": "no"}, "unknown": ["pregnant"]}, "pregnant"),
        ({"unanswered": ["pregnant"], "unknown": ["pregnant"]}, "pregnant"),
    ],
)
def test_a_malformed_case_is_a_difference_in_words(shipped: Protocol, changes: dict[str, Any], field: str) -> None:
    outcome = only(shipped, case(**changes), case(id="W2"))
    assert [(row.case, row.field) for row in outcome.differences] == [("W1", field)]
    assert (outcome.passed, outcome.failed) == (1, 1)


DATES = "a year between 1900 and 2199"


@pytest.mark.parametrize(
    ("changes", "expected", "got"),
    [
        ({"appointment": "0001-01-01T00:00"}, DATES, "0001-01-01T00:00"),
        ({"born": "12026-01-01"}, DATES, "12026-01-01"),
        ({"answers": {"isotretinoin": {"answer": "yes", "last": "1026"}}}, DATES, "1026"),
        ({"answers": {"isotretinoin": {"answer": "yes", "last": "2206-05"}}}, DATES, "2206-05"),
        ({"history": [{"date": "0206-05-01"}]}, DATES, "0206-05-01"),
        ({"appointment": ""}, "a date and time, such as 2026-11-22T10:00", "nothing"),
        ({"appointment": None}, "a date and time, such as 2026-11-22T10:00", "nothing"),
        ({"appointment": ["2026-11-22T10:00"]}, "a date and time, such as 2026-11-22T10:00", "a list"),
        ({"answers": {"pregnant": ["yes"]}}, "yes, no or unknown", "a list"),
        ({"answers": {"pregnant": {"answer": ""}}}, "yes, no or unknown", "nothing"),
        ({"answers": {"diabetes": {"answer": "yes", "detail": {"type": 2}}}}, "words", "named fields"),
        ({"planned": {"zones": ["chin", ["nose"]]}}, "a list of words", "a list"),
        ({"tz": ""}, "the name of a time zone, such as Europe/London", "nothing"),
        ({"answers": {"pregnant": "yes"}, "unknown": ["pregnant"]}, "one answer", "unknown, and another under answers"),
        ({"history": "2026-11-01"}, "a list", "2026-11-01"),
        ({"answers": {7: "yes"}}, "named fields", "a field whose name is not a word"),
        ({"expect": {"earliest": ["2026-11-22"]}}, "a date", "a list"),
    ],
)
def test_what_cannot_be_read_is_told_in_words(
    shipped: Protocol, changes: dict[str, Any], expected: str, got: str
) -> None:
    assert [(row.expected, row.got) for row in only(shipped, case(**changes)).differences] == [(expected, got)]


def test_telling_the_same_twice_is_no_contradiction(shipped: Protocol) -> None:
    answers = {"pregnant": {"answer": "unknown"}, "cardiac": None}
    said = case(answers=answers, unknown=["pregnant"], unanswered=["cardiac"], expect={"open": ["cardiac", "pregnant"]})
    assert only(shipped, said).differences == ()


@pytest.mark.parametrize("last", ["2020", "2026-01-01", None])
def test_perhaps_still_taking_it_is_never_a_no(shipped: Protocol, last: str | None) -> None:
    answer = {"isotretinoin": {"answer": "yes", "current": "unknown", "last": last}}
    open_still = {"status": "INCOMPLETE", "earliest": None, "fired": ["S-MED-09"], "open": ["isotretinoin"]}
    aspirin = {"aspirin": {"answer": "yes", "current": "unknown", "last": "2026-01-01"}}  # is not asked that
    assert only(shipped, case(answers=answer, expect=open_still), case(id="W2", answers=aspirin)).differences == ()


def finished(at: str, tz: str = "Europe/London", **expect: str) -> dict[str, Any]:
    return {"id": "W1", "kind": "aftercare", "tz": tz, "session_end": at, "expect": expect}


@pytest.mark.parametrize("at", ["2026-11-22", date(2026, 11, 22), "2026-11"])
def test_a_finish_needs_its_time(shipped: Protocol, at: Any) -> None:
    (difference,) = only(shipped, finished(at, makeup_from="2026-11-23")).differences
    assert (difference.field, difference.got) == ("session_end", str(at))


def test_a_finish_in_an_hour_that_comes_twice_is_the_later_one(shipped: Protocol) -> None:
    twice = finished("2026-10-25T01:30", makeup_from="2026-10-26T01:30")
    told_apart = finished("2026-10-25T01:30+01:00", makeup_from="2026-10-26T00:30") | {"id": "W2"}
    never = finished("2027-03-28T01:30", makeup_from="2027-03-29T02:30") | {"id": "W3"}
    assert only(shipped, twice, told_apart, never).differences == ()


def test_an_expected_hour_that_comes_twice_is_either(shipped: Protocol) -> None:
    first = finished("2026-10-24T01:30", makeup_from="2026-10-25T01:30")
    second = finished("2026-10-24T02:30", makeup_from="2026-10-25T01:30") | {"id": "W2"}
    assert only(shipped, first, second).differences == ()


def test_seconds_never_shorten_a_wait(shipped: Protocol) -> None:
    late = case(answers={"retinoid": {"answer": "yes", "last": "2026-11-21T10:00:30"}}, expect={"status": "NOT_TODAY"})
    exact = case(id="W2", answers={"retinoid": {"answer": "yes", "last": "2026-11-21T10:00:00"}})
    assert only(shipped, late, exact).differences == ()


def test_every_text_of_a_difference_can_be_printed(shipped: Protocol) -> None:
    spoilt = "\x1b[31m\n\ud800"
    outcome = only(shipped, case(id=f"W{spoilt}", tz=spoilt), case(id="W2", tz="x" * 5_000))
    first, second = outcome.differences
    assert (first.case, first.got) == (r"W\x1b[31m\n\ud800", r"\x1b[31m\n\ud800")
    assert second.got.startswith("xxx")
    assert len(second.got) < 1_100


@pytest.mark.parametrize("entry", [None, 7, "V01", [], {}, {"id": "V01"}])
def test_an_entry_that_is_no_case_fails(shipped: Protocol, entry: object) -> None:
    assert only(shipped, entry).failed == 1


def test_cases_that_share_an_id_are_told_and_counted_apart(shipped: Protocol) -> None:
    wrong = case(expect={"status": "NOT_TODAY"})
    outcome = only(shipped, wrong, wrong, case(), case(id="W2"))
    assert (outcome.passed, outcome.failed) == (1, 3)
    assert [(row.case, row.field, row.got) for row in outcome.differences] == [
        ("W1", "status", "PROCEED"),
        ("W1 (case 2)", "id", "that of case 1"),
        ("W1 (case 2)", "status", "PROCEED"),
        ("W1 (case 3)", "id", "that of case 1"),
    ]


@pytest.mark.parametrize("content", [{}, {"vignettes": None}, {"vignettes": []}, {"vignettes": "V01"}])
def test_a_file_without_cases_is_refused(shipped: Protocol, content: dict[str, Any]) -> None:
    with pytest.raises(BadInput, match="no worked cases"):
        run(content, shipped)


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12) | st.dates() | st.datetimes(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=6,
)
FIELDS = sorted({name for entry in CASES for name in entry} | {"needs", "born", "client", "unknown"})


@given(st.sampled_from(CASES), st.sampled_from(FIELDS), JUNK)
def test_nothing_in_a_case_can_break_the_run(entry: dict[str, Any], field: str, junk: Any) -> None:
    assert only(shipped_protocol(), entry | {field: junk}).cases == 1


@given(st.sampled_from([entry for entry in CASES if entry.get("answers")]), JUNK, JUNK)
def test_nothing_in_an_answer_can_break_the_run(entry: dict[str, Any], junk: Any, more: Any) -> None:
    answers = {key: dict(value) | {"last": junk, "zones": more} for key, value in entry["answers"].items()}
    assert only(shipped_protocol(), entry | {"answers": answers}).cases == 1


def test_each_case_is_told_with_its_title_and_all_that_came_out(shipped: Protocol) -> None:
    wrong = case(id="W2", title="A \n title", answers={"pregnant": "yes"}, expect={"status": "PROCEED"})
    unreadable = case(id="", title=["x"], answers={"tea": "yes"})
    first, second, third = results({"vignettes": [case(), wrong, unreadable]}, shipped)
    assert (first.case, first.title, first.differences) == ("W1", "", ())
    assert first.got == {
        "status": "PROCEED",
        "earliest": "none",
        "excluded_zones": "none",
        "fired": "none",
        "open": "none",
    }
    assert (second.case, second.title) == ("W2", r"A \n title")
    assert (second.got["status"], second.got["fired"]) == ("DO_NOT_TREAT", "S-ABS-09")
    assert second.differences == (Difference("W2", "status", "PROCEED", "DO_NOT_TREAT"),)
    assert (third.case, third.title, third.got) == ("case 3", "", {})
    assert [one.field for one in third.differences] == ["answers"]


def test_what_a_sheet_case_comes_to_is_told_in_full(shipped: Protocol) -> None:
    (sheet,) = results({"vignettes": [entry for entry in CASES if entry.get("kind") == "aftercare"][:1]}, shipped)
    assert sheet.differences == ()
    assert len(sheet.got) == 8
    assert all(value[:2] == "20" for value in sheet.got.values())


def test_a_file_without_cases_is_refused_word_for_word(shipped: Protocol) -> None:
    with pytest.raises(BadInput) as refused:
        run({}, shipped)
    said = ("The file holds no worked cases.", "They stand in a list under “vignettes”.")
    assert (refused.value.happened, refused.value.do) == said


def test_cases_without_an_id_share_none(shipped: Protocol) -> None:
    found = results({"vignettes": [case(id=None), case(id=None)]}, shipped)
    assert [result.case for result in found] == ["case 1", "case 2"]
    twice = results({"vignettes": [case(), case()]}, shipped)[1]
    assert twice.differences == (Difference("W1 (case 2)", "id", "an id of its own", "that of case 1"),)


@pytest.mark.parametrize(
    ("expect", "field", "expected", "got"),
    [
        (
            {"statos": "PROCEED"},
            "expect: statos",
            "one of status, earliest, excluded_zones, fired, open",
            "a field that is not known",
        ),
        ({"status": ["PROCEED"]}, "expect: status", "one word", "a list"),
        ({"earliest": ["2026-11-22"]}, "expect: earliest", "a date", "a list"),
    ],
)
def test_an_expectation_that_cannot_be_is_told(
    shipped: Protocol, expect: dict[str, Any], field: str, expected: str, got: str
) -> None:
    (difference,) = only(shipped, case(expect=expect)).differences
    assert (difference.field, difference.expected, difference.got) == (field, expected, got)


def test_a_date_that_is_none_is_named_by_its_field(shipped: Protocol) -> None:
    waits = case(answers={"aspirin": {"answer": "yes", "last": "2026-11-19", "prescribed": "no"}})
    (difference,) = only(shipped, waits | {"expect": {"earliest": "soon"}}).differences
    assert difference.field == "expect: earliest"


def test_several_are_told_one_after_the_other_and_an_empty_word_as_nothing(shipped: Protocol) -> None:
    expect = {"excluded_zones": ["chin", "nose"], "status": ""}
    zones, status = only(shipped, case(expect=expect)).differences
    assert (zones.expected, zones.got) == ("chin, nose", "none")
    assert (status.expected, status.got) == ("nothing", "PROCEED")
