"""A visit as plain text, for the clipboard: what was answered, done and noted, so that nothing hangs on one disk."""

from __future__ import annotations

from collections.abc import Iterator

from needledesk.domain.answers import Answer, Reply
from needledesk.domain.calendar import say_day, say_moment
from needledesk.domain.clients import Client
from needledesk.domain.protocol import Protocol
from needledesk.domain.visits import Visit
from needledesk.domain.zones import ALL, say

_SAID = {Reply.YES: "Yes", Reply.NO: "No", Reply.UNSURE: "Unsure"}


def visit_text(visit: Visit, client: Client, protocol: Protocol) -> str:
    """Every line of the visit as it stands on the screen. The client stands by number only."""
    return "\n".join(
        [
            f"Visit of {client.number}, {say_moment(visit.opened, year=True)}",
            *_planned(visit),
            *_answers(visit, protocol),
            *_treatment(visit),
            *([f"Notes:\n{visit.note}"] if visit.note.strip() else []),
        ]
    )


def _planned(visit: Visit) -> Iterator[str]:
    if visit.plan.zones or visit.plan.intensity:
        intensity = visit.plan.intensity.word if visit.plan.intensity else ""
        yield "Planned: " + ", ".join(part for part in (intensity, say(visit.plan.zones)) if part)


def _answers(visit: Visit, protocol: Protocol) -> Iterator[str]:
    for question in protocol.asked:
        if question.key in visit.answers:
            yield f"{question.title}: {_said(visit.answers[question.key])}"
    if visit.decision is not None:
        word = "treat" if visit.decision.treat else "do not treat"
        yield f"Decided: {word}, “{visit.decision.reason}” ({visit.decision.by}, {visit.decision.at:%H:%M})"
    if visit.override is not None:
        yield f"Override: “{visit.override.reason}” ({visit.override.by}, {visit.override.at:%H:%M})"


def _said(answer: Answer) -> str:
    prescribed = f"prescribed: {_SAID[answer.prescribed].lower()}" if answer.prescribed else ""
    parts = [_SAID[answer.reply], answer.last.say() if answer.last else "", prescribed]
    parts += ["still taking it" if answer.current else "", "in the past" if answer.past else ""]
    parts += [answer.name, answer.detail, say(answer.zones)]
    return ", ".join(part for part in parts if part)


def _treatment(visit: Visit) -> Iterator[str]:
    work = visit.treatment
    if work.started is not None:
        end = f", finished {work.finished:%H:%M}" if work.finished is not None else ""
        yield f"Treatment started {work.started:%H:%M}{end}"
    for done in work.zones:
        reason = f", {done.reason}" if done.reason else ""
        yield f"{ALL[done.zone]}: {done.depth:g} mm x {done.passes}{reason}"
    if work.cartridge.lot:
        expires = f", expires {say_day(work.cartridge.expires, year=True)}" if work.cartridge.expires else ""
        yield f"Cartridge {work.cartridge.lot}{expires}"
    for product in work.products:
        yield ", ".join(part for part in (product.name, product.lot, product.reason) if part)
    if work.endpoint is not None:
        yield f"Endpoint: {work.endpoint.value}"
