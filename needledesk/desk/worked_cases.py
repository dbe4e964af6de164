"""A file of worked cases checked against a protocol: what `protocol check` prints."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from needledesk.desk.case_file import read_cases
from needledesk.domain.protocol import Protocol
from needledesk.domain.worked_cases import Difference, run


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
