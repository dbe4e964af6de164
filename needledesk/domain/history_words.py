"""What the history says of a change: short, in the practitioner's words. After a line break: what stands below it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date

from needledesk.domain.answers import Answer
from needledesk.domain.calendar import say_day, say_moment
from needledesk.domain.clients import Details
from needledesk.domain.letters import Letter
from needledesk.domain.letters import words as letter_words
from needledesk.domain.photos import VIEWS
from needledesk.domain.practice import Practice
from needledesk.domain.screening import Plan
from needledesk.domain.treatment import Product, Treatment, ZoneWork
from needledesk.domain.zone_work import short_name, work_on
from needledesk.domain.zones import say

UNCHANGED = "Kept again, nothing changed"
_SHEETS = {"handout": "Handout", "pretreatment": "Before-treatment sheet"}
_DETAILS = {
    "given": "name",
    "family": "name",
    "born": "birth date",
    "phone": "phone",
    "email": "email",
    "skin_type": "skin type",
    "goal": "goal",
    "course": "course",
    "alerts": "alerts",
}
_PRACTICE = {
    "name": "name",
    "phone": "phone",
    "country": "country",
    "practitioner": "practitioner",
    "email": "email",
    "hours": "hours",
    "export_folder": "folder for sheets",
    "training": "training",
    "sunscreen_after_24h": "sunscreen on the first day",
    "source_advil": "painkiller wording",
    "source_hydrocortisone": "hydrocortisone wording",
}
_REPLIES = {"yes": "yes", "no": "no", "unknown": "unsure"}


def count(number: int, thing: str, things: str = "") -> str:
    """`1 page`, `2 pages`; `things`: of several, where an s alone does not do."""
    return f"{number} {thing if number == 1 else things or thing + 's'}"


def client_changed(old: Details, new: Details) -> str:
    """`Client changed: phone, alerts`."""
    return _fields("Client changed", old, new, _DETAILS)


def practice_changed(old: Practice, new: Practice) -> str:
    """`Practice changed: hours`."""
    return _fields("Practice changed", old, new, _PRACTICE)


def answered(title: str, answer: Answer | None) -> str:
    """`Answer: isotretinoin, yes`; below it what was said beside the yes."""
    if answer is None:
        return f"Answer taken out: {small(title)}"
    said = [answer.name, answer.detail, say(answer.zones)]
    last = [f"last {answer.last.text}"] if answer.last else []
    below = "; ".join(part for part in (*last, *said) if part)
    return _two(f"Answer: {small(title)}, {_REPLIES[answer.reply.value]}", below)


def planned(plan: Plan) -> str:
    """`Plan: deep, cheeks`."""
    parts = [plan.intensity.word if plan.intensity else "", small(say(plan.zones))]
    return f"Plan: {', '.join(part for part in parts if part) or 'nothing yet'}"


def reasoned(title: str, reason: str, by: str = "") -> str:
    """What was decided, and below it the reason as it was typed."""
    return _two(title, ", ".join(part for part in (f"“{reason}”" if reason else "", by) if part))


def letter_added(letter: Letter) -> str:
    """`Letter added`, and below it whose and until when."""
    return _two("Letter added", letter_words(letter))


def photo(what: str, moment: str, view: str) -> str:
    """`Photo added: before, Left 45`."""
    return f"Photo {what}: {moment}, {VIEWS.get(view, view)}"


def sheet_kept(kind: str, pages: int) -> str:
    """`Handout kept, 2 pages`. `kind`: `handout` or `pretreatment`."""
    return f"{_SHEETS[kind]} kept, {count(pages, 'page')}"


def sheet_given(kind: str, how: str, pages: int) -> str:
    """`Handout printed, 2 pages`. `how`: `exported` or `printed`."""
    of = "visit" if kind == "handout" else "client"
    return f"{_SHEETS[kind]} {how}, {count(pages, 'page')}\ncopy kept with the {of}"


def treatment_changed(old: Treatment, new: Treatment) -> str:
    """`Depth, forehead: 1.0 to 0.5 mm`; where more was changed at once, the rest stands below."""
    changes = [*_zones(old, new), *_equipment(old, new), *_seen(old, new)]
    return _two(changes[0], "; ".join(changes[1:])) if changes else UNCHANGED


def depth(mm: float) -> str:
    """`0.25`, `0.5`, `1.0`."""
    text = f"{mm:g}"
    return text if "." in text else f"{text}.0"


def small(title: str) -> str:
    """The title within a sentence; what is written in capitals stays so."""
    return title if title[1:2].isupper() else title[:1].lower() + title[1:]


def _two(first: str, below: str) -> str:
    return f"{first}\n{below}" if below else first


def _fields(what: str, old: object, new: object, names: Mapping[str, str]) -> str:
    changed = [said for name, said in names.items() if getattr(old, name) != getattr(new, name)]
    return f"{what}: {', '.join(dict.fromkeys(changed))}" if changed else f"{what}: nothing"


def _zones(old: Treatment, new: Treatment) -> Iterator[str]:
    for zone in dict.fromkeys(work.zone for work in (*old.zones, *new.zones)):
        before, after = work_on(old, zone), work_on(new, zone)
        if after is None:
            yield f"{short_name(zone)} taken out"
        elif before is None:
            yield f"{short_name(zone)}: {depth(after.depth)} mm, {count(after.passes, 'pass', 'passes')}"
        else:
            yield from _work(small(short_name(zone)), before, after)


def _work(zone: str, before: ZoneWork, after: ZoneWork) -> Iterator[str]:
    if before.depth != after.depth:
        yield f"Depth, {zone}: {depth(before.depth)} to {depth(after.depth)} mm"
    if before.passes != after.passes:
        yield f"Passes, {zone}: {before.passes} to {after.passes}"
    if before.reason != after.reason:
        yield f"Reason, {zone}: {_quoted(after.reason)}"


def _equipment(old: Treatment, new: Treatment) -> Iterator[str]:
    words = {"Device": "device", "Speed": "speed", "Numbing": "numbing"}
    for title, name in words.items():
        yield from _value(title, getattr(old, name), getattr(new, name))
    yield from _value("Device type", old.device_type.value, new.device_type.value)
    was, now = old.cartridge, new.cartridge
    yield from _value("Cartridge", was.lot, now.lot)
    yield from _value("Cartridge expires", _day(was.expires), _day(now.expires))
    yield from _value("Needles", str(was.needles or ""), str(now.needles or ""))
    if was.opened_in_front != now.opened_in_front:
        yield "Cartridge opened in front of the client" if now.opened_in_front else "Cartridge: not opened in front"
    for index in range(max(len(old.products), len(new.products))):
        yield from _product(_at(old.products, index), _at(new.products, index))


def _product(was: Product | None, now: Product | None) -> Iterator[str]:
    if now is None and was is not None:
        yield f"Serum taken out: {_named(was)}"
    elif now is not None and was != now:
        yield f"Serum: {_named(now)}"


def _seen(old: Treatment, new: Treatment) -> Iterator[str]:
    yield from _value("Endpoint", old.endpoint and old.endpoint.value, new.endpoint and new.endpoint.value)
    yield from _value("Graded", old.chosen and old.chosen.word, new.chosen and new.chosen.word)
    if old.scar_target != new.scar_target:
        yield "A scar is the target" if new.scar_target else "No scar is the target"
    if old.started != new.started and new.started is not None:
        yield f"Start: {say_moment(new.started)}"


def _value(title: str, old: str | None, new: str | None) -> Iterator[str]:
    if (old or "") != (new or ""):
        yield f"{title}: {old} to {new or 'nothing'}" if old else f"{title}: {new}"


def _at(products: tuple[Product, ...], index: int) -> Product | None:
    return products[index] if index < len(products) else None


def _named(product: Product) -> str:
    return ", ".join(part for part in (product.name, product.lot) if part)


def _day(day: date | None) -> str:
    return say_day(day, year=True) if day else ""


def _quoted(text: str) -> str:
    return f"“{text}”" if text else "none"
