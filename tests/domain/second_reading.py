"""A second reading of the decisions, written from the clinical documents alone and never from the program.

It is naive on purpose: one long list of tables, text in and text out, its own counting of months, days and hours. It
takes a worked case as a file has it and knows nothing of the protocol's data, so that a rule that was typed in wrongly
there is read rightly here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

LEVELS = (
    *("PROCEED", "PROCEED_ZONE_LIMITED", "PRACTITIONER_DECISION", "INCOMPLETE"),
    *("NOT_TODAY", "MEDICAL_CLEARANCE", "DO_NOT_TREAT"),
)

FULL_FACE = (
    *("forehead", "glabella", "temples", "crows_feet_left", "crows_feet_right", "cheek_left", "cheek_right"),
    *("nose", "upper_lip_skin", "chin", "jawline"),
)
EYELIDS = ("eyelid_upper_left", "eyelid_upper_right", "eyelid_lower_left", "eyelid_lower_right")
RED_OF_THE_LIPS = ("lip_vermilion",)

# Table 1a, with X-15 apart: yes is enough.
NEVER = {
    **{"scleroderma": "S-ABS-01", "collagen_disease": "S-ABS-02", "vascular_disease": "S-ABS-03"},
    **{"cardiac": "S-ABS-04", "clotting_condition": "S-ABS-05", "infection_bacterial": "S-ABS-06"},
    **{"infection_fungal": "S-ABS-07", "immunosuppression": "S-ABS-08", "pregnant": "S-ABS-09", "nursing": "S-ABS-10"},
}
# Tables 1b, 1c and 1e: a doctor or the prescriber answers first.
ASK_A_DOCTOR = {
    **{"keloid": "S-CON-01", "psoriasis": "S-CON-03", "other_chronic": "S-CON-04", "actinic_history": "S-CON-05"},
    **{"herpes_history": "S-CON-06", "diabetes": "S-CON-07", "viral_prone": "S-PRE-06"},
    **{"blood_thinner": "S-MED-03", "autoimmune_therapy": "S-MED-07"},
    **{"x_metal_allergy": "X-03", "x_lumps_or_allergy_before": "X-31"},
}
# Not today, and no day can be named.
WAIT = {"eczema_active": "S-CON-02", "x_viral_lesion_active": "X-01", "x_sunburn_today": "X-05", "x_unwell": "X-14"}
# The practitioner decides.
DECIDE = {
    **{"x_numbing_allergy": "X-04", "x_fainting_fits": "X-13", "x_dark_marks": "X-16"},
    **{"x_sun_sensitive_medicine": "X-24", "x_slow_healing": "X-27", "x_reaction_before": "X-31"},
}
ADVISE = {"x_numbing_risk": "X-17", "x_vaccination": "X-22", "x_alcohol": "X-23"}
# Table 1b and 1c: not over this.
NOT_OVER = {
    **{"raised_mole": "S-CON-08", "acne_active": "S-PRE-02", "rosacea": "S-PRE-03", "inflammatory_other": "S-PRE-04"},
    **{"open_wound": "S-PRE-05", "x_tattoo": "X-19"},
}
# Table 1e, line 21: seven days, and split by who said so (C-06).
A_WEEK = {
    **{"aspirin": "S-MED-01", "nsaid": "S-MED-02", "herbal": "S-MED-04", "vitamin_e": "S-MED-05"},
    **{"fish_oil": "S-MED-06"},
}
DAYS_SINCE = {"x_botulinum": ("X-06", 14), "x_peel_laser": ("X-08", 28), "x_waxing": ("X-25", 5)}
HOURS_SINCE = {"retinoid": ("S-MED-08", 24), "x_acids": ("X-28", 24), "x_self_tan": ("X-29", 48)}
OTHERS = {
    **{"suspicious_lesion": "S-PRE-01", "isotretinoin": "S-MED-09", "x_skin_cancer": "X-02", "x_sun_exposure": "X-05"},
    **{"x_filler": "X-07", "x_chemo_radiotherapy": "X-09", "x_recent_scar": "X-10", "x_face_surgery": "X-11"},
}
ON_AT_FIRST_START = ("X-01", "X-02", "X-05", "X-15", "X-20", "X-21", "X-26", "X-30", "X-32", "X-33", "X-34")

RULE_OF = {
    **{key: rule for table in (NEVER, ASK_A_DOCTOR, WAIT, DECIDE, ADVISE, NOT_OVER, A_WEEK) for key, rule in table.items()},
    **{key: rule for key, (rule, _) in (DAYS_SINCE | HOURS_SINCE).items()},
    **OTHERS,
}


@dataclass
class Reading:
    """What the documents say of a case. `earliest` is a local date and time, midnight where only a day is known."""

    level: int = 0
    dates: list[str] = field(default_factory=list)
    undated: bool = False
    excluded: set[str] = field(default_factory=set)
    fired: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)

    @property
    def status(self) -> str:
        """The worst that was found."""
        return LEVELS[self.level]

    @property
    def earliest(self) -> str | None:
        """The latest date, unless something fired that no date can be promised for."""
        if self.status == "DO_NOT_TREAT" or self.undated or not self.dates:
            return None
        return max(self.dates)

    def find(self, rule: str | None, status: str, until: str | None = None) -> None:
        """Something was found."""
        self.level = max(self.level, LEVELS.index(status))
        if rule is not None:
            self.fired.add(rule)
        if until is not None:
            self.dates.append(until)
        elif status == "NOT_TODAY":
            self.undated = True

    def ask(self, key: str) -> None:
        """Something is not known."""
        self.open.add(key)
        self.level = max(self.level, LEVELS.index("INCOMPLETE"))


# --- counting: P1 to P4 -----------------------------------------------------------------------------------------------


def last_day(text: str) -> date:
    """P4: the last day that a year, a month or a day can mean."""
    parts = [int(part) for part in text[:10].split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        following = (parts[0] + 1, 1) if parts[1] == 12 else (parts[0], parts[1] + 1)
        return date(*following, 1) - timedelta(days=1)
    return date(*parts)


def months_on(day: date, months: int) -> date:
    """P2: calendar months; a day that does not exist is the 1st of the month after."""
    count = day.year * 12 + (day.month - 1) + months
    try:
        return date(count // 12, count % 12 + 1, day.day)
    except ValueError:
        count += 1
        return date(count // 12, count % 12 + 1, 1)


def moment(text: str, tz: ZoneInfo) -> datetime:
    """P4: the last moment that a text can mean, in UTC."""
    if "T" in text:
        local = datetime.fromisoformat(text)
    else:
        local = datetime.combine(last_day(text) + timedelta(days=1), time())
    return local.replace(tzinfo=tz).astimezone(UTC)


def as_told(day: date) -> str:
    """A day as the moment it begins."""
    return f"{day.isoformat()}T00:00"


# --- the reading ------------------------------------------------------------------------------------------------------


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
            _dated(found, key, given, at, tz, letters)
            _special(found, key, given, at, planned, letters)
    _age(found, case.get("born"), at.date(), on)
    _interval(found, case, at.date())
    _forbidden(found, planned)
    if planned and planned <= found.excluded:
        found.find(None, "NOT_TODAY")
    return found


def _asked(key: str, on: set[str]) -> bool:
    return RULE_OF[key].startswith("S-") or RULE_OF[key] in on


def _zones(names: list[str]) -> set[str]:
    return {zone for name in names for zone in (FULL_FACE if name == "full_face" else (name,))}


def _letters(case: Mapping[str, Any], day: date) -> set[str]:
    """The rules that a letter speaks to today; S-CON-06 and S-PRE-06 share one letter."""
    valid: set[str] = set()
    for letter in case.get("clearance_on_file", ()):
        dated = date.fromisoformat(letter["dated"])
        expires = date.fromisoformat(letter["expires"]) if "expires" in letter else months_on(dated, 12)
        if dated <= day <= expires:
            valid.add(letter["rule"])
    if valid & {"S-CON-06", "S-PRE-06"}:
        valid |= {"S-CON-06", "S-PRE-06"}
    return valid


def _clearance(found: Reading, rule: str, letters: set[str], until: str | None = None) -> None:
    """P9: a letter on file makes it the practitioner's decision."""
    found.find(rule, "PRACTITIONER_DECISION" if rule in letters else "MEDICAL_CLEARANCE", until)


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
        found.find(ADVISE[key], "PROCEED")
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
    found: Reading, key: str, given: Mapping[str, Any], at: datetime, tz: ZoneInfo, letters: set[str]
) -> None:
    """Waits: so many days or hours since the last."""
    last = given.get("last", "unknown")
    if key in A_WEEK:
        _week(found, key, given, at.date(), letters)
    if key in DAYS_SINCE:
        rule, days = DAYS_SINCE[key]
        if last == "unknown":
            found.fired.add(rule)
            found.ask(key)
        elif at.date() < last_day(last) + timedelta(days=days):
            found.find(rule, "NOT_TODAY", as_told(last_day(last) + timedelta(days=days)))
    if key in HOURS_SINCE:
        rule, hours = HOURS_SINCE[key]
        if last == "unknown":
            found.fired.add(rule)
            found.ask(key)
        elif at.replace(tzinfo=tz).astimezone(UTC) < (over := moment(last, tz) + timedelta(hours=hours)):
            found.find(rule, "NOT_TODAY", over.astimezone(tz).strftime("%Y-%m-%dT%H:%M"))


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
    if key in ("isotretinoin", "x_chemo_radiotherapy") and given.get("current"):
        if key == "isotretinoin":
            found.find("S-MED-09", "NOT_TODAY")
        else:
            _clearance(found, "X-09", letters)
        return
    if key in ("isotretinoin", "x_sun_exposure", "x_filler", "x_chemo_radiotherapy", "x_recent_scar", "x_face_surgery"):
        last = given.get("last", "unknown")
        if last == "unknown":
            found.fired.add(RULE_OF[key])
            found.ask(key)
            if key in ("x_chemo_radiotherapy", "x_face_surgery"):
                _clearance(found, RULE_OF[key], letters)
        else:
            _by_age(found, key, given, at.date(), last_day(last), planned, letters)


def _skin_cancer(found: Reading, given: Mapping[str, Any], planned: set[str], letters: set[str]) -> None:
    named = _zones(given.get("zones", []))
    if named and not named & planned:
        return
    if not named:
        found.ask("x_skin_cancer")
    if given.get("past"):
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
        _clearance(found, "X-11", letters)
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
    sessions = sorted(case.get("history", ()), key=lambda session: session["date"])
    if not sessions:
        return
    last = sessions[-1]
    day = date.fromisoformat(last["date"])
    if last.get("intensity") is None:
        found.find("S-INT-01", "PRACTITIONER_DECISION")
    deep = "deep" in (last.get("intensity"), case["planned"]["intensity"])
    rule, days = ("S-INT-03", 28) if deep else ("S-INT-02", 14)
    if today < day + timedelta(days=days):
        found.find(rule, "NOT_TODAY", as_told(day + timedelta(days=days)))
    elif today > day + timedelta(days=days + 14):
        found.find(rule, "PROCEED")
    if len(sessions) + 1 > 8:
        found.find("S-CRS-01", "PRACTITIONER_DECISION")


def _forbidden(found: Reading, planned: set[str]) -> None:
    """Table 1d: inside the bone around the eye, and the red of the lips."""
    for rule, zones in (("S-ZON-01", EYELIDS), ("S-ZON-02", RED_OF_THE_LIPS)):
        if planned & set(zones):
            found.find(rule, "PROCEED_ZONE_LIMITED")
            found.excluded |= planned & set(zones)
