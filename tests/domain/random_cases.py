"""Random worked cases with a liking for edges: the day, the month, the hour on which a wait is just over."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from domain.second_tables import EYELIDS, FULL_FACE, RED_OF_THE_LIPS, RULE_OF

ZONES = ("America/New_York", "Europe/London", "America/Chicago", "Australia/Lord_Howe", "America/St_Johns")
BODY = ("neck", "chest", "abdomen", "thighs", "arms", "back")
EVERYWHERE = ("full_face", *FULL_FACE, *BODY, *EYELIDS, *RED_OF_THE_LIPS)
WAITS = (0, 1, 3, 5, 7, 14, 28, 42, 180, 181, 182, 183, 184, 185, 364, 365, 366, 367)
EDGES = (date(2026, 3, 8), date(2026, 10, 25), date(2026, 11, 1), date(2027, 2, 28), date(2028, 2, 29))
CLEARED_BY_LETTER = tuple(sorted({*RULE_OF.values(), "S-ABS-05", "S-INT-02"}))


def random_case(chance: Random) -> dict[str, Any]:
    """One case: an appointment, and a few answers that are not a plain no."""
    at = datetime(2026, 1, 1, 7) + timedelta(days=chance.randrange(1096), minutes=chance.randrange(0, 780, 5))
    if chance.random() < 0.3:  # near a clock change, or the end of a month
        day = chance.choice(
            (date(2026, 3, 8), date(2026, 11, 1), date(2027, 2, 28), date(2028, 2, 29), date(2026, 10, 25))
        )
        at = datetime.combine(day + timedelta(days=chance.randrange(-1, 3)), at.time())
    keys = chance.sample(sorted(RULE_OF), chance.choice((0, 1, 1, 1, 2, 2, 3, 5, 12)))
    case: dict[str, Any] = {
        "tz": chance.choice(ZONES),
        "appointment": at.isoformat(timespec="minutes"),
        "planned": {"intensity": chance.choice(("mild", "deep")), "zones": _zones(chance, chance.choice((1, 1, 2, 3)))},
        "answers": {key: _answer(chance, key, at) for key in keys},
        "unanswered": chance.sample([key for key in sorted(RULE_OF) if key not in keys], chance.choice((0, 0, 0, 1))),
        "history": [_session(chance, at.date()) for _ in range(chance.choice((0, 0, 1, 1, 2, 7, 8)))],
        "clearance_on_file": [_letter(chance, keys, at.date()) for _ in range(chance.choice((0, 0, 1, 2)))],
    }
    if chance.random() < 0.4:
        birthday = at.date() - timedelta(days=chance.choice((-1, 0, 1, 2)))
        case["born"] = _years_back(birthday, chance.choice((17, 18, 18, 20, 21, 22, 22, 40))).isoformat()
    return case


def _zones(chance: Random, many: int) -> list[str]:
    return chance.sample(EVERYWHERE, many)


def _answer(chance: Random, key: str, at: datetime) -> dict[str, Any]:
    if chance.random() < 0.08:
        return {"answer": "unknown"}
    given: dict[str, Any] = {"answer": "yes"}
    if key in ("isotretinoin", "x_chemo_radiotherapy") and chance.random() < 0.3:
        given["current"] = chance.choice((True, True, "unknown", False))
    if key == "x_skin_cancer":
        given["past"] = chance.random() < 0.5
    if chance.random() < 0.9:
        given["last"] = _last(chance, at)
    if chance.random() < 0.8:
        given["prescribed"] = chance.choice(("no", "no", "no", "yes", "unknown"))
    if chance.random() < 0.7:
        given["detail"] = "told so"
    if chance.random() < 0.9:
        given["zones"] = _zones(chance, chance.choice((1, 1, 2, 4)))
    return given


def _last(chance: Random, at: datetime) -> str:
    kind = chance.random()
    if kind < 0.08:
        return "unknown"
    then = at - timedelta(days=chance.choice(WAITS) if kind < 0.7 else chance.randrange(500))
    then += timedelta(days=chance.choice((-1, 0, 0, 1))) if then.date() < at.date() else timedelta(0)
    if kind > 0.95:
        return str(then.year)
    if kind > 0.85:
        return f"{then:%Y-%m}"
    if chance.random() < 0.3:
        then = at - timedelta(
            hours=chance.choice((0, 12, 23, 24, 25, 47, 48, 49)), minutes=chance.choice((-1, 0, 0, 1))
        )
        return min(then, at).isoformat(timespec="minutes")
    return then.date().isoformat()


def _session(chance: Random, today: date) -> dict[str, Any]:
    wait = chance.choice((13, 14, 15, 20, 27, 28, 29, 41, 42, 43, 90, chance.randrange(400)))
    return {
        "date": (today - timedelta(days=wait)).isoformat(),
        "intensity": chance.choice(("mild", "mild", "deep", "deep", None)),
        "zones": ["full_face"],
    }


def _letter(chance: Random, keys: list[str], today: date) -> dict[str, Any]:
    rules = [RULE_OF[key] for key in keys] or list(CLEARED_BY_LETTER)
    dated = today - timedelta(days=chance.choice((-1, 0, 1, 30, 364, 365, 366, 367)))
    letter = {"rule": chance.choice(rules), "dated": dated.isoformat(), "by": "Dr S. Brandvold"}
    if chance.random() < 0.3:
        letter["expires"] = (today + timedelta(days=chance.choice((-1, 0, 1)))).isoformat()
    return letter


def _years_back(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)
