"""A file of worked cases checked against a protocol: what `protocol check` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from needledesk.domain.protocol import Protocol
from needledesk.domain.worked_cases import Difference, run
from needledesk.errors import BadInput


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
    outcome = run(_parsed(path), protocol)
    return CheckReport(outcome.passed, outcome.failed, outcome.differences)


def _parsed(path: Path) -> Mapping[str, object]:
    import yaml

    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise BadInput(f"There is no file “{path}”.", do="Check its name.") from None
    except OSError as error:
        raise BadInput(f"“{path}” cannot be read: {error.strerror}.", do="Choose a file.") from error
    except UnicodeDecodeError as error:
        raise BadInput(f"“{path}” is not a text file.", do="Choose a YAML file.") from error
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        where = getattr(error, "problem_mark", None)
        line = f", line {where.line + 1}" if where else ""
        raise BadInput(f"“{path}” is not readable as YAML{line}.", do="Correct it there.") from error
    if not isinstance(content, Mapping):
        raise BadInput(f"“{path}” holds no worked cases.", do="They stand in a list under “vignettes”.")
    return content
