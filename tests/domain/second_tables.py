"""The second reading's tables, typed from the clinical documents, its own counting (P1 to P4), what it finds (P5)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
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
    "scleroderma": "S-ABS-01",
    "collagen_disease": "S-ABS-02",
    "vascular_disease": "S-ABS-03",
    "cardiac": "S-ABS-04",
    "clotting_condition": "S-ABS-05",
    "infection_bacterial": "S-ABS-06",
    "infection_fungal": "S-ABS-07",
    "immunosuppression": "S-ABS-08",
    "pregnant": "S-ABS-09",
    "nursing": "S-ABS-10",
}
# Tables 1b, 1c and 1e: a doctor or the prescriber answers first.
ASK_A_DOCTOR = {
    "keloid": "S-CON-01",
    "psoriasis": "S-CON-03",
    "other_chronic": "S-CON-04",
    "actinic_history": "S-CON-05",
    "herpes_history": "S-CON-06",
    "diabetes": "S-CON-07",
    "viral_prone": "S-PRE-06",
    "blood_thinner": "S-MED-03",
    "autoimmune_therapy": "S-MED-07",
    "x_metal_allergy": "X-03",
    "x_lumps_or_allergy_before": "X-31",
}
# Not today, and no day can be named.
WAIT = {"eczema_active": "S-CON-02", "x_viral_lesion_active": "X-01", "x_sunburn_today": "X-05", "x_unwell": "X-14"}
# The practitioner decides.
DECIDE = {
    "x_numbing_allergy": "X-04",
    "x_fainting_fits": "X-13",
    "x_dark_marks": "X-16",
    "x_sun_sensitive_medicine": "X-24",
    "x_slow_healing": "X-27",
    "x_reaction_before": "X-31",
}
ADVISE = {"x_numbing_risk": "X-17", "x_vaccination": "X-22", "x_alcohol": "X-23"}
# Table 1b and 1c: not over this.
NOT_OVER = {
    "raised_mole": "S-CON-08",
    "acne_active": "S-PRE-02",
    "rosacea": "S-PRE-03",
    "inflammatory_other": "S-PRE-04",
    "open_wound": "S-PRE-05",
    "x_tattoo": "X-19",
}
# Table 1e, line 21: seven days, and split by who said so (C-06).
A_WEEK = {
    "aspirin": "S-MED-01",
    "nsaid": "S-MED-02",
    "herbal": "S-MED-04",
    "vitamin_e": "S-MED-05",
    "fish_oil": "S-MED-06",
}
DAYS_SINCE = {
    "x_botulinum": ("X-06", 14),
    "x_peel_laser": ("X-08", 28),
    "x_waxing": ("X-25", 5),
    "x_acids": ("X-28", 3),
}
HOURS_SINCE = {"retinoid": ("S-MED-08", 24), "x_self_tan": ("X-29", 48)}
OTHERS = {
    "suspicious_lesion": "S-PRE-01",
    "isotretinoin": "S-MED-09",
    "x_skin_cancer": "X-02",
    "x_sun_exposure": "X-05",
    "x_filler": "X-07",
    "x_chemo_radiotherapy": "X-09",
    "x_recent_scar": "X-10",
    "x_face_surgery": "X-11",
}
ON_AT_FIRST_START = ("X-01", "X-02", "X-05", "X-15", "X-20", "X-21", "X-26", "X-30", "X-32", "X-33", "X-34")

RULE_OF = {
    **{
        key: rule
        for table in (NEVER, ASK_A_DOCTOR, WAIT, DECIDE, ADVISE, NOT_OVER, A_WEEK)
        for key, rule in table.items()
    },
    **{key: rule for key, (rule, _) in (DAYS_SINCE | HOURS_SINCE).items()},
    **OTHERS,
}


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
    return max(local.replace(tzinfo=tz, fold=fold).astimezone(UTC) for fold in (0, 1))


def as_told(day: date) -> str:
    """A day as the moment it begins."""
    return f"{day.isoformat()}T00:00"


@dataclass
class Reading:
    """What the documents say of a case. `earliest` is a local date and time, midnight where only a day is known."""

    level: int = 0
    dates: list[str] = field(default_factory=list)
    undated: bool = False
    excluded: set[str] = field(default_factory=set)
    advised: list[str] = field(default_factory=list)
    fired: set[str] = field(default_factory=set)
    open: set[str] = field(default_factory=set)

    @property
    def status(self) -> str:
        """The worst that was found."""
        return LEVELS[self.level]

    @property
    def earliest(self) -> str | None:
        """The latest of all dates; `undated` says that something else keeps the client waiting without one."""
        return None if self.status == "DO_NOT_TREAT" else max(self.dates, default=None)

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
