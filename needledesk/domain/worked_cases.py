"""Worked cases run against a protocol: where the program's verdict differs from what a case expects.

Takes the parsed mapping of a worked-case file, as YAML gives it: dates may have come as text or as dates, and an
unquoted yes or no as a truth value. A case that cannot be read is a difference in plain words, never an error.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from needledesk.domain.aftercare import AftercareDates
from needledesk.domain.aftercare import dates as aftercare_dates
from needledesk.domain.calendar import moment_of
from needledesk.domain.case_reading import Case, NotReadable, day_or_moment, read_case
from needledesk.domain.protocol import Protocol
from needledesk.domain.screening import Verdict, assess
from needledesk.domain.zones import expand
from needledesk.errors import BadInput


@dataclass(frozen=True, slots=True)
class Difference:
    """One thing in one case that came out otherwise. All texts are printable."""

    case: str
    field: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many cases were run, and every difference found in them, in the file's order."""

    cases: int
    differences: tuple[Difference, ...] = ()

    @property
    def failed(self) -> int:
        """Cases with at least one difference."""
        return len({difference.case for difference in self.differences})

    @property
    def passed(self) -> int:
        """Cases without any."""
        return self.cases - self.failed


def run(cases: Mapping[str, Any], protocol: Protocol) -> Outcome:
    """Run every case under `vignettes`. Raises BadInput if there is no such list, or nothing in it."""
    listed = cases.get("vignettes")
    if not isinstance(listed, list) or not listed:
        raise BadInput("The file holds no worked cases.", do="They stand in a list under “vignettes”.")
    differences: list[Difference] = []
    names: set[str] = set()
    for number, entry in enumerate(listed, start=1):
        name = _name(entry, number, names)
        names.add(name)
        differences += [Difference(name, *parts) for parts in _differences(entry, protocol)]
    return Outcome(len(listed), tuple(differences))


def _name(entry: object, number: int, taken: set[str]) -> str:
    """The case's id; its place in the file where it has none, and beside it where two share one."""
    given = str(entry.get("id", "")).strip() if isinstance(entry, Mapping) else ""
    name = given or f"case {number}"
    return f"{name} (case {number})" if name in taken else name


def _differences(entry: object, protocol: Protocol) -> list[tuple[str, str, str]]:
    """Field, expected and got for each difference of one case."""
    try:
        case = read_case(entry, protocol)
        got = _aftercare(case, protocol) if case.aftercare else _screening(case, protocol)
        return _compared(case, got)
    except NotReadable as trouble:
        return [(trouble.field, trouble.expected, trouble.got)]


def _screening(case: Case, protocol: Protocol) -> dict[str, Any]:
    rules = {name: replace(rule, on=rule.on or name in case.needs) for name, rule in protocol.rules.items()}
    in_use = replace(protocol, rules=rules)
    verdict = assess(in_use, case.answers, case.plan, case.history, case.clearances, case.at)
    return _fields(verdict)


def _fields(verdict: Verdict) -> dict[str, Any]:
    return {
        "status": verdict.status.value,
        "earliest": verdict.earliest,
        "excluded_zones": frozenset(verdict.excluded_zones),
        "fired": frozenset(finding.rule for finding in verdict.findings),
        "open": frozenset(verdict.open_questions),
    }


def _aftercare(case: Case, protocol: Protocol) -> dict[str, Any]:
    printed: AftercareDates = aftercare_dates(case.at, protocol)
    return {
        "makeup_from": printed.makeup_from,
        "gentle_care_until": printed.gentle_care_until,
        "no_actives_until": printed.no_actives_until,
        "restart_otc_and_supplements_from": printed.restart_otc_and_supplements_from,
        "next_mild_from": printed.next_mild_from,
        "next_mild_to": printed.next_mild_to,
        "next_deep_from": printed.next_deep_from,
        "next_deep_to": printed.next_deep_to,
    }


def _compared(case: Case, got: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    found = []
    for field, expected in case.expect.items():
        if field not in got:
            found.append((f"expect: {field}", f"one of {', '.join(got)}", "a field that is not known"))
        elif not _same(field, expected, got[field], case):
            found.append((field, _said(_normal(field, expected)), _said(got[field])))
    return found


def _same(field: str, expected: object, got: object, case: Case) -> bool:
    if isinstance(got, frozenset) or field == "status":
        return _normal(field, expected) == got
    if got is None or expected is None:
        return got is expected
    wanted = day_or_moment(f"expect: {field}", expected, case.zone)
    assert isinstance(got, date)
    return moment_of(wanted, case.zone) == moment_of(got, case.zone)


def _normal(field: str, expected: object) -> object:
    """What a case expects in the form in which it is compared: lists as sets, `full_face` written out."""
    if isinstance(expected, list | tuple):
        return _zones_or_names(field, [str(item) for item in expected])
    if field in ("excluded_zones", "fired", "open") and expected is None:
        return frozenset[str]()
    return expected


def _zones_or_names(field: str, names: list[str]) -> frozenset[str]:
    try:
        return frozenset(expand(names) if field == "excluded_zones" else names)
    except BadInput:
        raise NotReadable(f"expect: {field}", "zones of the map", ", ".join(names)) from None


def _said(value: object) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "none"
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else "none" if value is None else str(value)
