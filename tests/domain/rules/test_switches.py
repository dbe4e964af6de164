"""Each rule's switch: on or off at the first start as decided, and heard only while it is on."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.protocol import Protocol
from needledesk.domain.screening import Plan, Verdict, assess
from needledesk.domain.treatment import Intensity

SHIPPED = shipped_protocol()
AT = datetime(2026, 11, 22, 10, tzinfo=ZoneInfo("America/New_York"))
#: Decision 11.
ON_AT_FIRST_START = (
    *("X-01", "X-02", "X-05", "X-15", "X-20", "X-21"),
    *("X-26", "X-30", "X-32", "X-33", "X-34"),
)
ASKED = [question.rule for question in SHIPPED.questions]
SILENT = [rule for rule in SHIPPED.rules if rule.startswith(("S-DEF", "S-EXP", "S-SFX", "S-AFT", "S-RES", "S-ZON-03"))]


def everything_yes(protocol: Protocol) -> Verdict:
    yes = Answer(Reply.YES, last=When("2026-11-22T09:00"), detail="told so", zones=("chin",))
    answers = {question.key: yes for question in protocol.questions}
    return assess(protocol, answers, Plan(Intensity.MILD, ("full_face",)), (), (), AT)


def switched(rule: str, on: bool) -> Protocol:
    return replace(SHIPPED, rules=SHIPPED.rules | {rule: replace(SHIPPED.rules[rule], on=on)})


@pytest.mark.parametrize("rule", SHIPPED.rules)
def test_it_is_on_at_the_first_start_as_decided(rule: str) -> None:
    shipped = SHIPPED.rules[rule]
    assert shipped.on == (rule.startswith("S-") or rule in ON_AT_FIRST_START)
    assert shipped.extension == rule.startswith("X-")
    assert bool(shipped.line) == rule.startswith("S-")


@pytest.mark.parametrize("rule", dict.fromkeys(ASKED))
def test_it_is_asked_and_heard_only_while_it_is_on(rule: str) -> None:
    keys = {question.key for question in SHIPPED.questions if question.rule == rule}
    on, off = switched(rule, on=True), switched(rule, on=False)
    assert keys <= {question.key for question in on.asked}
    assert not keys & {question.key for question in off.asked}
    assert rule not in {finding.rule for finding in everything_yes(off).findings}
    if SHIPPED.rules[rule].level:
        assert rule in {finding.rule for finding in everything_yes(on).findings}
    else:
        assert len(everything_yes(on).advice) == len(everything_yes(off).advice) + 1


@pytest.mark.parametrize("rule", [*SILENT, "X-12", "X-18", "X-26", "X-32", "X-33", "X-34"])
def test_it_never_weighs_on_the_verdict(rule: str) -> None:
    assert rule not in ASKED
    assert rule not in {finding.rule for finding in everything_yes(switched(rule, on=True)).findings}
    assert everything_yes(switched(rule, on=True)) == everything_yes(switched(rule, on=False))
