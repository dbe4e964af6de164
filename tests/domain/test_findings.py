"""Every screening rule: it fires when it should, and not one unit earlier or later."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.findings import judge, reached
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.screening import Verdict

Screen = Callable[..., Verdict]
NEW_YORK = ZoneInfo("America/New_York")
YES = Answer(Reply.YES)
DNT, CLR, NT = Status.DO_NOT_TREAT, Status.MEDICAL_CLEARANCE, Status.NOT_TODAY
PD, ZX = Status.PRACTITIONER_DECISION, Status.PROCEED_ZONE_LIMITED


def yes(last: str = "", bought: bool = True) -> Answer:
    """A yes with its last time, of a shop-bought product."""
    when = When.parse(last) if last else None
    return Answer(Reply.YES, last=when, prescribed=Reply.NO if bought else None)


def fired(verdict: Verdict) -> list[tuple[str, Status]]:
    return [(finding.rule, finding.status) for finding in verdict.findings]


OUTRIGHT = [
    ("S-ABS-01", "scleroderma", DNT),
    ("S-ABS-02", "collagen_disease", DNT),
    ("S-ABS-03", "vascular_disease", DNT),
    ("S-ABS-04", "cardiac", DNT),
    ("S-ABS-05", "clotting_condition", DNT),
    ("S-ABS-06", "infection_bacterial", DNT),
    ("S-ABS-07", "infection_fungal", DNT),
    ("S-ABS-08", "immunosuppression", DNT),
    ("S-ABS-09", "pregnant", DNT),
    ("S-ABS-10", "nursing", DNT),
    ("S-CON-01", "keloid", CLR),
    ("S-CON-02", "eczema_active", NT),
    ("S-CON-03", "psoriasis", CLR),
    ("S-CON-04", "other_chronic", CLR),
    ("S-CON-05", "actinic_history", CLR),
    ("S-CON-06", "herpes_history", CLR),
    ("S-CON-07", "diabetes", CLR),
    ("S-PRE-06", "viral_prone", CLR),
    ("S-MED-03", "blood_thinner", CLR),
    ("S-MED-07", "autoimmune_therapy", CLR),
    ("X-01", "x_viral_lesion_active", NT),
    ("X-02", "x_skin_cancer", DNT),
    ("X-03", "x_metal_allergy", CLR),
    ("X-04", "x_numbing_allergy", PD),
    ("X-05", "x_sunburn_today", NT),
    ("X-13", "x_fainting_fits", PD),
    ("X-14", "x_unwell", NT),
    ("X-16", "x_dark_marks", PD),
    ("X-24", "x_sun_sensitive_medicine", PD),
    ("X-27", "x_slow_healing", PD),
    ("X-31", "x_reaction_before", PD),
    ("X-31", "x_lumps_or_allergy_before", CLR),
]


@pytest.mark.parametrize(("rule", "key", "status"), OUTRIGHT, ids=[f"{r}-{k}" for r, k, _ in OUTRIGHT])
def test_a_yes_without_a_window(screen: Screen, rule: str, key: str, status: Status) -> None:
    verdict = screen({key: Answer(Reply.YES, detail="told so")}, needs=(rule,))
    assert fired(verdict) == [(rule, status)]
    assert (verdict.status, verdict.earliest, verdict.open_questions) == (status, None, ())
    assert verdict.dateless == (status is NT)
    assert fired(screen({key: Answer(Reply.NO)}, needs=(rule,))) == []


# Rule, question, last time that still counts, earliest then, and one unit earlier, which no longer counts.
# The moment is Sunday 22 November 2026, 10:00 in New York.
WINDOWS = [
    ("S-MED-01", "aspirin", "2026-11-16", "2026-11-23", "2026-11-15"),
    ("S-MED-02", "nsaid", "2026-11-16", "2026-11-23", "2026-11-15"),
    ("S-MED-04", "herbal", "2026-11-16", "2026-11-23", "2026-11-15"),
    ("S-MED-05", "vitamin_e", "2026-11-16", "2026-11-23", "2026-11-15"),
    ("S-MED-06", "fish_oil", "2026-11-16", "2026-11-23", "2026-11-15"),
    ("S-MED-08", "retinoid", "2026-11-21T10:01", "2026-11-22T10:01", "2026-11-21T10:00"),
    ("S-MED-09", "isotretinoin", "2026-05-23", "2026-11-23", "2026-05-22"),
    ("X-06", "x_botulinum", "2026-11-09", "2026-11-23", "2026-11-08"),
    ("X-08", "x_peel_laser", "2026-10-26", "2026-11-23", "2026-10-25"),
    ("X-09", "x_chemo_radiotherapy", "2026-10-26", "2026-11-23", "2026-10-25"),
    ("X-11", "x_face_surgery", "2025-11-23", "2026-11-23", "2025-11-22"),
    ("X-25", "x_waxing", "2026-11-18", "2026-11-23", "2026-11-17"),
    ("X-28", "x_acids", "2026-11-20", "2026-11-23", "2026-11-19"),
    ("X-29", "x_self_tan", "2026-11-20T10:01", "2026-11-22T10:01", "2026-11-20T10:00"),
]


@pytest.mark.parametrize(
    ("rule", "key", "last", "earliest", "long_ago"), WINDOWS, ids=[window[0] for window in WINDOWS]
)
def test_a_window_ends_exactly_when_it_is_over(
    screen: Screen, rule: str, key: str, last: str, earliest: str, long_ago: str
) -> None:
    verdict = screen({key: yes(last)}, needs=(rule,))
    level = CLR if rule in ("X-09", "X-11") else NT
    assert fired(verdict) == [(rule, level)]
    at = datetime.fromisoformat(earliest).replace(tzinfo=NEW_YORK) if "T" in earliest else date.fromisoformat(earliest)
    assert verdict.earliest == at
    assert not verdict.dateless
    met = screen({key: yes(last)}, earliest if "T" in earliest else f"{earliest}T00:00", needs=(rule,))
    assert (met.status, met.findings, met.earliest) == (Status.PROCEED, (), None)
    assert screen({key: yes(long_ago)}, needs=(rule,)).status is Status.PROCEED


@pytest.mark.parametrize(
    ("rule", "key", "last", "status"),
    [
        ("X-07", "x_filler", "2026-11-09", NT),
        ("X-07", "x_filler", "2026-11-08", PD),
        ("X-07", "x_filler", "2026-05-23", PD),
        ("X-07", "x_filler", "2026-05-22", None),
        ("X-10", "x_recent_scar", "2026-05-23", ZX),
        ("X-10", "x_recent_scar", "2026-05-22", PD),
        ("X-10", "x_recent_scar", "2025-11-23", PD),
        ("X-10", "x_recent_scar", "2025-11-22", None),
        ("X-05", "x_sun_exposure", "2026-11-09", PD),
        ("X-05", "x_sun_exposure", "2026-11-08", None),
    ],
)
def test_a_rule_that_steps_down(screen: Screen, rule: str, key: str, last: str, status: Status | None) -> None:
    answer = replace(yes(last), zones=("chin",))
    verdict = screen({key: answer}, needs=(rule,))
    assert fired(verdict) == ([(rule, status)] if status else [])
    assert verdict.excluded_zones == (("chin",) if status is ZX else ())
    assert verdict.earliest == (date(2026, 11, 23) if status is NT else None)


@pytest.mark.parametrize("key", ["x_vaccination", "x_alcohol", "x_numbing_risk"])
def test_a_note_never_changes_the_status(screen: Screen, shipped: Protocol, key: str) -> None:
    verdict = screen({key: YES}, needs=(shipped.question(key).rule,))
    assert (verdict.status, verdict.findings) == (Status.PROCEED, ())
    assert len(verdict.advice) == 2  # the note, and the place in the course


def test_a_switched_off_rule_is_neither_asked_nor_heard(screen: Screen) -> None:
    verdict = screen({"x_botulinum": yes("2026-11-21")}, blank=("x_filler",))
    assert (verdict.status, verdict.findings, verdict.blank) == (Status.PROCEED, (), ())


def test_a_longer_wait_counts_from_the_same_answer(screen: Screen) -> None:
    answer = {"retinoid": yes("2026-11-20T09:00")}
    assert fired(screen(answer)) == []
    verdict = screen(answer, needs=("X-28",))
    assert (fired(verdict), verdict.earliest) == ([("X-28", NT)], date(2026, 11, 23))


MEDICINES = ["aspirin", "nsaid", "herbal", "vitamin_e", "fish_oil"]


@pytest.mark.parametrize("key", MEDICINES)
@pytest.mark.parametrize(
    ("last", "prescribed", "status", "lacking"),
    [
        ("2026-11-20", Reply.YES, CLR, False),
        ("2026-11-20", Reply.UNSURE, Status.INCOMPLETE, True),
        ("2026-11-20", None, Status.INCOMPLETE, True),
        ("unknown", Reply.YES, CLR, True),
        ("unknown", Reply.NO, Status.INCOMPLETE, True),
        ("unknown", None, Status.INCOMPLETE, True),
        (None, Reply.YES, CLR, True),
        (None, Reply.NO, Status.INCOMPLETE, True),
        ("2026-11-15", Reply.YES, Status.PROCEED, False),
        ("2026-11-15", None, Status.PROCEED, False),
    ],
)
def test_the_prescriber_decides(
    screen: Screen, key: str, last: str | None, prescribed: Reply | None, status: Status, lacking: bool
) -> None:
    answer = Answer(Reply.YES, last=When(last) if last else None, prescribed=prescribed)
    verdict = screen({key: answer})
    assert (verdict.status, verdict.earliest) == (status, None)
    assert verdict.unsure == ((key,) if lacking else ())
    assert all(not finding.arithmetic for finding in verdict.findings)


@pytest.mark.parametrize("key", ["blood_thinner", "autoimmune_therapy"])
@pytest.mark.parametrize("prescribed", [Reply.YES, Reply.NO, None])
def test_blood_thinners_and_autoimmune_treatments_never_give_a_date(
    screen: Screen, key: str, prescribed: Reply | None
) -> None:
    for last in ("2020-01-01", "2026-11-21", "unknown"):
        verdict = screen({key: Answer(Reply.YES, last=When(last), prescribed=prescribed)})
        assert (verdict.status, verdict.earliest, verdict.unsure) == (CLR, None, ())


def test_still_taking_isotretinoin_has_no_date_whatever_date_is_given(screen: Screen) -> None:
    verdict = screen({"isotretinoin": Answer(Reply.YES, last=When("2020-01-01"), current=True)})
    assert (verdict.status, verdict.earliest, verdict.dateless) == (NT, None, True)


@pytest.mark.parametrize("last", [None, "unknown"])
def test_a_last_time_that_is_not_known_is_never_long_ago(screen: Screen, last: str | None) -> None:
    for key in ("isotretinoin", "retinoid", "x_sun_exposure"):
        verdict = screen({key: Answer(Reply.YES, last=When(last) if last else None)})
        assert (verdict.status, verdict.unsure, len(verdict.findings)) == (Status.INCOMPLETE, (key,), 1)


def test_another_illness_must_be_named(screen: Screen) -> None:
    verdict = screen({"other_chronic": Answer(Reply.YES, detail=" ")})
    assert (verdict.status, verdict.unsure) == (CLR, ("other_chronic",))


@pytest.mark.parametrize(
    ("last", "at", "earliest"),
    [
        ("2026-03", "2026-09-30T10:00", date(2026, 10, 1)),  # 31 March + 6 months rolls forward
        ("2026-04", "2026-10-29T10:00", date(2026, 10, 30)),
        ("2025", "2026-06-30T10:00", date(2026, 7, 1)),
    ],
)
def test_a_month_or_a_year_counts_as_its_last_day(screen: Screen, last: str, at: str, earliest: date) -> None:
    assert screen({"isotretinoin": yes(last)}, at).earliest == earliest
    met = f"{earliest}T00:00"
    assert screen({"isotretinoin": yes(last)}, met).status is Status.PROCEED


@pytest.mark.parametrize(
    ("tz", "last", "early", "met"),
    [
        ("America/New_York", "2026-10-31T14:00", "2026-11-01T12:59", "2026-11-01T13:00"),
        ("America/New_York", "2026-03-07T14:00", "2026-03-08T14:59", "2026-03-08T15:00"),
        ("Europe/London", "2026-10-24T15:00", "2026-10-25T13:59", "2026-10-25T14:00"),
        ("Europe/London", "2026-03-28T15:00", "2026-03-29T15:59", "2026-03-29T16:00"),
        ("Australia/Lord_Howe", "2026-04-04T12:00", "2026-04-05T11:29", "2026-04-05T11:30"),
    ],
)
def test_a_clock_change_neither_shortens_nor_lengthens_24_hours(
    screen: Screen, tz: str, last: str, early: str, met: str
) -> None:
    assert screen({"retinoid": yes(last)}, early, tz).status is NT
    assert screen({"retinoid": yes(last)}, met, tz).status is Status.PROCEED


def test_a_clock_change_moves_no_calendar_date(screen: Screen) -> None:
    assert screen({"aspirin": yes("2026-10-25")}, "2026-11-01T00:00").status is Status.PROCEED
    assert screen({"aspirin": yes("2026-10-25")}, "2026-10-31T23:59").earliest == date(2026, 11, 1)


def test_within_the_hour_that_comes_twice_moments_are_told_apart() -> None:
    first = datetime(2026, 11, 1, 1, 30, tzinfo=NEW_YORK, fold=0)
    second = first.replace(fold=1)
    assert not reached(second, first)
    assert reached(first, second)
    assert reached(second, second)


def test_a_finding_carries_its_source_and_its_sum(shipped: Protocol) -> None:
    at = datetime(2026, 11, 22, 10, tzinfo=NEW_YORK)
    found = judge(shipped, shipped.question("aspirin"), replace(yes("2026-11-19"), name="Aspro"), at).findings[0]
    assert (found.rule, found.line, found.extension, found.key) == ("S-MED-01", "21", False, "aspirin")
    assert found.title == "Aspirin, shop-bought, 19 Nov"
    assert found.reason == "7 days between the last dose and treatment"
    assert found.arithmetic == "19 Nov 2026 + 7 days = Thu 26 Nov 2026"
    assert found.question == shipped.question("aspirin").text
    assert found.answer == "Yes; last dose 19 Nov 2026; not prescribed; Aspro"
    assert repr(found) == object.__repr__(found)
