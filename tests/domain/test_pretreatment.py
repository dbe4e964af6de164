"""Before the treatment: every printed date agrees with the screening at the visit, in any zone."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from domain.before_facts import EVERYTHING, LONDON, SHIPPED, ZONES, at, boxes, protocol, sheet
from hypothesis import example, given, settings
from hypothesis import strategies as st

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.practice import Practice
from needledesk.domain.pretreatment import BOUGHT, COUNTED, WAITS, dates
from needledesk.domain.screening import Plan, assess
from needledesk.errors import BadInput


def finds(key: str, taken: str, appointment: datetime) -> bool:
    """Whether the screening at the appointment keeps the client waiting, or asks for a decision, for that yes."""
    answers = {question.key: Answer(Reply.NO) for question in EVERYTHING.questions}
    answers[key] = Answer(Reply.YES, When(taken), prescribed=Reply.NO)
    verdict = assess(EVERYTHING, answers, Plan(zones=("full_face",)), (), (), appointment)
    later = EVERYTHING.rules[EVERYTHING.question(key).rule].then  # what a filler still asks for past its first wait
    return any(found.key == key and found.status is not later for found in verdict.findings)


def appointments() -> st.SearchStrategy[datetime]:
    clocks = st.datetimes(datetime(2026, 1, 1), datetime(2029, 12, 31)).map(lambda clock: clock.replace(second=0))
    return st.builds(
        lambda clock, zone: clock.replace(tzinfo=ZoneInfo(zone)).astimezone(UTC).astimezone(ZoneInfo(zone)),
        clocks,
        st.sampled_from(ZONES),
    )


@settings(max_examples=60)
@given(appointments())
@example(at("2026-11-01T15:00"))
@example(at("2026-11-02T00:30"))
@example(at("2027-03-28T15:00", LONDON))
@example(at("2027-02-28T09:00"))
@example(at("2026-08-30T09:00"))
def test_what_is_printed_agrees_with_the_screening(appointment: datetime) -> None:
    counted = dates(appointment, EVERYTHING)
    assert (set(counted.none_from), set(counted.not_after)) == (set(BOUGHT), set(COUNTED))
    for key, last in counted.not_after.items():
        if isinstance(last, datetime):
            assert not finds(key, f"{last:%Y-%m-%dT%H:%M}", appointment)
            shown = last.replace(tzinfo=None)
            assert finds(key, f"{shown + timedelta(minutes=1):%Y-%m-%dT%H:%M}", appointment)
        else:
            assert not finds(key, last.isoformat(), appointment)
            assert finds(key, (last + timedelta(days=1)).isoformat(), appointment)
    for key, day in counted.none_from.items():
        # The literal reading still allows that date; the sheet asks for one date more (C-12), never for one less.
        assert not finds(key, day.isoformat(), appointment)
        assert finds(key, (day + timedelta(days=1)).isoformat(), appointment)


@settings(max_examples=40)
@given(appointments(), st.integers(1, 24))
@example(at("2027-08-30T09:00"), 6)
def test_isotretinoin_has_a_wait_and_no_date_however_far_the_visit_is(appointment: datetime, months: int) -> None:
    asks = protocol(base=EVERYTHING, S_MED_09=f"{months} months")
    before = sheet(f"{appointment:%Y-%m-%dT%H:%M}", str(appointment.tzinfo), protocol=asks)
    [line] = [line.text for line in before.tell if "isotretinoin" in line.text]
    assert re.findall(r"\d+", line) == [str(months)]
    assert f"we wait {asks.rules['S-MED-09'].window} after the last capsule" in line
    assert "isotretinoin" not in dates(appointment, asks).not_after


def test_an_ordinary_visit() -> None:
    assert boxes(sheet()) == {
        "Aspirin": "none from Sat 28 Nov",
        "Retinol and other vitamin A creams": "not after Fri 4 Dec, 10:00",
        "Strong sun": "not after Sat 21 Nov",
    }
    assert sheet().keep[0].title == "Aspirin, ibuprofen-type painkillers, vitamin E, fish oil, herbal pills"
    assert "we wait 6 months after the last capsule" in " ".join(line.text for line in sheet().tell)


def test_hours_elapse_across_a_clock_change() -> None:
    assert boxes(sheet("2026-11-01T15:00"))["Retinol and other vitamin A creams"] == "not after Sat 31 Oct, 16:00"
    assert boxes(sheet("2027-03-28T15:00", LONDON))["Retinol and other vitamin A creams"] == (
        "not after Sat 27 Mar, 14:00"
    )


def test_another_year_is_named() -> None:
    before = sheet("2027-01-04T10:00")
    assert boxes(before)["Aspirin"] == "none from Mon 28 Dec 2026"
    assert boxes(before)["Retinol and other vitamin A creams"] == "not after Sun 3 Jan, 10:00"


def test_the_waits_are_the_protocols_own() -> None:
    changed = protocol(S_MED_01="10 days", S_MED_06="1 months", S_MED_08="48 hours", S_MED_09="12 months")
    before = sheet(protocol=changed)
    assert [(box.title, box.when) for box in before.keep[:4]] == [
        ("Fish oil", "none from Thu 5 Nov"),
        ("Aspirin", "none from Wed 25 Nov"),
        ("Ibuprofen-type painkillers, vitamin E, herbal pills", "none from Sat 28 Nov"),
        ("Retinol and other vitamin A creams", "not after Thu 3 Dec, 10:00"),
    ]
    assert "we wait 12 months after the last capsule" in " ".join(line.text for line in before.tell)


@pytest.mark.parametrize(
    ("pause", "last"),
    [
        ("3 days", "not after Wed 2 Dec"),
        ("1 days", "not after Fri 4 Dec, 10:00"),
        ("72 hours", "not after Wed 2 Dec, 10:00"),
    ],
)
def test_the_longer_retinoid_pause_counts_while_it_is_on(pause: str, last: str) -> None:
    assert boxes(sheet(protocol=protocol(X_28=pause)))["Retinol and other vitamin A creams"] == last


def test_a_missing_wait_is_named() -> None:
    broken = replace(SHIPPED, rules=SHIPPED.rules | {"S-MED-05": replace(SHIPPED.rules["S-MED-05"], window=None)})
    with pytest.raises(BadInput, match="S-MED-05"):
        dates(at("2026-12-05T10:00"), broken)


def test_a_missing_wait_of_isotretinoin_is_named_too() -> None:
    broken = replace(SHIPPED, rules=SHIPPED.rules | {"S-MED-09": replace(SHIPPED.rules["S-MED-09"], window=None)})
    with pytest.raises(BadInput, match="S-MED-09"):
        sheet(protocol=broken)
    assert set(WAITS) == {*BOUGHT, *COUNTED, "isotretinoin"}


def test_an_appointment_without_a_zone_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match=r"^the appointment needs a time zone$"):
        dates(datetime(2026, 12, 5, 10), SHIPPED)


def test_the_practice_and_the_visit_stand_on_the_sheet_as_they_are() -> None:
    studio = Practice("Alder & Linen", "202-555-0142", "US", "M. Averil", "care@alder.example", "every day")
    before = sheet(practice=studio, made=at("2026-11-22T19:36", "UTC"))
    assert (before.practice, before.phone, before.email) == ("Alder & Linen", "202-555-0142", "care@alder.example")
    assert (before.hours, before.practitioner, before.client) == ("every day", "M. Averil", "Ottilie Farnwick")
    assert before.appointment == at("2026-12-05T10:00")
    assert before.made_at.isoformat() == "2026-11-22T14:36:00-05:00"


def test_of_an_hour_and_a_date_the_earlier_one_counts_whichever_rule_has_it() -> None:
    creams = "Retinol and other vitamin A creams"
    hours = protocol(S_MED_08="1 days", X_28="24 hours")
    assert boxes(sheet(protocol=hours))[creams] == "not after Fri 4 Dec, 10:00"
    kiritimati = at("2026-12-05T10:00", "Pacific/Kiritimati")
    assert dates(kiritimati, protocol(X_28="2 days")).not_after["retinoid"] == date(2026, 12, 3)


def test_a_shop_bought_medicine_that_waits_for_hours_has_a_date_all_the_same() -> None:
    changed = protocol(S_MED_01="24 hours")
    assert boxes(sheet(protocol=changed))["Aspirin"] == "none from Fri 4 Dec"
    day = dates(at("2026-12-05T10:00"), changed).none_from["aspirin"]
    assert (day, isinstance(day, datetime)) == (date(2026, 12, 4), False)
