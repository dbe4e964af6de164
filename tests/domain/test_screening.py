"""The verdict as a whole: what wins, what stays listed, and what a letter changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.letters import Clearance, decided_by
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.screening import Finding, PastSession, Plan, Verdict, assess, with_age
from needledesk.domain.treatment import Intensity
from needledesk.domain.wording import no_way_round
from needledesk.domain.zones import TREATABLE, say

Screen = Callable[..., Verdict]
YES, NO, UNSURE = Answer(Reply.YES), Answer(Reply.NO), Answer(Reply.UNSURE)
ASPIRIN = Answer(Reply.YES, last=When("2026-11-19"), prescribed=Reply.NO)


def test_all_no_proceeds(screen: Screen) -> None:
    verdict = screen()
    assert (verdict.status, verdict.findings, verdict.open_questions) == (Status.PROCEED, (), ())
    assert (verdict.earliest, verdict.dateless, verdict.excluded_zones) == (None, False, ())


def test_blank_and_unsure_are_two_things_and_neither_is_a_no(screen: Screen) -> None:
    verdict = screen({"clotting_condition": UNSURE}, blank=("pregnant",))
    assert verdict.status is Status.INCOMPLETE
    assert (verdict.blank, verdict.unsure) == (("pregnant",), ("clotting_condition",))
    assert verdict.open_questions == ("pregnant", "clotting_condition")


def test_worst_status_and_latest_date_win_and_all_is_listed(screen: Screen) -> None:
    answers = {
        "aspirin": ASPIRIN,
        "isotretinoin": Answer(Reply.YES, last=When("2026-07-14")),
        "herpes_history": YES,
        "herbal": UNSURE,
        "rosacea": Answer(Reply.YES, zones=("nose",)),
    }
    verdict = screen(answers)
    assert (verdict.status, verdict.earliest) == (Status.MEDICAL_CLEARANCE, date(2027, 1, 14))
    assert [finding.rule for finding in verdict.findings] == ["S-CON-06", "S-MED-09", "S-MED-01", "S-PRE-03"]
    assert (verdict.unsure, verdict.excluded_zones) == (("herbal",), ("nose",))


def test_a_day_wins_over_an_earlier_hour_and_a_tie_keeps_the_day(screen: Screen) -> None:
    retinoid = Answer(Reply.YES, last=When("2026-11-21T21:00"))
    both = screen({"aspirin": ASPIRIN, "retinoid": retinoid})
    assert both.earliest == date(2026, 11, 26)
    week_ago = replace(ASPIRIN, last=When("2026-11-16"))
    tie = screen({"aspirin": week_ago, "retinoid": Answer(Reply.YES, last=When("2026-11-21"))})
    assert tie.earliest == date(2026, 11, 23)
    assert not isinstance(tie.earliest, datetime)
    session = PastSession(date(2026, 11, 9), Intensity.MILD)
    other_way_round = screen({"retinoid": Answer(Reply.YES, last=When("2026-11-21"))}, history=[session])
    assert other_way_round.earliest == date(2026, 11, 23)
    assert not isinstance(other_way_round.earliest, datetime)
    hours = screen({"aspirin": week_ago, "retinoid": Answer(Reply.YES, last=When("2026-11-22T01:00"))})
    assert hours.earliest == datetime(2026, 11, 23, 1, tzinfo=ZoneInfo("America/New_York"))


def test_do_not_treat_shows_no_date_but_every_finding(screen: Screen) -> None:
    verdict = screen({"pregnant": YES, "aspirin": ASPIRIN})
    assert (verdict.status, verdict.earliest) == (Status.DO_NOT_TREAT, None)
    assert [finding.rule for finding in verdict.findings] == ["S-ABS-09", "S-MED-01"]


def test_a_wait_without_a_date_is_said_beside_a_date(screen: Screen) -> None:
    verdict = screen({"eczema_active": YES, "aspirin": ASPIRIN})
    assert (verdict.status, verdict.earliest, verdict.dateless) == (Status.NOT_TODAY, date(2026, 11, 26), True)


def test_every_planned_zone_left_out_is_not_today(screen: Screen) -> None:
    answers = {
        "acne_active": Answer(Reply.YES, zones=("cheek_left",)),
        "raised_mole": Answer(Reply.YES, zones=("cheek_right", "neck")),
    }
    verdict = screen(answers, zones=("cheek_left", "cheek_right"))
    assert (verdict.status, verdict.earliest, verdict.dateless) == (Status.NOT_TODAY, None, True)
    assert {finding.status for finding in verdict.findings} == {Status.PROCEED_ZONE_LIMITED}
    assert "Every planned zone is left out today." in verdict.advice
    assert screen(answers, zones=("cheek_left", "chin")).status is Status.PROCEED_ZONE_LIMITED
    assert screen(answers, zones=()).status is Status.PROCEED_ZONE_LIMITED


@pytest.mark.parametrize(
    ("rule", "zones"),
    [
        ("S-ZON-01", ("eyelid_upper_left",)),
        ("S-ZON-01", ("eyelid_lower_left", "eyelid_lower_right")),
        ("S-ZON-02", ("lip_vermilion",)),
    ],
)
def test_eyelids_and_lips_are_left_out_when_planned(screen: Screen, rule: str, zones: tuple[str, ...]) -> None:
    verdict = screen(zones=("crows_feet_left", *zones))
    assert [finding.rule for finding in verdict.findings] == [rule]
    assert (verdict.status, verdict.excluded_zones) == (Status.PROCEED_ZONE_LIMITED, zones)
    assert screen(zones=zones).status is Status.NOT_TODAY
    assert screen(zones=tuple(TREATABLE)).findings == ()


@pytest.mark.parametrize(
    ("born", "status"),
    [
        ("2008-11-23", Status.DO_NOT_TREAT),
        ("2008-11-22", Status.PRACTITIONER_DECISION),
        ("2004-11-23", Status.PRACTITIONER_DECISION),
        ("2004-11-22", Status.PROCEED),
    ],
)
def test_age_x_15_counts_from_the_birthday(screen: Screen, born: str, status: Status) -> None:
    verdict = screen(born=date.fromisoformat(born))
    assert (verdict.status, verdict.earliest) == (status, None)
    assert [finding.rule for finding in verdict.findings] == ([] if status is Status.PROCEED else ["X-15"])


@pytest.mark.parametrize(
    ("dated", "expires", "holds"),
    [
        ("2026-11-22", None, True),
        ("2026-11-23", None, False),
        ("2025-11-22", None, True),
        ("2025-11-21", None, False),
        ("2026-01-01", "2026-11-22", True),
        ("2026-01-01", "2026-11-21", False),
        ("2020-01-01", "2030-01-01", True),
    ],
)
def test_a_letter_holds_for_twelve_months_or_as_long_as_it_says(
    screen: Screen, dated: str, expires: str | None, holds: bool
) -> None:
    end = date.fromisoformat(expires) if expires else None
    letter = Clearance("S-CON-07", date.fromisoformat(dated), "Dr S. Brandvold", end)
    verdict = screen({"diabetes": YES}, letters=[letter])
    assert verdict.status is (Status.PRACTITIONER_DECISION if holds else Status.MEDICAL_CLEARANCE)
    assert [finding.rule for finding in verdict.findings] == ["S-CON-07"]


def test_a_letter_answers_only_its_own_rule(screen: Screen) -> None:
    letter = Clearance("S-CON-07", date(2026, 11, 10), "Dr S. Brandvold")
    assert screen({"psoriasis": YES}, letters=[letter]).status is Status.MEDICAL_CLEARANCE
    both = screen({"psoriasis": YES, "diabetes": YES}, letters=[letter])
    assert both.status is Status.MEDICAL_CLEARANCE


@pytest.mark.parametrize(
    ("rule", "key", "answer", "status"),
    [
        ("S-ABS-04", "cardiac", YES, Status.DO_NOT_TREAT),
        ("S-CON-02", "eczema_active", YES, Status.NOT_TODAY),
        ("S-MED-01", "aspirin", ASPIRIN, Status.NOT_TODAY),
        ("S-MED-09", "isotretinoin", Answer(Reply.YES, last=When("unknown")), Status.INCOMPLETE),
    ],
)
def test_a_letter_lifts_nothing_else(screen: Screen, rule: str, key: str, answer: Answer, status: Status) -> None:
    letter = Clearance(rule, date(2026, 11, 10), "Dr S. Brandvold")
    assert screen({key: answer}, letters=[letter]).status is status


def test_a_letter_leaves_the_zones_out_and_gaps_open(screen: Screen) -> None:
    letter = Clearance("S-PRE-01", date(2026, 11, 10), "Dr S. Brandvold")
    spot = screen({"suspicious_lesion": Answer(Reply.YES, zones=("nose",))}, letters=[letter])
    assert (spot.status, spot.excluded_zones) == (Status.PRACTITIONER_DECISION, ("nose",))
    gap = screen({"suspicious_lesion": YES}, letters=[letter])
    assert gap.status is Status.INCOMPLETE


def test_a_letter_takes_the_date_away(screen: Screen) -> None:
    answer = {"x_face_surgery": Answer(Reply.YES, last=When("2026-06-01"))}
    assert screen(answer, needs=("X-11",)).earliest == date(2027, 6, 1)
    letter = Clearance("X-11", date(2026, 11, 10), "Dr S. Brandvold")
    assert screen(answer, needs=("X-11",), letters=[letter]).earliest is None


def test_what_a_letter_is_noted_to_say_is_read_with_the_decision(screen: Screen) -> None:
    letter = Clearance("S-CON-04", date(2026, 8, 4), "Dr A", note="asthma, well controlled")
    [found] = screen({"other_chronic": Answer(Reply.YES, detail="asthma")}, letters=[letter]).findings
    assert found.reason == decided_by(letter)
    assert "“asthma, well controlled”" in found.reason


def test_a_letter_changes_what_follows_and_leaves_the_fact(screen: Screen) -> None:
    letter = Clearance("X-11", date(2026, 11, 10), "Dr A")
    surgery = {"x_face_surgery": Answer(Reply.YES, last=When("2026-06-01"))}
    [without], [found] = (screen(surgery, needs=("X-11",), letters=on).findings for on in ((), [letter]))
    decide, title = Status.PRACTITIONER_DECISION, f"{without.title}: letter on file"
    assert found == replace(
        without, status=decide, title=title, reason=decided_by(letter), arithmetic="", earliest=None
    )
    [diabetes] = screen({"diabetes": YES}, letters=[replace(letter, rule="S-CON-07")]).findings
    assert diabetes.title == "Diabetes, ever: letter on file"


def test_of_two_letters_alike_but_for_their_notes_the_order_never_matters(screen: Screen) -> None:
    one, other = (Clearance("S-CON-07", date(2026, 8, 4), "Dr A", note=note) for note in ("type 1", "type 2"))
    said = [screen({"diabetes": YES}, letters=letters).findings for letters in ((one, other), (other, one))]
    assert said[0] == said[1]


def test_without_a_birth_date_the_age_is_the_practitioners_to_judge_while_its_rule_is_on(shipped: Protocol) -> None:
    proceed = Verdict(Status.PROCEED)
    unknown = with_age(proceed, shipped, Plan())
    assert (unknown.status, unknown.findings[0].rule) == (Status.PRACTITIONER_DECISION, "X-15")
    assert with_age(proceed, shipped, Plan(born=date(1990, 1, 1))) is proceed
    off = replace(shipped, rules=shipped.rules | {"X-15": replace(shipped.rules["X-15"], on=False)})
    assert with_age(proceed, off, Plan()) is proceed


def test_an_age_that_nobody_knows_is_said_with_what_to_do(shipped: Protocol) -> None:
    [unknown] = with_age(Verdict(Status.PROCEED), shipped, Plan()).findings
    reason = "No birth date is noted: you decide, or add it under Edit client"
    decide = Status.PRACTITIONER_DECISION
    assert unknown == Finding("X-15", decide, "Age not known", reason, "", "", "", "", extension=True)


def test_a_finding_that_comes_later_takes_its_place_and_lowers_nothing(screen: Screen, shipped: Protocol) -> None:
    verdict = screen({"eczema_active": YES, "rosacea": Answer(Reply.YES, zones=("nose",))})
    later = with_age(verdict, shipped, Plan())
    assert [finding.rule for finding in later.findings] == ["S-CON-02", "X-15", "S-PRE-03"]
    assert later.status is Status.NOT_TODAY


def aged(protocol: Protocol, born: date, **rule: object) -> Verdict:
    """The verdict on somebody with no answers but No, where the rule about the age is changed like this."""
    changed = replace(protocol.rules["X-15"], **rule)  # type: ignore[arg-type]
    no = {question.key: NO for question in protocol.questions}
    at = datetime(2026, 11, 22, 10, tzinfo=ZoneInfo("America/New_York"))
    return assess(replace(protocol, rules=protocol.rules | {"X-15": changed}), no, Plan(born=born), (), (), at)


def test_the_age_says_why(shipped: Protocol) -> None:
    def said(born: date, **rule: object) -> list[tuple[str, str]]:
        return [(finding.title, finding.reason) for finding in aged(shipped, born, **rule).findings]

    assert said(date(2010, 1, 1)) == [("Under 18 years", no_way_round("Under 18 years"))]
    assert said(date(2010, 1, 1), level=Status.PRACTITIONER_DECISION) == [("Under 18 years", "You decide")]
    devices = "Devices are tested on adults from that age: you decide"
    [young] = aged(shipped, date(2006, 1, 1)).findings
    decide = Status.PRACTITIONER_DECISION
    assert young == Finding("X-15", decide, "Under 22 years", devices, "", "", "", "", extension=True)


def test_an_age_rule_that_is_off_or_lacks_a_part_says_nothing(shipped: Protocol) -> None:
    child, young = date(2010, 1, 1), date(2006, 1, 1)
    for rule in ({"on": False}, {"window": None}, {"level": None}):
        assert aged(shipped, child, **rule).findings == ()
    for rule in ({"then": None}, {"until": None}):
        assert aged(shipped, young, **rule).findings == ()
    without = replace(shipped, rules={name: rule for name, rule in shipped.rules.items() if name != "X-15"})
    assert assess(without, {}, Plan(born=child), (), (), datetime(2026, 11, 22, tzinfo=UTC)).findings == ()


def test_a_zone_that_is_never_treated_rests_on_no_question(screen: Screen, shipped: Protocol) -> None:
    (found,) = screen(zones=("eyelid_upper_left", "chin")).findings
    assert (found.question, found.answer, found.arithmetic, found.key, found.line) == ("", "", "", "", "28")
    assert (found.title, found.reason) == (shipped.rules["S-ZON-01"].title, f"{say(found.zones)}: never treated")
