from __future__ import annotations

import pytest

from needledesk.domain.client_import import Line, Outcome
from needledesk.domain.clients import Details
from needledesk.ui.settings.transfer.import_report import said_line, said_sums

ADA = Details("Ada", "Ashdown")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        (Line(2, Outcome.NEW, ADA), "Line 2: Ada Ashdown. Will be added."),
        (Line(2, Outcome.NEW, ADA, note="Look."), "Line 2: Ada Ashdown. Will be added: Look."),
        (Line(3, Outcome.KNOWN, ADA, "The same as C-1."), "Line 3: Ada Ashdown. Will be skipped: The same as C-1."),
        (Line(4, Outcome.WRONG, None, "No name."), "Line 4: Not understood: No name."),
    ],
)
def test_a_line_is_told(line, said) -> None:
    assert said_line(line) == said


def test_sums_are_told() -> None:
    assert said_sums([]) == "There is no row below the heading."
    assert said_sums([Line(1, Outcome.NEW, ADA)] * 2) == "2 clients are new."
