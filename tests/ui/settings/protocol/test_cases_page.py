from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from needledesk.desk.worked_cases import CaseChange, CaseDifference, DraftCheck
from needledesk.ui.settings.protocol.cases_page import CasesPage
from needledesk.ui.widgets.text import Text

pytestmark = pytest.mark.usefixtures("dressed")
CHECK = DraftCheck(
    23,
    1,
    (CaseDifference("V16", "Ibuprofen today", "earliest", "2026-11-29", "2026-11-27"),),
    (
        CaseChange("V16", "Ibuprofen today", "earliest", "2026-11-29", "2026-11-27"),
        CaseChange("V16", "Ibuprofen today", "status", "NOT_TODAY", "PROCEED"),
    ),
)


@pytest.fixture
def cases(show) -> CasesPage:
    made = show(CasesPage(), 686, 600)
    made.show_check(CHECK)
    return made


def words(cases: CasesPage) -> list[str]:
    texts = (text.accessibleName() or text.text() for text in cases.findChildren(Text) if text.isVisible())
    return [line for text in texts for line in text.splitlines()]


def test_each_case_is_listed_with_what_differs_and_what_changed(cases, qapp) -> None:
    qapp.processEvents()
    said = words(cases)
    assert said.count("V16  Ibuprofen today") == 2
    assert "Earliest: expected Sun 29 Nov 2026, now Fri 27 Nov 2026" in said
    assert "Earliest: before Sun 29 Nov 2026, after Fri 27 Nov 2026" in said
    assert "Verdict: before Not today, after Proceed" in said


def test_signs_of_markup_are_shown_as_they_are(cases, qapp) -> None:
    cases.show_check(DraftCheck(0, 1, (CaseDifference("V1", "<b>", "a", "1 < 2", "b"),)))
    qapp.processEvents()
    assert any("1 &lt; 2" in text.text() for text in cases.findChildren(Text))


def test_a_new_check_takes_the_place_of_the_old_one(cases, qapp) -> None:
    cases.show_check(DraftCheck(24, 0))
    qapp.processEvents()
    assert not any("V16" in text for text in words(cases))
    assert "Nothing." in words(cases)
    assert cases.lead.text().startswith("24 passed, 0 failed")


def test_it_leads_back(cases, qtbot) -> None:
    with qtbot.waitSignal(cases.left):
        qtbot.mouseClick(cases.back, Qt.MouseButton.LeftButton)
