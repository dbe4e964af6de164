"""Sheets to draw, and what a reader finds on the drawn ones."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import dataclass, fields
from datetime import UTC, datetime, timedelta
from io import BytesIO
from typing import Any
from zoneinfo import ZoneInfo

import pypdfium2
import pytest
from PIL import Image
from pypdf import PdfReader

from needledesk.desk.practice import country
from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.documents.pen import PX, Pen
from needledesk.documents.stationery import Paper, Press
from needledesk.domain.aftercare import compose
from needledesk.domain.handout import Again, Bar, Call, Handout, Line
from needledesk.domain.practice import Practice
from needledesk.domain.treatment import Treatment, ZoneWork
from needledesk.resources import toml

Sheet = Callable[..., Handout]

PRACTICE = Practice(
    "Alder & Linen Skin Studio",
    "202-555-0142",
    "US",
    practitioner="M. Averil",
    email="care@alderlinen.example",
    hours="every day, 09:00 to 19:00",
)


@pytest.fixture
def sheet() -> Sheet:
    """The sheet of a deep session of a client who has had cold sores; anything `compose` takes can be changed."""

    def composed(
        finished: str = "2026-11-22T14:30", zone: str = "America/New_York", code: str = "US", **changed: Any
    ) -> Handout:
        moment = datetime.fromisoformat(finished).replace(tzinfo=ZoneInfo(zone))
        work = (ZoneWork("cheek_right", 1.5, 3), ZoneWork("cheek_left", 1.5, 3))
        given: dict[str, Any] = {
            "finished": moment,
            "treatment": Treatment(zones=work, numbing="Lidocaine 4 %", finished=moment),
            "session": 4,
            "course": 6,
            "client_name": "Ottilie Farnwick",
            "practice": PRACTICE,
            "country": country(code),
            "protocol": shipped_protocol(),
            "texts": toml("texts", "en", "aftercare.toml"),
            "flags": {"S-CON-06"},
            "made": moment + timedelta(minutes=6),
        }
        return compose(**(given | changed))

    return composed


@pytest.fixture
def words_of() -> Callable[[bytes], str]:
    """Everything that can be read out of a PDF, with single spaces."""

    def read(data: bytes) -> str:
        return " ".join(" ".join(page.extract_text() for page in PdfReader(BytesIO(data)).pages).split())

    return read


@pytest.fixture
def sentences() -> Callable[[Handout], Iterator[str]]:
    """Every piece of a sheet's own content, as it was composed."""

    def said(handout: Handout) -> Iterator[str]:
        yield from (handout.practice, handout.phone, handout.client, handout.zones, handout.session, handout.made)
        for field in fields(handout):
            found = getattr(handout, field.name)
            for part in found if isinstance(found, tuple) else (found,):
                if isinstance(part, Line):
                    yield part.text
                elif isinstance(part, Call):
                    yield from (part.title, *(line.text for line in part.lines))
                elif isinstance(part, Again):
                    yield from (f"{part.title} {part.note}".strip(), part.when)
                elif isinstance(part, Bar):
                    yield from (part.label, part.note)

    return said


@dataclass(frozen=True)
class Drawn:
    """A drawn A4 page: its words with their places, and its picture; all in px of the mockups."""

    words: tuple[tuple[str, float, float], ...]  # text, left, top
    picture: Image.Image  # four dots to a px

    def place(self, text: str) -> tuple[float, float]:
        """Where the words stand: left, top."""
        return next((left, top) for found, left, top in self.words if found.startswith(text))

    def colour(self, x: float, y: float) -> tuple[int, ...]:
        """The colour at a point."""
        found = self.picture.getpixel((round(x * 4), round(y * 4)))
        assert isinstance(found, tuple)
        return found


@pytest.fixture
def drawn() -> Callable[[Callable[[Pen], object]], Drawn]:
    """Draw on a page of its own and look at it."""

    def look(draw: Callable[[Pen], object]) -> Drawn:
        press = Press(Paper.named("A4"), "Page", "en-GB", "", datetime(2026, 11, 22, tzinfo=UTC))
        draw(press.page())
        press.turn()
        document = pypdfium2.PdfDocument(press.bytes())
        try:
            page = document[0]
            high, text = page.get_height(), page.get_textpage()
            boxes = [text.get_rect(at) for at in range(text.count_rects())]
            words = [(text.get_text_bounded(*box).strip(), box[0] / PX, (high - box[3]) / PX) for box in boxes]
            text.close()
            return Drawn(tuple(words), page.render(scale=4 / PX).to_pil().convert("RGB"))
        finally:
            document.close()

    return look


@pytest.fixture
def well_laid() -> Callable[..., None]:
    """Check every page of a document: its size, its margins, and that no words stand on others.

    `size` of a page and the left margin `edge` in points; `least`: how many runs of words there are on a page.
    """

    def check(data: bytes, size: tuple[int, int] = (612, 792), edge: float = 36, least: int = 1) -> None:
        document = pypdfium2.PdfDocument(data)
        try:
            for page in document:
                width, height = round(page.get_width()), round(page.get_height())
                assert (width, height) == size
                boxes = _boxes(page)
                assert len(boxes) >= least
                assert all(
                    x0 >= edge and x1 <= width - 36 and y0 >= 20 and y1 <= height - 24 for x0, y0, x1, y1 in boxes
                )
                for one, other in itertools.combinations(boxes, 2):
                    apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
                    assert apart, (one, other)
        finally:
            document.close()

    return check


def _boxes(page: pypdfium2.PdfPage) -> list[tuple[float, float, float, float]]:
    """The boxes around the words of a page: left, bottom, right, top, a little smaller than they are."""
    text = page.get_textpage()
    try:
        found = [text.get_rect(at) for at in range(text.count_rects())]
    finally:
        text.close()
    return [(left + 0.3, bottom + 0.3, right - 0.3, top - 0.3) for left, bottom, right, top in found]
