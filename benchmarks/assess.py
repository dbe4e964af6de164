"""The verdict on the fullest screening there can be, against writing its answers down as objects, in turn.

Every rule is on, every question is answered Yes with all that it can carry, with a history, and with a letter for each
rule that takes one.
The verdict follows every key, so it may take a millisecond. How much that is depends on the laptop, so the goal is a
ratio to building the answers in the same run: where it was set, building them took 0.167 ms with Python 3.11, and six
times that is the millisecond. The absolute median is printed beside it.
"""

from __future__ import annotations

import statistics
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.answers import Answer, Answers, Reply
from needledesk.domain.calendar import When
from needledesk.domain.letters import Clearance
from needledesk.domain.protocol import Ask, Protocol, Question, Status
from needledesk.domain.screening import PastSession, Plan, assess
from needledesk.domain.treatment import Intensity

ROUNDS = 400
GOAL = 6.0  # 1 ms / 0.167 ms
AT = datetime(2026, 11, 22, 10, tzinfo=ZoneInfo("America/New_York"))


def measure() -> Iterator[tuple[str, float, float, bool]]:
    """(name, ratio, goal, higher is better)."""
    protocol, plan = everything_on(), Plan(Intensity.DEEP, ("full_face",), date(2006, 1, 1))
    today = AT.date()
    history = [PastSession(today - timedelta(days=28 * number - 1), Intensity.MILD) for number in range(1, 10)]
    levels = {rule.id: (rule.level, rule.then, rule.elsewhere) for rule in protocol.rules.values()}
    letters = [Clearance(name, today, "Dr S. Brandvold") for name in levels if Status.MEDICAL_CLEARANCE in levels[name]]
    answers = told(protocol)
    ours, floor = in_turn(
        lambda: assess(protocol, answers, plan, history, letters, AT),
        lambda: told(protocol),
    )
    print(f"  assess, median: {ours * 1000:.3f} ms; its answers: {floor * 1e6:.0f} µs")
    yield "assess, all rules and answers / the answers", ours / floor, GOAL, False


def everything_on() -> Protocol:
    """The shipped protocol with every rule on."""
    shipped = shipped_protocol()
    return replace(shipped, rules={name: replace(rule, on=True) for name, rule in shipped.rules.items()})


def told(protocol: Protocol) -> Answers:
    """Yes to every question, with all that it asks for, as the page or the record file makes them."""
    return {question.key: _yes(question) for question in protocol.questions}


def in_turn(ours: Callable[[], object], floor: Callable[[], object]) -> tuple[float, float]:
    """The median of each in seconds, one after the other in every round, the first tenth unmeasured."""
    taken: dict[bool, list[float]] = {True: [], False: []}
    for number in range(-ROUNDS // 10, ROUNDS):
        for mine, run in ((True, ours), (False, floor)):
            begun = time.perf_counter()
            run()
            if number >= 0:
                taken[mine].append(time.perf_counter() - begun)
    return statistics.median(taken[True]), statistics.median(taken[False])


def _yes(question: Question) -> Answer:
    asks = question.asks
    return Answer(
        Reply.YES,
        last=When.parse("2026-11-21T12:30") if Ask.LAST in asks else None,
        prescribed=Reply.NO if Ask.PRESCRIBED in asks else None,
        name="as the box says" if Ask.NAME in asks else "",
        detail="told so" if Ask.DETAIL in asks or Ask.DETAIL_REQUIRED in asks else "",
        zones=("full_face", "neck") if Ask.ZONES in asks else (),
    )
