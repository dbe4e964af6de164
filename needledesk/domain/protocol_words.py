"""What no wording of a protocol may say, and what it may not say beside a medicine (clinical content, section 2c)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from unicodedata import category

from needledesk.domain.protocol import Ask, Protocol, Question, Rule
from needledesk.domain.protocol_names import CALLED
from needledesk.domain.tables import Place, Refused, refused
from needledesk.domain.windows import Window

#: No checklist can promise these.
BANNED = re.compile(
    r"\b(?:(?:un)?safe(?:r|st|ly|ty)?|cleared|approv(?:e|es|ed|al)|permanent(?:ly)?|immediate(?:ly)?)\b"
    r"|\b(?:no|without|any|zero)[\s-]+down[\s-]?time|\bvery rare",
    re.IGNORECASE,
)
#: Only a prescriber may say these of a medicine.
ORDERS = re.compile(r"\b(stop|paus|discontinu)\w*", re.I)
_TIMES = re.compile(r"\b(\d+) (hour|day|month|year)s?\b")
_CONTROLS = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
_OF_RULE = ("title", "says", "does", "why")
_OF_QUESTION = ("title", "text", "help", "card", "reason", "last_label")


def wording_faults(protocol: Protocol) -> Iterator[Refused]:
    """Every wording that may not stand, in the order of the text."""
    for group in protocol.groups:
        yield from _said(f"Group {group.key}", Place("group", group.key, "title"), group.title, medicine=False)
        yield from _said(f"Group {group.key}", Place("group", group.key, "hint"), group.hint, medicine=False)
    for rule in protocol.rules.values():
        for entry in _OF_RULE:
            place = Place("rule", rule.id, entry)
            yield from _said(f"Rule {rule.id}", place, getattr(rule, entry), rule.topic == "medicine")
    for question in protocol.questions:
        yield from _of_question(question, protocol.rules[question.rule])


def _of_question(question: Question, rule: Rule) -> Iterator[Refused]:
    medicine = rule.topic == "medicine" or Ask.PRESCRIBED in question.asks
    for entry in _OF_QUESTION:
        place = Place("question", question.key, entry)
        yield from _said(f"Question {question.key}", place, getattr(question, entry), medicine)
    yield from _other_time(question, rule)


def _said(name: str, place: Place, text: str, medicine: bool) -> Iterator[Refused]:
    called = CALLED.get(place.entry, place.entry)
    banned, order = BANNED.search(text), ORDERS.search(text)
    if banned:
        yield refused(f"{name}: “{banned[0]}” is a word that this program never prints ({called}).", place)
    if order and medicine:
        yield refused(f"{name}: only the prescriber may say “{order[0]}” of a medicine ({called}).", place)
    if any(category(sign) in _CONTROLS for sign in text):
        yield refused(f"{name}: its {called} must stand on one line, in signs that can be printed.", place)


def _other_time(question: Question, rule: Rule) -> Iterator[Refused]:
    """The short line under a question names its window; another time there would be believed."""
    window = question.window or rule.window
    if window is None:
        return
    counted = {str(one) for one in (window, rule.until) if one}
    for found in _TIMES.finditer(question.help):
        if str(Window.of(found[0])) not in counted:
            said = f"its help line says {found[0]}, but {' and '.join(sorted(counted))} are counted."
            yield refused(f"Question {question.key}: {said}", Place("question", question.key, "help"))


def followed(text: str, windows: Mapping[Window, Window]) -> str:
    """The text with every mention of an old window replaced by the new one."""
    said = {str(old): str(new) for old, new in windows.items()}
    pattern = "|".join(map(re.escape, said))
    return re.sub(rf"(?<![\d.,])({pattern})\b", lambda found: said[found[0]], text) if said else text
