"""Worked cases checked against a protocol: a file of them, as `protocol check` prints it, or those that ship."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from needledesk import resources
from needledesk.desk.case_file import read_cases
from needledesk.domain.protocol import Protocol
from needledesk.domain.worked_cases import Difference, Result, results, run

#: The program's own cases, in resources/worked_cases.
SHIPPED = ("vignettes.yaml", "further_cases.yaml", "edge_cases.yaml")


@dataclass(frozen=True, slots=True)
class CheckReport:
    """What came out: how many cases passed and failed, and a line for each thing that differs."""

    passed: int
    failed: int
    differences: tuple[Difference, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """`V14  status  expected PROCEED  got NOT_TODAY`, one for each difference."""
        return tuple(
            f"{difference.case}  {difference.field}  expected {difference.expected}  got {difference.got}"
            for difference in self.differences
        )

    @property
    def summary(self) -> str:
        """`24 passed, 0 failed`."""
        return f"{self.passed} passed, {self.failed} failed"


def check_file(path: Path, protocol: Protocol) -> CheckReport:
    """Run the cases of that YAML file. Raises BadInput if it cannot be read, is not YAML, or holds no cases."""
    outcome = run(read_cases(path), protocol)
    return CheckReport(outcome.passed, outcome.failed, outcome.differences)


@dataclass(frozen=True, slots=True)
class CaseDifference:
    """One thing in one shipped case that comes out otherwise than the case expects."""

    case: str
    title: str
    field: str
    expected: str
    got: str


@dataclass(frozen=True, slots=True)
class CaseChange:
    """One thing in one shipped case that comes out otherwise under a draft than under the version in force."""

    case: str
    title: str
    field: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class DraftCheck:
    """The shipped cases run on a draft: what fails, and what the edits changed, failing or not."""

    passed: int
    failed: int
    differences: tuple[CaseDifference, ...] = ()
    changes: tuple[CaseChange, ...] = ()


def check_shipped(draft: Protocol, in_force: Protocol) -> DraftCheck:
    """Run the shipped cases on a draft, and on the version in force to see what the draft changes."""
    after = _shipped_results(draft)
    before = _shipped_results(in_force)
    failed = sum(bool(result.differences) for result in after)
    return DraftCheck(
        passed=len(after) - failed,
        failed=failed,
        differences=tuple(
            CaseDifference(result.case, result.title, one.field, one.expected, one.got)
            for result in after
            for one in result.differences
        ),
        changes=tuple(change for pair in zip(before, after, strict=True) for change in _changes(*pair)),
    )


def _shipped_results(protocol: Protocol) -> tuple[Result, ...]:
    files = (read_cases(resources.path("worked_cases", name)) for name in SHIPPED)
    return tuple(result for cases in files for result in results(cases, protocol))


def _changes(before: Result, after: Result) -> list[CaseChange]:
    fields = [*before.got, *(field for field in after.got if field not in before.got)]
    pairs = [(field, before.got.get(field, "not readable"), after.got.get(field, "not readable")) for field in fields]
    return [CaseChange(after.case, after.title, *pair) for pair in pairs if pair[1] != pair[2]]
