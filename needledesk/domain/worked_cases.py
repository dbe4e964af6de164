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
from needledesk.domain.case_reading import Case, NotReadable, read_case
from needledesk.domain.case_values import moments, names, words, zones
from needledesk.domain.plain_text import printable
from needledesk.domain.protocol import Protocol
from needledesk.domain.screening import Verdict, assess
from needledesk.errors import BadInput

_LISTS = ("excluded_zones", "fired", "open")


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


@dataclass(frozen=True, slots=True)
class Result:
    """What one case came to: every field in words, and where it differs from what was expected."""

    case: str
    title: str
    got: Mapping[str, str]  # empty where the case could not be read
    differences: tuple[Difference, ...] = ()


def run(cases: Mapping[str, Any], protocol: Protocol) -> Outcome:
    """Run every case under `vignettes`. Raises BadInput if there is no such list, or nothing in it."""
    found = results(cases, protocol)
    return Outcome(len(found), tuple(difference for result in found for difference in result.differences))


def results(cases: Mapping[str, Any], protocol: Protocol) -> tuple[Result, ...]:
    """The same, case by case in the file's order."""
    listed = cases.get("vignettes")
    if not isinstance(listed, list) or not listed:
        raise BadInput("The file holds no worked cases.", do="They stand in a list under “vignettes”.")
    found: list[Result] = []
    first: dict[str, int] = {}  # the place of the first case of each id
    for number, entry in enumerate(listed, start=1):
        given = _words(entry, "id")
        shared = first.setdefault(given, number) if given else number
        name = given or f"case {number}"
        got, differing = _judged(entry, protocol)
        if shared != number:
            name = f"{name} (case {number})"
            differing = [("id", "an id of its own", f"that of case {shared}"), *differing]
        differences = tuple(Difference(printable(name), *map(printable, parts)) for parts in differing)
        found.append(Result(printable(name), printable(_words(entry, "title")), got, differences))
    return tuple(found)


def _words(entry: object, name: str) -> str:
    given = entry.get(name) if isinstance(entry, Mapping) else None
    return "" if given is None or isinstance(given, Mapping | list) else str(given).strip()


def _judged(entry: object, protocol: Protocol) -> tuple[dict[str, str], list[tuple[str, str, str]]]:
    """What one case comes to, and field, expected and got for each difference."""
    got: Mapping[str, Any] = {}
    try:
        case = read_case(entry, protocol)
        got = _aftercare(case, protocol) if case.aftercare else _screening(case, protocol)
        differing = _compared(case, got)
    except NotReadable as trouble:
        differing = [(trouble.field, trouble.expected, trouble.got)]
    return {field: _said(value) for field, value in got.items()}, differing


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
    for field, value in case.expect.items():
        if field not in got:
            found.append((f"expect: {field}", f"one of {', '.join(got)}", "a field that is not known"))
        else:
            expected = _expected(field, value)
            if not _same(field, expected, got[field], case):
                found.append((field, _said(expected), _said(got[field])))
    return found


def _expected(field: str, value: object) -> str | frozenset[str] | None:
    """What a case expects in the form in which it is compared: lists as sets, `full_face` written out."""
    where = f"expect: {field}"
    if field in _LISTS:
        return frozenset((zones if field == "excluded_zones" else names)(where, value))
    return None if value is None else words(where, "one word" if field == "status" else "a date", value)


def _same(field: str, expected: str | frozenset[str] | None, got: object, case: Case) -> bool:
    if not isinstance(got, date) or not isinstance(expected, str):
        return expected == got
    meant = moments(f"expect: {field}", expected, case.zone)
    return moment_of(got, case.zone) in [moment_of(moment, case.zone) for moment in meant]


def _said(value: object) -> str:
    if isinstance(value, frozenset):
        return ", ".join(sorted(value)) or "none"
    if isinstance(value, datetime):
        return value.replace(tzinfo=None).isoformat(timespec="minutes")
    return value.isoformat() if isinstance(value, date) else "none" if value is None else str(value) or "nothing"
