from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from needledesk.ui.place import Place
from needledesk.ui.welcome.still_running import OPEN, StillRunning
from needledesk.ui.widgets.text import Text

pytestmark = pytest.mark.usefixtures("dressed")
STARTED = datetime.fromisoformat("2026-11-22T13:52:00-05:00")


@pytest.mark.parametrize(
    ("passed", "shown", "spoken"),
    [
        (timedelta(minutes=26, seconds=14), "Needling 26:14", "Needling for 26 minutes"),
        (timedelta(minutes=1, seconds=24), "Needling 01:24", "Needling for 1 minute"),
        (timedelta(hours=1, minutes=2, seconds=10), "Needling 1:02:10", "Needling for 62 minutes"),
        (timedelta(seconds=-5), "Needling 00:00", "Needling for 0 minutes"),
    ],
)
def test_the_needling_counts_on_from_its_start(qtbot, passed, shown, spoken) -> None:
    card = StillRunning(Place(visit=3, needling=STARTED.isoformat()), lambda: STARTED + passed)
    qtbot.addWidget(card)
    assert card.time.text() == shown
    assert card.accessibleName().startswith(spoken)
    assert card._tick.isActive()


def test_without_a_timer_only_the_open_visit_is_told(qtbot) -> None:
    card = StillRunning(Place(visit=3))
    qtbot.addWidget(card)
    assert [text.text() for text in card.findChildren(Text) if text.text()] == [OPEN]
    assert card.accessibleName() == OPEN
    assert not card._tick.isActive()
