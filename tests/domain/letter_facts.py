"""Requests for a doctor's answer, to be changed by the tests."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from domain.record_facts import AT, PROTOCOL, facts

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import When
from needledesk.domain.letter_request import LetterRequest, compose
from needledesk.domain.practice import Country
from needledesk.domain.protocol import Protocol
from needledesk.domain.screening import Plan, assess
from needledesk.domain.treatment import Intensity
from needledesk.resources import toml

TEXTS = toml("texts", "en", "letter_request.toml")
US = next(Country(**row) for row in toml("countries.toml")["country"] if row["code"] == "US")
EVERYTHING = replace(PROTOCOL, rules={name: replace(rule, on=True) for name, rule in PROTOCOL.rules.items()})
YES = Answer(Reply.YES)
THINNER = Answer(Reply.YES, When("2026-11-20"), prescribed=Reply.YES, name="apixaban")


def request(said: dict[str, Answer], protocol: Protocol = PROTOCOL, **changed: Any) -> LetterRequest:
    """The request for these answers; anything `compose` takes can be changed."""
    plan = changed.pop("plan", Plan(Intensity.MILD, ("full_face",)))
    found = facts(said)
    verdict = assess(protocol, found.visit.answers, plan, (), (), AT)
    given: dict[str, Any] = {
        "verdict": verdict,
        "answers": found.visit.answers,
        "plan": plan,
        "client": found.client,
        "practice": found.practice,
        "country": US,
        "protocol": protocol,
        "texts": TEXTS,
        "made": AT,
    }
    return compose(**(given | changed))


def fullest() -> LetterRequest:
    """A request that asks nearly everything."""
    keys = ("blood_thinner", "autoimmune_therapy", "herpes_history", "diabetes", "keloid", "aspirin", "x_metal_allergy")
    said = {key: replace(THINNER, detail="") for key in keys}
    return request(said, EVERYTHING)
