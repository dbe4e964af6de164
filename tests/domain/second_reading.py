"""A second reading of the decisions, written from the clinical documents alone and never from the program.

It is naive on purpose: tables of keys, text in and text out, its own counting of months, days and hours. It takes
a worked case as a file has it and knows nothing of the protocol's data, so that a rule that was typed in wrongly there
is read rightly here.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from domain.second_tables import (
    A_WEEK,
    ADVISE,
    ASK_A_DOCTOR,
    DAYS_SINCE,
    DECIDE,
    EYELIDS,
    FULL_FACE,
    HOURS_SINCE,
    NEVER,
    NOT_OVER,
    ON_AT_FIRST_START,
    RED_OF_THE_LIPS,
    RULE_OF,
    WAIT,
    Reading,
    as_told,
    last_day,
    moment,
    months_on,
)


def read(case: Mapping[str, Any], switched_on: tuple[str, ...] = ()) -> Reading:
    """Read a case: `planned`, `answers`, `unanswered`, `history`, `clearance_on_file`, `born`, `tz`, `appointment`."""
    tz = ZoneInfo(case["tz"])
    at = datetime.fromisoformat(case["appointment"])
    planned = _zones(case["planned"]["zones"])
    letters = _letters(case, at.date())
    found = Reading()
    on = {*ON_AT_FIRST_START, *switched_on}
    for key in case.get("unanswered", ()):
        if _asked(key, on):
            found.ask(key)
    for key, given in case.get("answers", {}).items():
        if not _asked(key, on):
            continue
        if given["answer"] == "unknown":
            found.ask(key)
        if given["answer"] == "yes":
            _plain(found, key, given, planned, letters)
            _dated(found, key, given, at, tz, letters, on)
            _special(found, key, given, at, planned, letters)
    _age(found, case.get("born"), at.date(), on)
    _interval(found, case, at.date())
    _forbidden(found, planned)
    if planned and planned <= found.excluded:
        found.find(None, "NOT_TODAY")
        found.advised.append("nothing is left")
    return found


def _asked(key: str, on: set[str]) -> bool:
    return RULE_OF[key].startswith("S-") or RULE_OF[key] in on


def _zones(names: list[str]) -> set[str]:
    return {zone for name in names for zone in (FULL_FACE if name == "full_face" else (name,))}


def _letters(case: Mapping[str, Any], day: date) -> set[str]:
    """The rules that a letter speaks to today. One letter for two rules is two entries (S-CON-06, S-PRE-06)."""
    valid: set[str] = set()
    for letter in case.get("clearance_on_file", ()):
        dated = date.fromisoformat(letter["dated"])
        expires = date.fromisoformat(letter["expires"]) if "expires" in letter else months_on(dated, 12)
        if dated <= day <= expires:
            valid.add(letter["rule"])
    return valid


def _clearance(found: Reading, rule: str, letters: set[str], until: str | None = None) -> None:
    """P9: a letter on file makes it the practitioner's decision, today: it waits for no date."""
    if rule in letters:
        found.find(rule, "PRACTITIONER_DECISION")
    else:
        found.find(rule, "MEDICAL_CLEARANCE", until)


def _plain(found: Reading, key: str, given: Mapping[str, Any], planned: set[str], letters: set[str]) -> None:
    """What a yes alone decides, and what a yes for a zone does."""
    if key in NEVER:
        found.find(NEVER[key], "DO_NOT_TREAT")
    if key in ASK_A_DOCTOR:
        _clearance(found, ASK_A_DOCTOR[key], letters)
        if key == "other_chronic" and not given.get("detail"):
            found.ask(key)
    if key in WAIT:
        found.find(WAIT[key], "NOT_TODAY")
    if key in DECIDE:
        found.find(DECIDE[key], "PRACTITIONER_DECISION")
    if key in ADVISE:
        found.advised.append(ADVISE[key])
    if key in NOT_OVER:
        _not_over(found, NOT_OVER[key], key, given, planned)


def _not_over(found: Reading, rule: str, key: str, given: Mapping[str, Any], planned: set[str]) -> None:
    named = _zones(given.get("zones", []))
    if not named:
        found.fired.add(rule)
        found.ask(key)
    elif named & planned:
        found.find(rule, "PROCEED_ZONE_LIMITED")
        found.excluded |= named & planned


def _dated(
    found: Reading, key: str, given: Mapping[str, Any], at: datetime, tz: ZoneInfo, letters: set[str], on: set[str]
) -> None:
    """Waits: so many days or hours since the last."""
    last = given.get("last", "unknown")
    if key in A_WEEK:
        _week(found, key, given, at.date(), letters)
    if key in DAYS_SINCE:
        _days(found, key, *DAYS_SINCE[key], last, at.date())
    if key == "retinoid" and "X-28" in on:
        _days(found, key, *DAYS_SINCE["x_acids"], last, at.date())
    if key in HOURS_SINCE:
        rule, hours = HOURS_SINCE[key]
        if last == "unknown":
            found.fired.add(rule)
            found.ask(key)
        elif at.replace(tzinfo=tz).astimezone(UTC) < (over := moment(last, tz) + timedelta(hours=hours)):
            found.find(rule, "NOT_TODAY", over.astimezone(tz).strftime("%Y-%m-%dT%H:%M"))


def _days(found: Reading, key: str, rule: str, days: int, last: str, today: date) -> None:
    if last == "unknown":
        found.fired.add(rule)
        found.ask(key)
    elif today < (over := last_day(last) + timedelta(days=days)):
        found.find(rule, "NOT_TODAY", as_told(over))


def _week(found: Reading, key: str, given: Mapping[str, Any], today: date, letters: set[str]) -> None:
    """P7: bought in a shop, it waits for its day; from a prescriber, it waits for the prescriber."""
    rule, last, prescribed = A_WEEK[key], given.get("last", "unknown"), given.get("prescribed", "unknown")
    over = None if last == "unknown" else last_day(last) + timedelta(days=7)
    if over is not None and today >= over:
        return
    if over is None or prescribed == "unknown":
        found.fired.add(rule)
        found.ask(key)
    if prescribed == "yes":
        _clearance(found, rule, letters)
    if prescribed == "no" and over is not None:
        found.find(rule, "NOT_TODAY", as_told(over))


def _special(
    found: Reading, key: str, given: Mapping[str, Any], at: datetime, planned: set[str], letters: set[str]
) -> None:
    """The rules that no table above fits."""
    if key == "suspicious_lesion":
        _clearance(found, "S-PRE-01", letters)
        found.excluded |= _zones(given.get("zones", [])) & planned
        if not given.get("zones"):
            found.ask(key)
    if key == "x_skin_cancer":
        _skin_cancer(found, given, planned, letters)
    current = given.get("current") if key in ("isotretinoin", "x_chemo_radiotherapy") else None
    if current is True:
        if key == "isotretinoin":
            found.find("S-MED-09", "NOT_TODAY")
        else:
            _clearance(found, "X-09", letters)
        return
    if key in ("isotretinoin", "x_sun_exposure", "x_filler", "x_chemo_radiotherapy", "x_recent_scar", "x_face_surgery"):
        last = "unknown" if current == "unknown" else given.get("last", "unknown")  # perhaps still taken: no last one
        named = _zones(given.get("zones", []))
        if key == "x_recent_scar" and named and not named & planned:
            return
        if last == "unknown":
            found.fired.add(RULE_OF[key])
            found.ask(key)
        else:
            _by_age(found, key, given, at.date(), last_day(last), planned, letters)


def _skin_cancer(found: Reading, given: Mapping[str, Any], planned: set[str], letters: set[str]) -> None:
    """In the area; elsewhere a doctor answers while it is there, which is the cautious side of what is not written."""
    named = _zones(given.get("zones", []))
    elsewhere = bool(named) and not named & planned
    if given.get("past"):
        if not elsewhere:
            _clearance(found, "X-02", letters)
    elif elsewhere:
        _clearance(found, "X-02", letters)
    else:
        found.find("X-02", "DO_NOT_TREAT")


def _by_age(
    found: Reading, key: str, given: Mapping[str, Any], today: date, last: date, planned: set[str], letters: set[str]
) -> None:
    fourteen, twenty_eight = last + timedelta(days=14), last + timedelta(days=28)
    half_a_year, a_year = months_on(last, 6), months_on(last, 12)
    if key == "isotretinoin" and today < half_a_year:
        found.find("S-MED-09", "NOT_TODAY", as_told(half_a_year))
    if key == "x_sun_exposure" and today < fourteen:
        found.find("X-05", "PRACTITIONER_DECISION")
    if key == "x_filler" and today < fourteen:
        found.find("X-07", "NOT_TODAY", as_told(fourteen))
    elif key == "x_filler" and today < half_a_year:
        found.find("X-07", "PRACTITIONER_DECISION")
    if key == "x_chemo_radiotherapy" and today < twenty_eight:
        _clearance(found, "X-09", letters, as_told(twenty_eight))
    if key == "x_face_surgery" and today < a_year:
        _clearance(found, "X-11", letters, as_told(a_year))
    if key == "x_recent_scar" and today < half_a_year:
        _not_over(found, "X-10", key, given, planned)
    elif key == "x_recent_scar" and today < a_year:
        found.find("X-10", "PRACTITIONER_DECISION")


def _age(found: Reading, born: str | None, today: date, on: set[str]) -> None:
    """X-15: not before the 18th birthday; the practitioner decides until the 22nd."""
    if born is None or "X-15" not in on:
        return
    day = date.fromisoformat(born)
    if today < months_on(day, 18 * 12):
        found.find("X-15", "DO_NOT_TREAT")
    elif today < months_on(day, 22 * 12):
        found.find("X-15", "PRACTITIONER_DECISION")


def _interval(found: Reading, case: Mapping[str, Any], today: date) -> None:
    """P8, and the course of table 1g."""
    sessions = case.get("history", ())
    if len(sessions) + 1 < 4:
        found.advised.append("S-CRS-01")
    if not sessions:
        return
    newest = max(session["date"] for session in sessions)
    day = date.fromisoformat(newest)
    graded = {session.get("intensity") for session in sessions if session["date"] == newest}
    if None in graded and "deep" not in graded:
        found.find("S-INT-01", "PRACTITIONER_DECISION")
    deep = "deep" in (*graded, case["planned"]["intensity"])
    rule, days = ("S-INT-03", 28) if deep else ("S-INT-02", 14)
    if today < day + timedelta(days=days):
        found.find(rule, "NOT_TODAY", as_told(day + timedelta(days=days)))
    elif today > day + timedelta(days=days + 14):
        found.advised.append(rule)
    if len(sessions) + 1 > 8:
        found.find("S-CRS-01", "PRACTITIONER_DECISION")


def _forbidden(found: Reading, planned: set[str]) -> None:
    """Table 1d: inside the bone around the eye, and the red of the lips."""
    for rule, zones in (("S-ZON-01", EYELIDS), ("S-ZON-02", RED_OF_THE_LIPS)):
        if planned & set(zones):
            found.find(rule, "PROCEED_ZONE_LIMITED")
            found.excluded |= planned & set(zones)
