"""What no wording of a protocol may say, and what it may not say beside a medicine (clinical content, section 2c)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import category, normalize

from needledesk.domain.fixed_rules import never_dated
from needledesk.domain.protocol import Ask, Protocol, Question, Rule
from needledesk.domain.protocol_names import CALLED
from needledesk.domain.tables import Place, Refused, refused
from needledesk.domain.times_in_words import any_time, mentions, same
from needledesk.domain.windows import Window

#: No checklist can promise these. Looked for in words made `plain`.
BANNED = re.compile(
    r"\b(?:un)?safe(?:r|st|ly|ty)?\b|\bcleared\b|\b(?:un|dis|pre)?approv\w*|\bpermanen\w*|\bimmedia(?:te|cy)\w*"
    r"|\brisk[\s-]*free\b|\b(?:no|without|any|zero)[\s-]+down[\s-]*time|\bvery[\s-]+rare",
    re.IGNORECASE,
)
#: Only a prescriber may say these of a medicine, and a medicine may stand in any text.
ORDERS = re.compile(r"\b(?:stop|paus|discontinu)\w*", re.IGNORECASE)
#: What means the same, where a medicine is asked for: elsewhere a zone is left out.
_MILDER = re.compile(
    r"\b(?:leav\w*|left)\b.{0,40}?\bout\b|\b(?:skip|withh[eo]ld|interrupt|suspend|quit|ceas)\w*", re.IGNORECASE
)
_CONTROLS = ("Cc", "Cs", "Co", "Cn", "Zl", "Zp")
_SHOWN = {"Pd": "-", "Cf": "", "Mn": ""}  # by kind of sign: dashes, format signs, accents
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
        yield from _times(question, protocol)
    for rule in protocol.rules.values():
        yield from _times_of_rule(rule, tuple(each for each in protocol.questions if each.rule == rule.id))


def plain(text: str) -> str:
    """The text as it is read, for looking words up: without signs that do not show, accents and fancy letters.

    Every dash is “-”, so that no other way to write a word hides it.
    """
    if text.isascii():
        return text
    return "".join(_SHOWN.get(category(sign), sign) for sign in normalize("NFKD", text).replace("\u2212", "-"))


def _of_question(question: Question, rule: Rule) -> Iterator[Refused]:
    medicine = rule.topic == "medicine" or Ask.PRESCRIBED in question.asks
    for entry in _OF_QUESTION:
        place = Place("question", question.key, entry)
        yield from _said(f"Question {question.key}", place, getattr(question, entry), medicine)


def _said(name: str, place: Place, text: str, medicine: bool) -> Iterator[Refused]:
    called = CALLED.get(place.entry, place.entry)
    read = plain(text)
    banned, order = BANNED.search(read), ORDERS.search(read) or (_MILDER.search(read) if medicine else None)
    if banned:
        yield refused(f"{name}: “{banned[0]}” is a word that this program never prints ({called}).", place)
    if order:
        yield refused(f"{name}: only the prescriber may say “{order[0]}”, so no protocol does ({called}).", place)
    if any(category(sign) in _CONTROLS for sign in text):
        yield refused(f"{name}: its {called} must stand on one line, in signs that can be printed.", place)


def _times(question: Question, protocol: Protocol) -> Iterator[Refused]:
    """The words of a question name its wait: another time there would be believed."""
    rule = protocol.rules[question.rule]
    counted = _counted(question, protocol)
    if never_dated(rule.id):
        yield from _no_time(f"Question {question.key}", "question", question.key, question, _OF_QUESTION)
    elif counted:
        for entry in _OF_QUESTION:
            found = _other(plain(getattr(question, entry)), counted)
            if found:
                said = f"its {CALLED.get(entry, entry)} says {found}, but {_and(counted)} {_is(counted)} counted."
                yield refused(f"Question {question.key}: {said}", Place("question", question.key, entry))


def _counted(question: Question, protocol: Protocol) -> tuple[Window, ...]:
    """The window of that question, the far end, and what other rules count from the same answer."""
    rule = protocol.rules[question.rule]
    also = [protocol.rules[name] for name in question.also if protocol.on(name)]
    ends = (question.window or rule.window, rule.until, *(end for each in also for end in (each.window, each.until)))
    return tuple(dict.fromkeys(end for end in ends if end))


def _times_of_rule(rule: Rule, asked: tuple[Question, ...]) -> Iterator[Refused]:
    """Likewise what is said of a rule that asks. Of one that asks nothing the sheets say more than its own times."""
    if never_dated(rule.id):
        yield from _no_time(f"Rule {rule.id}", "rule", rule.id, rule, ("title", "does"))
        return
    windows = (rule.window, rule.until, *(question.window for question in asked))
    counted = tuple(dict.fromkeys(window for window in windows if window))
    for entry in ("title", "does") if asked and counted else ():
        found = _other(plain(getattr(rule, entry)), counted, within=True)
        if found:
            said = f"its {CALLED.get(entry, entry)} says {found}, but {_and(counted)} {_is(counted)} counted."
            yield refused(f"Rule {rule.id}: {said}", Place("rule", rule.id, entry))


def _no_time(name: str, kind: str, key: str, told: Question | Rule, entries: tuple[str, ...]) -> Iterator[Refused]:
    for entry in entries:
        found = any_time(plain(getattr(told, entry)))
        if found:
            said = f"no time may stand beside it, but its {CALLED.get(entry, entry)} says “{found}”."
            yield refused(f"{name}: {said}", Place(kind, key, entry))


def _other(text: str, counted: tuple[Window, ...], within: bool = False) -> str:
    """The first time in the text that is none of those counted. `within`: a range may hold one, “1 to 7 days”."""
    for mention in mentions(text):
        ends = (mention.low, mention.wait) if mention.ranged else (mention.wait,)
        known = all(end and any(same(end, one) for one in counted) for end in ends)
        if not known and not (within and any(mention.holds(one) for one in counted)):
            return mention.said
    return ""


def _and(windows: tuple[Window, ...]) -> str:
    return " and ".join(sorted(map(str, windows)))


def _is(windows: tuple[Window, ...]) -> str:
    return "are" if len(windows) > 1 or windows[0].count > 1 else "is"
