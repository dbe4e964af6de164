"""The shipped protocol, and a screening in one call."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import Phase, settings

from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.domain.answers import Answer, Reply
from needledesk.domain.letters import Clearance
from needledesk.domain.protocol import Protocol
from needledesk.domain.screening import PastSession, Plan, Verdict, assess
from needledesk.domain.treatment import Intensity

Screen = Callable[..., Verdict]

settings.register_profile("domain", deadline=None, database=None)  # never by the clock, nothing left on disk
settings.register_profile(  # quick: what fails is not made smaller
    "mutants",
    deadline=None,
    database=None,
    derandomize=True,
    max_examples=25,
    phases=(Phase.explicit, Phase.generate),
)
settings.load_profile("domain")


@pytest.fixture(scope="session")
def shipped() -> Protocol:
    """The protocol that a new record file starts with."""
    return shipped_protocol()


@pytest.fixture(scope="session")
def switched_on(shipped: Protocol) -> Protocol:
    """The shipped protocol with every rule on."""
    return replace(shipped, rules={name: replace(rule, on=True) for name, rule in shipped.rules.items()})


@pytest.fixture(scope="session")
def screen(shipped: Protocol) -> Screen:
    """Assess: every question that is not named was answered No; `blank` names those that were not answered."""

    def assessed(
        answers: Mapping[str, Answer] | None = None,
        at: str = "2026-11-22T10:00",
        tz: str = "America/New_York",
        *,
        intensity: Intensity | None = Intensity.MILD,
        zones: tuple[str, ...] = ("full_face",),
        born: date | None = None,
        history: Sequence[PastSession] = (),
        letters: Iterable[Clearance] = (),
        needs: tuple[str, ...] = (),
        blank: tuple[str, ...] = (),
    ) -> Verdict:
        rules = {name: replace(rule, on=rule.on or name in needs) for name, rule in shipped.rules.items()}
        given = {question.key: Answer(Reply.NO) for question in shipped.questions} | dict(answers or {})
        given = {key: answer for key, answer in given.items() if key not in blank}
        moment = datetime.fromisoformat(at).replace(tzinfo=ZoneInfo(tz))
        plan = Plan(intensity, zones, born)
        return assess(replace(shipped, rules=rules), given, plan, history, letters, moment)

    return assessed
