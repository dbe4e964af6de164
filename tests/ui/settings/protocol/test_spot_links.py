from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from needledesk.domain.contradictions import Contradiction
from needledesk.ui.settings.protocol.spot_links import SpotLinks

pytestmark = pytest.mark.usefixtures("dressed")
SPOTS = [Contradiction(f"C-0{number}", "21", (), f"Spot {number}", "a", "b", "c") for number in (1, 2)]


@pytest.fixture
def links(show) -> SpotLinks:
    made = SpotLinks()
    made.show_spots(SPOTS)
    return show(made, 686, 150)


def test_each_leads_to_its_contradiction(links, qtbot) -> None:
    assert [link.accessibleName() for link in links.links] == ["C-01  Spot 1", "C-02  Spot 2"]
    for link, spot in zip(links.links, SPOTS, strict=True):
        with qtbot.waitSignal(links.spot_requested) as said:
            qtbot.mouseClick(link, Qt.MouseButton.LeftButton)
        assert said.args == [spot.id]


def test_another_rule_shows_its_own_and_none_if_it_has_none(links, qtbot) -> None:
    links.show_spots(SPOTS[1:])
    assert [link.text() for link in links.links if link.isVisible()] == ["C-02  Spot 2"]
    with qtbot.waitSignal(links.spot_requested) as said:
        qtbot.mouseClick(links.links[0], Qt.MouseButton.LeftButton)
    assert said.args == ["C-02"]
    links.show_spots([])
    assert not links.isVisible()
