"""Times that a wording names: “7 days”, “two weeks”, “24 h”, “in the last year”, “6 calendar months”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from needledesk.domain.windows import Unit, Window

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = ("ten", "eleven", "twelve", *(f"{ten}teen" for ten in ("thir", "four", "fif", "six", "seven", "eigh", "nine")))
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {
    **{word: number for number, word in enumerate((*_ONES, *_TEENS), 1)},
    **{word: number * 10 for number, word in enumerate(_TENS, 2)},
}
#: Each way to write a unit, with what one of it is.
_UNITS = {
    "hours?|hrs?|h": Window(1, Unit.HOURS),
    "days?|nights?|d": Window(1, Unit.DAYS),
    "weeks?|wks?|w": Window(7, Unit.DAYS),
    "fortnights?": Window(14, Unit.DAYS),
    "months?|mths?|mos?": Window(1, Unit.MONTHS),
    "years?|yrs?|y": Window(12, Unit.MONTHS),
}
_DASH = "[-\u2010-\u2015\u2212]"
_NUMBER = (
    rf"(?:\d+(?:[.,/\u2044]\d+)*|(?:{'|'.join(_TENS)})(?:(?:\s|{_DASH})(?:{'|'.join(_ONES)})\b)?"
    rf"|{'|'.join((*_TEENS, *_ONES))})"
)
_UNIT = "|".join(_UNITS)
_VAGUE = r"(?:an?\s+)?(?:few|couple\s+of)|several|some|half\s+an?"
_SAME, _OTHER = "calendar|whole|full", r"(?:or\s+)?more|free|clear|working|business"
#: A count and its unit, or a range of them.
_COUNTED = (
    rf"(?<![\w.,/\u2044])(?P<said>(?:(?P<low>{_NUMBER})(?:(?<=\d)\s*{_DASH}\s*|\s+(?:to|or|and|up\s+to)\s+))?"
    rf"(?P<count>{_NUMBER}|{_VAGUE})(?:\s|{_DASH})*(?:(?P<kind>{_SAME}|{_OTHER})\s+)?(?P<unit>{_UNIT})\b)"
)
#: One of a unit, at the beginning or after a word that makes a wait of it: “once a day” is none.
_ONE = (
    rf"(?:^|[,;:.(+]\s*|(?=\ban?\s+fortnight)|\b(?:under|than|within|after|for|least|most|over|wait|until|to)\s+)(?P<one>an?\s+(?P<unit_of_one>{_UNIT}))\b"
    rf"|\b(?:in|within|over|during|for|from)\s+(?:the|this)\s+(?:last|past|previous)\s+(?P<past>{_UNIT})\b"
)
_MENTION = re.compile(f"{_COUNTED}|{_ONE}", re.IGNORECASE)
#: Words that speak of time without a count, for wording beside which no time may stand at all.
_ANY = re.compile(
    r"(?:\b|(?<=\d))(?:hour|hr|day|week|wk|fortnight|month|mth|year|yr|minute|min|night|weekend|decade)s?\b"
    r"|\b(?:overnight|tomorrow|yesterday)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A time in a text, from `begin` to `end`: one wait, or a range from `low` up to `wait`."""

    begin: int
    end: int
    said: str
    wait: Window | None  # None: no certain time, such as “a few days”
    low: Window | None = None
    ranged: bool = False
    kind: str = ""  # “calendar” in “6 calendar months”

    def holds(self, window: Window) -> bool:
        """Whether that wait lies in the range."""
        if self.low is None or self.wait is None:
            return False
        return not window.shorter(self.low) and not self.wait.shorter(window)


def any_time(text: str) -> str:
    """The first time that the text names, however vague; empty if there is none."""
    for mention in mentions(text):
        return mention.said
    found = _ANY.search(text)
    return found[0] if found else ""


def mentions(text: str) -> Iterator[Mention]:
    """Every time that the text names."""
    for found in _MENTION.finditer(text):
        if found["said"]:
            yield _counted(found)
        else:
            name = "one" if found["one"] else "past"
            wait = _window("one", found["unit_of_one"] or found["past"])
            yield Mention(*found.span(name), found[name], wait)


def same(one: Window, other: Window) -> bool:
    """Whether both mean the same time: a year and 12 months do, 24 hours and a day do not."""
    return _plain(one) == _plain(other)


def followed(text: str, windows: Mapping[Window, Window]) -> str:
    """The text with every mention of an old window replaced by the new one.

    A window that stays is named too, by itself: a range is followed only where both its ends are known.
    """
    parts, begin = [], 0
    for mention in mentions(text):
        new = _follows(mention, windows)
        if new:
            parts += [text[begin : mention.begin], new]
            begin = mention.end
    return "".join((*parts, text[begin:]))


def _counted(found: re.Match[str]) -> Mention:
    kind = (found["kind"] or "").lower()
    certain = re.fullmatch(_OTHER, kind) is None
    wait = _window(found["count"], found["unit"]) if certain else None
    low = _window(found["low"], found["unit"]) if found["low"] and certain else None
    return Mention(*found.span("said"), found["said"], wait, low, found["low"] is not None, kind)


def _window(count: str, unit: str) -> Window | None:
    """The wait of so many units; None for a count that is no whole number."""
    number = _number(re.sub(_DASH, " ", count.lower()))
    one = next(one for names, one in _UNITS.items() if re.fullmatch(names, unit, re.I))
    return Window(number * one.count, one.unit) if number else None


def _number(count: str) -> int:
    if count.isascii() and count.isdigit():
        return int(count[:6])
    words = count.split()
    return sum(_WORDS[word] for word in words) if all(word in _WORDS for word in words) else 0


def _plain(window: Window) -> Window:
    return Window(window.count * 12, Unit.MONTHS) if window.unit is Unit.YEARS else window


def _follows(mention: Mention, windows: Mapping[Window, Window]) -> str:
    """What a mention becomes; empty where it stays as it is."""
    ends = [mention.low, mention.wait] if mention.ranged else [mention.wait]
    found = [next((old for old in windows if end and same(old, end)), None) for end in ends]
    known = [old for old in found if old is not None]
    if len(known) < len(ends) or all(windows[old] == old for old in known):
        return ""
    new = [windows[old] for old in known]
    units = {each.unit for each in new}
    if len(new) == 2 and len(units) == 1:
        return f"{new[0].count} to {_say(new[1], mention.kind)}"
    return " to ".join(_say(each, mention.kind) for each in new)


def _say(window: Window, kind: str) -> str:
    return str(window).replace(" ", f" {kind} ", 1) if kind and window.unit is not Unit.HOURS else str(window)
