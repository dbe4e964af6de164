"""What a new version of the protocol is held to beyond its form: no entry may speak against another.

A version that is in force already is never held to more than it was: old records must stay readable.
"""

from __future__ import annotations

from collections.abc import Iterator

from needledesk.domain.fixed_rules import ASKED_AGAIN, LETTER_ALWAYS, LOOKED_AT, PRESCRIBED_OR_NOT, never_dated
from needledesk.domain.pretreatment import WAITS
from needledesk.domain.protocol import Ask, Protocol, Question, Rule, Status, Unit, Window, read
from needledesk.domain.protocol_entries import editable
from needledesk.domain.protocol_lines import with_line
from needledesk.domain.protocol_names import CALLED, say_level
from needledesk.domain.protocol_words import wording_faults
from needledesk.domain.returning import NEWS_KEY
from needledesk.domain.tables import Place, Refused, refused

_Faults = Iterator[Refused]
_ONE_DAY, _WEEK = Window(1, Unit.DAYS), Window(7, Unit.DAYS)


def read_new(text: str, version: int = 1) -> Protocol:
    """The protocol of a text that came from outside. Raises BadInput with line, rule and fault."""
    try:
        return checked(read(text, version))
    except Refused as error:
        raise with_line(text, error) from error


def checked(protocol: Protocol) -> Protocol:
    """The protocol, if nothing in it contradicts itself. Raises BadInput naming the rule or the question."""
    for fault in _faults(protocol):
        raise fault
    return protocol


def _faults(protocol: Protocol) -> _Faults:
    for rule in protocol.rules.values():
        asked = tuple(question for question in protocol.questions if question.rule == rule.id)
        yield from _letters(rule, asked)
        yield from _absolute(rule, asked)
        yield from _prescribed(rule, asked)
        yield from _entries(protocol, rule)
        yield from _steps(rule, asked)
        yield from _ends(rule, asked)
    for question in protocol.questions:
        yield from _question(question, protocol.rules[question.rule])
        yield from _also(question, protocol)
        yield from _form(question)
    yield from _every_visit(protocol)
    yield from _intervals(protocol)
    yield from _retinoids(protocol)
    yield from _together(protocol)
    yield from wording_faults(protocol)


def _of(rule: Rule, said: str, entry: str) -> Refused:
    return refused(f"Rule {rule.id}: {said}", Place("rule", rule.id, entry))


def _of_question(question: Question, said: str, entry: str) -> Refused:
    return refused(f"Question {question.key}: {said}", Place("question", question.key, entry))


def _entries(protocol: Protocol, rule: Rule) -> _Faults:
    """Levels and units that cannot be: the same that an edit may choose from."""
    for entry in editable(protocol, rule.id):
        at = Place("question", entry.question, entry.name) if entry.question else Place("rule", rule.id, entry.name)
        name = f"Question {entry.question}" if entry.question else f"Rule {rule.id}"
        refusal = entry.refusal(entry.value)
        if refusal:
            yield refused(f"{name}: {refusal}", at)


def _letters(rule: Rule, asked: tuple[Question, ...]) -> _Faults:
    """Blood thinners and treatment for an autoimmune condition: a letter, whatever else the text says (C-03, C-06)."""
    if rule.id not in LETTER_ALWAYS:
        return
    said = "the prescriber decides, so it always comes to medical clearance, without a date."
    if rule.level is not Status.MEDICAL_CLEARANCE:
        yield _of(rule, said, "level")
    for entry in ("then", "elsewhere", "until"):
        if getattr(rule, entry) is not None:
            yield _of(rule, said, entry)
    for question in asked:
        if question.level not in (None, Status.MEDICAL_CLEARANCE):
            yield _of_question(question, said, "level")


def _absolute(rule: Rule, asked: tuple[Question, ...]) -> _Faults:
    """What line 33 rules out never comes to less by itself, wherever and however long ago it was."""
    if not rule.id.startswith("S-ABS-"):
        return
    for entry in ("then", "elsewhere", "until"):
        if getattr(rule, entry) is not None:
            yield _of(rule, f"an absolute rule never comes to less, so it takes no {CALLED[entry]}.", entry)
    for question in asked:
        if Ask.PAST in question.asks:
            yield _of_question(question, f"rule {rule.id} is absolute, so it does not ask whether it is past.", "asks")


def _prescribed(rule: Rule, asked: tuple[Question, ...]) -> _Faults:
    """Shop-bought waits, prescribed asks the prescriber: no date may reach a prescribed medicine (line 21)."""
    if rule.id.startswith("S-MED-") and rule.topic != "medicine":
        yield _of(rule, "its topic must be medicine.", "topic")
    for question in asked:
        window, level = question.window or rule.window, question.level or rule.level
        if window and rule.id in PRESCRIBED_OR_NOT and Ask.PRESCRIBED not in question.asks:
            yield _of_question(question, f"must ask whether it is prescribed, as rule {rule.id} gives a date.", "asks")
        if window and Ask.PRESCRIBED in question.asks and level is Status.MEDICAL_CLEARANCE:
            said = f"asks for a doctor’s letter, so no date may stand beside it: it takes no window ({window})."
            yield _of(rule, said, "level") if question.level is None else _of_question(question, said, "level")


def _steps(rule: Rule, asked: tuple[Question, ...]) -> _Faults:
    """A lower level afterwards: it must be lower, and begin and end somewhere."""
    if rule.level is None and rule.window and asked:
        yield _of(rule, "it is a note only, so it takes no window.", "window")
    for entry in ("then", "elsewhere"):
        level: Status | None = getattr(rule, entry)
        if level and not _milder(level, rule.level):
            said = f"the {CALLED[entry]} ({say_level(level)}) must be lower than {say_level(rule.level)}."
            yield _of(rule, said, entry)
    for question in asked:
        if question.level and rule.then and not _milder(rule.then, question.level):
            said = f"its level must be higher than that of rule {rule.id} afterwards ({say_level(rule.then)})."
            yield _of_question(question, said, "level")


def _milder(level: Status, than: Status | None) -> bool:
    """Whether `level` asks for less. A zone left out may become the practitioner's decision there."""
    if than is Status.PROCEED_ZONE_LIMITED:
        return level is Status.PRACTITIONER_DECISION
    return than is not None and level.rank < than.rank and level not in (Status.PROCEED, Status.INCOMPLETE)


def _ends(rule: Rule, asked: tuple[Question, ...]) -> _Faults:
    """The far end of a window, or of the lower level after it."""
    if rule.until and not rule.window:
        yield _of(rule, f"it ends after {rule.until}, but has no window that it begins with.", "until")
    if rule.until and rule.window and not rule.window.shorter(rule.until):
        yield _of(rule, f"its far end ({rule.until}) must come after its window ({rule.window}).", "until")
    if asked and rule.until and not rule.then:
        yield _of(rule, f"up to {rule.until} it needs a lower level to come to (then).", "until")
    if rule.then and rule.window and not rule.until:
        yield _of(rule, f"from {rule.window} on it comes to {say_level(rule.then)}: say until when (until).", "then")
    for question in asked:
        if question.window and rule.until and not question.window.shorter(rule.until):
            said = f"its window ({question.window}) must end before that of rule {rule.id} ({rule.until})."
            yield _of_question(question, said, "window")


def _question(question: Question, rule: Rule) -> _Faults:
    level = question.level or rule.level
    if question.key in WAITS and rule.on and not (question.window or rule.window):
        yield _of_question(question, "its rule needs a window, as the sheet before a visit says how long it is.", "key")
    if question.window and level is None:
        yield _of_question(question, "it is a note only, so it takes no window.", "window")
    if question.window and level is Status.DO_NOT_TREAT and rule.then is None:
        yield _of_question(question, "do not treat never gives a date, so it takes no window.", "window")
    if rule.window and question.level is Status.DO_NOT_TREAT and rule.then is None:
        said = f"do not treat never gives a date, but rule {rule.id} has a window."
        yield _of_question(question, said, "level")


def _also(question: Question, protocol: Protocol) -> _Faults:
    """No other rule may lend its date to a question beside which none may stand."""
    for name in question.also if never_dated(question.rule) else ():
        other = protocol.rules[name]
        if other.window:
            said = f"rule {question.rule} never gives a date, so it does not feed rule {name}, which has a window"
            yield _of_question(question, f"{said} ({other.window}).", "also")


def _form(question: Question) -> _Faults:
    if question.key == NEWS_KEY:
        yield _of_question(question, "the program itself asks a question of that key: choose another.", "key")
    twice = next((ask for ask in question.asks if question.asks.count(ask) > 1), None)
    if twice:
        yield _of_question(question, f"asks for “{twice}” twice.", "asks")


def _every_visit(protocol: Protocol) -> _Faults:
    """What is asked, and looked at, anew at every visit: last time’s answer says nothing about today (4d)."""
    for question in protocol.questions:
        if question.key in ASKED_AGAIN and not question.asked_again:
            said = "it is asked again at every visit, so it needs asked_again = true."
            yield _of_question(question, said, "asked_again")
    for group in protocol.groups:
        if group.key in LOOKED_AT and not group.look:
            said = f"Group {group.key}: it is looked at in every visit, so it needs look = true."
            yield refused(said, Place("group", group.key, "look"))


def _intervals(protocol: Protocol) -> _Faults:
    light, deep = protocol.rules["S-INT-02"], protocol.rules["S-INT-03"]
    for entry in ("window", "until"):
        longer, shorter = getattr(light, entry), getattr(deep, entry)
        if longer != shorter and not longer.shorter(shorter):
            what = "wait between deep sessions" if entry == "window" else "usual window of deep sessions"
            yield _of(deep, f"the {what} ({shorter}) cannot be shorter than that of light ones ({longer}).", entry)


def _retinoids(protocol: Protocol) -> _Faults:
    """The longer pause is one to seven days, and longer than the one that it takes the place of (C-09)."""
    rule = protocol.rules.get("X-28")
    if rule is None or rule.window is None:
        return
    if rule.window.shorter(_ONE_DAY) or not (rule.window == _WEEK or rule.window.shorter(_WEEK) or _seven(rule.window)):
        yield _of(rule, f"it waits 1 to 7 days, not {rule.window}.", "window")
    usual = protocol.rules["S-MED-08"].window
    if rule.on and usual and rule.window.shorter(usual):
        yield _of(
            rule, f"its wait ({rule.window}) is shorter than that of S-MED-08 ({usual}), which it lengthens.", "window"
        )


def _seven(window: Window) -> bool:
    return window == Window(168, Unit.HOURS)


def _together(protocol: Protocol) -> _Faults:
    """One tap answers all questions that share a name, so they must stand in one group."""
    groups: dict[str, str] = {}
    for question in protocol.questions:
        if question.together and groups.setdefault(question.together, question.group) != question.group:
            said = f"“{question.together}” is answered with one tap, so all its questions stand in one group."
            yield _of_question(question, said, "together")
