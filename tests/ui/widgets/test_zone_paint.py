from __future__ import annotations

import pytest

from needledesk.domain.treatment import ZoneWork
from needledesk.ui.widgets import zone_paint


@pytest.mark.parametrize(
    ("depth", "passes", "label"), [(1.5, 3, "1.5×3"), (0.25, 1, "0.25×1"), (1.0, 2, "1.0×2"), (2, 1, "2.0×1")]
)
def test_a_label_tells_depth_and_passes(depth: float, passes: int, label: str) -> None:
    assert zone_paint.label_of(ZoneWork("nose", depth, passes)) == label
