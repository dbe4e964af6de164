"""Pages as pictures."""

from __future__ import annotations

import pytest
from PIL import Image

from needledesk.desk.practice import country
from needledesk.documents import pages
from needledesk.documents.handout import draw


@pytest.mark.parametrize("width", [397, 794, 1588])
def test_a_page_is_drawn_as_wide_as_asked(sheet, width: int) -> None:
    data = draw(sheet(code="GB"), country("GB"))
    assert pages.count(data) == 2
    wide, high, rgb = pages.render(data, 0, width)
    assert abs(wide - width) <= 1
    assert abs(high / wide - 841.89 / 595.28) < 0.01
    assert len(rgb) == wide * high * 3
    picture = Image.frombytes("RGB", (wide, high), rgb)
    assert picture.getpixel((1, 1)) == (255, 255, 255)
    rule = [picture.getpixel((wide // 2, y)) for y in range(high // 6)]
    assert any(green > red + 40 for red, green, _ in rule)  # the green rule, so the bytes are in the order RGB
