"""Rules that count by zone: what weighs on the plan, and what is left untouched whatever is planned."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.protocol import Protocol, Status
from needledesk.domain.screening import Plan, Verdict, zones_to_leave

Screen = Callable[..., Verdict]
YES = Answer(Reply.YES)
DNT, CLR = Status.DO_NOT_TREAT, Status.MEDICAL_CLEARANCE
ZX = Status.PROCEED_ZONE_LIMITED


def fired(verdict: Verdict) -> list[tuple[str, Status]]:
    return [(finding.rule, finding.status) for finding in verdict.findings]


def test_a_skin_cancer_elsewhere_says_so(screen: Screen) -> None:
    finding = screen({"x_skin_cancer": Answer(Reply.YES, zones=("back",))}, zones=("chin",)).findings[0]
    assert finding.title == "Skin cancer, back"
    assert finding.reason == "Not in a planned zone: a doctor answers in writing first"


@pytest.mark.parametrize("last", ["2026-05-23", "2026-01-01", "unknown"])
def test_a_young_scar_elsewhere_is_silent_whatever_its_age(screen: Screen, last: str) -> None:
    scar = {"x_recent_scar": Answer(Reply.YES, last=When(last), zones=("back",))}
    verdict = screen(scar, needs=("X-10",))
    assert (verdict.status, verdict.findings, verdict.open_questions) == (Status.PROCEED, (), ())
    assert screen(scar, needs=("X-10",), zones=("back",)).findings


AT = datetime(2026, 11, 22, 10, tzinfo=ZoneInfo("America/New_York"))


def test_zones_are_left_whether_planned_or_not_each_with_its_reason(switched_on: Protocol) -> None:
    answers = {
        "raised_mole": Answer(Reply.YES, zones=("back", "chin")),
        "suspicious_lesion": Answer(Reply.YES, zones=("neck", "chin")),
        "acne_active": Answer(Reply.NO, zones=("nose",)),
        "rosacea": Answer(Reply.UNSURE, zones=("nose",)),
        "infection_fungal": Answer(Reply.YES, zones=("nose",)),
    }
    left = zones_to_leave(switched_on, answers, Plan(zones=("chin",)), AT)
    doubtful = "new, changing or doubtful spot"
    assert left == {"chin": doubtful, "neck": doubtful, "back": "raised mole"}
    assert list(left) == ["chin", "neck", "back"]
    assert zones_to_leave(switched_on, {}, Plan(zones=("chin",)), AT) == {}


def test_a_rule_that_is_off_leaves_no_zone(shipped: Protocol, switched_on: Protocol) -> None:
    tattoo = {"x_tattoo": Answer(Reply.YES, zones=("arms",))}
    assert zones_to_leave(shipped, tattoo, Plan(), AT) == {}
    assert zones_to_leave(switched_on, tattoo, Plan(), AT) == {"arms": "tattoo or inked makeup"}


@pytest.mark.parametrize(
    ("last", "planned", "left"),
    [
        ("2026-05-23", ("chin",), {"back", "chin"}),  # under six months
        ("2026-01-01", ("chin",), {"back"}),  # decided for the planned zone; the other was never asked about
        ("2026-01-01", (), set()),
        ("unknown", ("chin",), {"back"}),
        ("2020-01-01", ("chin",), set()),  # long over
    ],
)
def test_a_scar_keeps_its_zone_only_as_long_as_its_rule_counts(
    switched_on: Protocol, last: str, planned: tuple[str, ...], left: set[str]
) -> None:
    scar = {"x_recent_scar": Answer(Reply.YES, last=When(last), zones=("chin", "back"))}
    assert set(zones_to_leave(switched_on, scar, Plan(zones=planned), AT)) == left


@pytest.mark.parametrize("past", [True, False])
def test_a_skin_cancer_elsewhere_keeps_its_zone(shipped: Protocol, past: bool) -> None:
    answer = {"x_skin_cancer": Answer(Reply.YES, zones=("back",), past=past)}
    assert zones_to_leave(shipped, answer, Plan(zones=("chin",)), AT) == {"back": "skin cancer"}
    assert zones_to_leave(shipped, answer, Plan(zones=("back",)), AT) == {}
