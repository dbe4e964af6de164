"""A worked case, read whole: every field lands in its place, and what is wrong is told word for word."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.case_reading import Case, NotReadable, read_case
from needledesk.domain.letters import Clearance
from needledesk.domain.protocol import Protocol
from needledesk.domain.screening import PastSession, Plan
from needledesk.domain.treatment import Intensity
from needledesk.domain.zones import FACE

NEW_YORK = ZoneInfo("America/New_York")
FULL: dict[str, Any] = {
    "id": "W1",
    "kind": "screening",
    "title": "Everything at once",
    "tz": "America/New_York",
    "appointment": "2026-11-22T10:00",
    "planned": {"intensity": "deep", "zones": ["full_face"]},
    "client": {"born": "1990-02-03"},
    "answers": {
        "aspirin": {"answer": "yes", "last": "2026-11-20T08:00:30", "prescribed": "unknown", "name": "Aspro"},
        "isotretinoin": {"answer": "yes", "last": "2026-03", "current": "yes", "brand": "Claravis"},
        "x_skin_cancer": {"answer": "yes", "zones": ["chin"], "past": "yes", "detail": "told so"},
        "retinoid": {"answer": "yes", "last": "2026-11-21T12:00Z"},
        "pregnant": "no",
    },
    "unanswered": ["nursing"],
    "unknown": ["cardiac"],
    "history": [{"date": "2026-10-01", "intensity": "mild", "zones": ["chin", "nose"]}],
    "clearance_on_file": [
        {"rule": "S-CON-07", "dated": "2026-11-10", "by": "Dr Hale", "expires": "2026-12-01", "note": "well"}
    ],
    "needs": ["X-06"],
    "expect": {"status": "PROCEED"},
}


def changed(**changes: Any) -> dict[str, Any]:
    return {key: value for key, value in (FULL | changes).items() if value is not ...}


def test_every_field_lands_in_its_place(shipped: Protocol) -> None:
    case = read_case(FULL, shipped)
    told = {
        "aspirin": Answer(Reply.YES, When("2026-11-20T08:01"), Reply.UNSURE, "Aspro"),
        "isotretinoin": Answer(Reply.YES, When("2026-03"), name="Claravis", current=True),
        "x_skin_cancer": Answer(Reply.YES, detail="told so", zones=("chin",), past=True),
        "retinoid": Answer(Reply.YES, When("2026-11-21T07:00")),
        "cardiac": Answer(Reply.UNSURE),
    }
    no = {question.key: Answer(Reply.NO) for question in shipped.questions if question.key != "nursing"}
    assert case == Case(
        aftercare=False,
        at=datetime(2026, 11, 22, 10, tzinfo=NEW_YORK),
        zone=NEW_YORK,
        expect={"status": "PROCEED"},
        needs=frozenset({"X-06"}),
        answers=no | told,
        plan=Plan(Intensity.DEEP, tuple(FACE), date(1990, 2, 3)),
        history=(PastSession(date(2026, 10, 1), Intensity.MILD, ("nose", "chin")),),
        clearances=(Clearance("S-CON-07", date(2026, 11, 10), "Dr Hale", date(2026, 12, 1), "well"),),
    )


def test_what_may_be_left_out(shipped: Protocol) -> None:
    bare = {"tz": "America/New_York", "appointment": "2026-11-22T10:00", "expect": {"status": "PROCEED"}}
    for entry in (bare, bare | {"answers": None, "planned": None, "client": None, "born": None}):
        case = read_case(entry, shipped)
        assert (case.plan, case.history, case.clearances, case.needs) == (Plan(), (), (), frozenset())
        assert set(case.answers.values()) == {Answer(Reply.NO)}
        assert len(case.answers) == len(shipped.questions)


def test_an_aftercare_case_counts_from_the_end(shipped: Protocol) -> None:
    entry = {"kind": "aftercare", "tz": "America/New_York", "session_end": "2026-11-01T01:30", "needs": ["X-28"]}
    case = read_case(entry | {"expect": {"makeup_from": "2026-11-02T01:30"}}, shipped)
    assert (case.aftercare, case.at.isoformat(), case.needs) == (True, "2026-11-01T01:30:00-05:00", {"X-28"})


@pytest.mark.parametrize("last", [None, "2020"])
def test_perhaps_still_taking_it_has_no_last_time(shipped: Protocol, last: str | None) -> None:
    answers = {"isotretinoin": {"answer": "yes", "current": "unknown", "last": last}}
    assert read_case(changed(answers=answers), shipped).answers["isotretinoin"] == Answer(Reply.YES, When("unknown"))
    aspirin = {"aspirin": {"answer": "yes", "current": "unknown", "last": "2020"}}  # is not asked that
    assert read_case(changed(answers=aspirin), shipped).answers["aspirin"] == Answer(Reply.YES, When("2020"))


def test_a_name_comes_before_a_brand(shipped: Protocol) -> None:
    both = {"isotretinoin": {"answer": "yes", "name": "capsules", "brand": "Claravis"}}
    assert read_case(changed(answers=both), shipped).answers["isotretinoin"].name == "capsules"


def test_the_same_said_twice_is_read_once(shipped: Protocol) -> None:
    answers = {"cardiac": "unknown", "nursing": None}
    case = read_case(changed(answers=answers), shipped)
    assert case.answers["cardiac"] == Answer(Reply.UNSURE)
    assert "nursing" not in case.answers
    assert "cardiac" not in read_case(changed(answers={"cardiac": None}, unknown=...), shipped).answers


MOMENT, DAY = "a date and time, such as 2026-11-22T10:00", "a date, such as 2026-11-22"
WHEN = "a date, with or without time, a month, a year, or unknown"
REPLY = "yes, no or unknown"
SCREENED = (
    "id, kind, title, basis, alt, note, notes, comment, source, tags, tz, appointment, planned, answers, unanswered, "
    "unknown, history, clearance_on_file, needs, client, born, expect"
)
AFTERCARE = "id, kind, title, basis, alt, note, notes, comment, source, tags, tz, session_end, needs, expect"
GIVEN = "answer, last, prescribed, name, brand, detail, zones, current, past"
NOT_KNOWN = "a field that is not known"
CLEAR = "clearance_on_file"


def answered(**fields: Any) -> dict[str, Any]:
    return {"answers": {"aspirin": {"answer": "yes"} | fields}}


def session(**fields: Any) -> dict[str, Any]:
    return {"history": [{"date": "2026-10-01"} | fields]}


def letter(**fields: Any) -> dict[str, Any]:
    return {CLEAR: [{"rule": "S-CON-07", "dated": "2026-11-10"} | fields]}


@pytest.mark.parametrize(
    ("changes", "field", "expected", "got"),
    [
        ({"kind": "dance"}, "kind", "screening or aftercare", "dance"),
        ({"kind": ["aftercare"]}, "kind", "screening or aftercare", "a list"),
        ({"tea": 1}, "case: tea", f"one of {SCREENED}", NOT_KNOWN),
        ({"kind": "aftercare"}, "case: appointment", f"one of {AFTERCARE}", NOT_KNOWN),
        ({"tz": "Mars"}, "tz", "the name of a time zone, such as Europe/London", "Mars"),
        ({"appointment": "soon"}, "appointment", MOMENT, "soon"),
        ({"expect": {}}, "expect", "what should come out", "nothing"),
        ({"expect": 7}, "expect", "named fields", "7"),
        ({"needs": 7}, "needs", "a list", "7"),
        ({"needs": ["X-99"]}, "needs", "a rule of this protocol", "X-99"),
        ({"needs": [["X-06"]]}, "needs", "a list of words", "a list"),
        ({"answers": 7}, "answers", "named fields", "7"),
        ({"answers": {"tea": "yes"}}, "answers", "a question of this protocol", "tea"),
        ({"unanswered": 7}, "unanswered", "a list", "7"),
        ({"unanswered": ["tea"]}, "answers", "a question of this protocol", "tea"),
        ({"unknown": 7}, "unknown", "a list", "7"),
        ({"unknown": ["tea"]}, "answers", "a question of this protocol", "tea"),
        ({"answers": {"nursing": "no"}}, "nursing", "one answer", "unanswered, and another under answers"),
        ({"unanswered": ["cardiac"]}, "cardiac", "one answer", "unanswered, and another under unknown"),
        ({"answers": {"cardiac": "no"}}, "cardiac", "one answer", "unknown, and another under answers"),
        ({"answers": {"cardiac": None}}, "cardiac", "one answer", "unknown, and another under answers"),
        (answered(dose=75), "aspirin: dose", f"one of {GIVEN}", NOT_KNOWN),
        ({"answers": {"aspirin": {7: "yes"}}}, "aspirin", "named fields", "a field whose name is not a word"),
        (answered(answer="maybe"), "aspirin", REPLY, "maybe"),
        (answered(last="tea"), "aspirin: last", WHEN, "tea"),
        (answered(current="maybe"), "aspirin: current", REPLY, "maybe"),
        (answered(prescribed="maybe"), "aspirin: prescribed", REPLY, "maybe"),
        (answered(past="maybe"), "aspirin: past", REPLY, "maybe"),
        (answered(name=["tea"]), "aspirin: name", "words", "a list"),
        (answered(brand=["tea"]), "aspirin: brand", "words", "a list"),
        (answered(detail=["tea"]), "aspirin: detail", "words", "a list"),
        (answered(zones=["elbow"]), "aspirin: zones", "zones of the map", "elbow"),
        ({"planned": 7}, "planned", "named fields", "7"),
        ({"planned": {"depth": 1}}, "planned: depth", "one of intensity, zones", NOT_KNOWN),
        ({"planned": {"intensity": "wild"}}, "planned: intensity", "mild or deep", "wild"),
        ({"planned": {"zones": ["elbow"]}}, "planned: zones", "zones of the map", "elbow"),
        ({"client": {"age": 7}}, "client: age", "one of born", NOT_KNOWN),
        ({"client": {"born": "tea"}}, "born", DAY, "tea"),
        ({"history": 7}, "history", "a list", "7"),
        (session(depth=1), "history: depth", "one of date, intensity, zones", NOT_KNOWN),
        (session(date=None), "history: date", DAY, "nothing"),
        (session(intensity="wild"), "history: intensity", "mild or deep", "wild"),
        (session(zones=["elbow"]), "history: zones", "zones of the map", "elbow"),
        ({CLEAR: 7}, CLEAR, "a list", "7"),
        (letter(tea=1), f"{CLEAR}: tea", "one of rule, dated, by, expires, note", NOT_KNOWN),
        (letter(rule="S-CON-99"), f"{CLEAR}: rule", "a rule of this protocol", "S-CON-99"),
        (letter(rule=["S-CON-07"]), f"{CLEAR}: rule", "a rule of this protocol", "a list"),
        (letter(dated="then"), f"{CLEAR}: dated", DAY, "then"),
        (letter(by=["x"]), f"{CLEAR}: by", "words", "a list"),
        (letter(expires="then"), f"{CLEAR}: expires", DAY, "then"),
        (letter(note=["x"]), f"{CLEAR}: note", "words", "a list"),
    ],
)
def test_what_is_wrong_is_told_word_for_word(
    shipped: Protocol, changes: dict[str, Any], field: str, expected: str, got: str
) -> None:
    with pytest.raises(NotReadable) as trouble:
        read_case(FULL | changes, shipped)
    assert (trouble.value.field, trouble.value.expected, trouble.value.got) == (field, expected, got)


@pytest.mark.parametrize("entry", [None, 7, "W1", ["W1"]])
def test_a_case_is_named_fields(shipped: Protocol, entry: object) -> None:
    with pytest.raises(NotReadable) as trouble:
        read_case(entry, shipped)
    assert (trouble.value.field, trouble.value.expected) == ("case", "named fields")
    finish = {"kind": "aftercare", "tz": "UTC", "session_end": "2026-11-22", "expect": {"makeup_from": "x"}}
    with pytest.raises(NotReadable) as trouble:
        read_case(finish, shipped)
    assert (trouble.value.field, trouble.value.expected, trouble.value.got) == ("session_end", MOMENT, "2026-11-22")
