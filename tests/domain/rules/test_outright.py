"""Rules that a yes alone decides, and notes that decide nothing: on a yes, and never on a no, a blank or an unsure."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.screening import Verdict

Screen = Callable[..., Verdict]
DNT, CLR, NT = Status.DO_NOT_TREAT, Status.MEDICAL_CLEARANCE, Status.NOT_TODAY
PD, INCOMPLETE = Status.PRACTITIONER_DECISION, Status.INCOMPLETE

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
NOTES = [("X-17", "x_numbing_risk"), ("X-22", "x_vaccination"), ("X-23", "x_alcohol")]
ALL = [(rule, key) for rule, key, _ in OUTRIGHT] + NOTES
NEVER_DATED = ("S-MED-03", "S-MED-07", *(rule for rule, _, status in OUTRIGHT if status is DNT))


def fired(verdict: Verdict) -> list[tuple[str, Status]]:
    return [(finding.rule, finding.status) for finding in verdict.findings]


@pytest.mark.parametrize(("rule", "key", "status"), OUTRIGHT, ids=[f"{rule} {key}" for rule, key, _ in OUTRIGHT])
def test_a_yes_decides(screen: Screen, rule: str, key: str, status: Status) -> None:
    verdict = screen({key: Answer(Reply.YES, detail="told so")}, needs=(rule,))
    assert fired(verdict) == [(rule, status)]
    assert (verdict.status, verdict.earliest, verdict.open_questions) == (status, None, ())
    assert verdict.dateless == (status is NT)


@pytest.mark.parametrize(("rule", "key"), NOTES, ids=[f"{rule} {key}" for rule, key in NOTES])
def test_a_note_never_changes_the_status(screen: Screen, shipped: Protocol, rule: str, key: str) -> None:
    verdict = screen({key: Answer(Reply.YES)}, needs=(rule,))
    assert (verdict.status, verdict.findings) == (Status.PROCEED, ())
    asked, title = shipped.question(key), shipped.rules[rule].title
    assert verdict.advice[0] == f"{asked.card or title}: {asked.reason or asked.help}"
    assert len(verdict.advice) == 2  # the note, and the place in the course


@pytest.mark.parametrize(("rule", "key"), ALL, ids=[f"{rule} {key}" for rule, key in ALL])
def test_a_no_finds_nothing_and_neither_unsure_nor_blank_is_a_no(screen: Screen, rule: str, key: str) -> None:
    no = screen({key: Answer(Reply.NO)}, needs=(rule,))
    assert (no.status, no.findings, no.open_questions) == (Status.PROCEED, (), ())
    unsure = screen({key: Answer(Reply.UNSURE)}, needs=(rule,))
    assert (unsure.status, unsure.findings, unsure.unsure, unsure.blank) == (INCOMPLETE, (), (key,), ())
    blank = screen(needs=(rule,), blank=(key,))
    assert (blank.status, blank.findings, blank.unsure, blank.blank) == (INCOMPLETE, (), (), (key,))


@pytest.mark.parametrize(
    ("rule", "key"),
    [(rule, key) for rule, key, _ in OUTRIGHT if rule in NEVER_DATED],
    ids=[rule for rule, _, _ in OUTRIGHT if rule in NEVER_DATED],
)
def test_no_date_stands_beside_it_whatever_was_answered(screen: Screen, rule: str, key: str) -> None:
    for last in ("2020-01-01", "2026-11-21", "unknown"):
        for prescribed in (None, *Reply):
            verdict = screen({key: Answer(Reply.YES, last=When(last), prescribed=prescribed)}, needs=(rule,))
            assert [finding.rule for finding in verdict.findings] == [rule]
            assert (verdict.earliest, verdict.findings[0].earliest, verdict.findings[0].arithmetic) == (None, None, "")
            assert verdict.unsure == ()
