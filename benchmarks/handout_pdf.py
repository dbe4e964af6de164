"""The handout, warm, against the same words through Qt's own text engine, one after the other in the same run."""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Iterator
from datetime import datetime
from html import escape
from zoneinfo import ZoneInfo

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtCore import QBuffer, QIODevice, QMarginsF, QUrl
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontDatabase,
    QGuiApplication,
    QImage,
    QPageLayout,
    QPageSize,
    QPdfWriter,
    QTextDocument,
)

from needledesk import resources
from needledesk.desk.aftercare import texts
from needledesk.desk.practice import country
from needledesk.desk.shipped_protocol import shipped_protocol
from needledesk.documents.handout import draw
from needledesk.documents.qr_code import contact_squares
from needledesk.domain import zones
from needledesk.domain.aftercare import compose
from needledesk.domain.handout import Handout, Line
from needledesk.domain.practice import Practice
from needledesk.domain.treatment import Treatment, ZoneWork

ROUNDS = 15


def measure() -> Iterator[tuple[str, float, float, bool]]:
    """(name, ratio, goal, higher is better)."""
    _qt = QGuiApplication.instance() or QGuiApplication([])
    sheet = _handout()
    yield (
        "handout PDF, warm / QTextDocument to QPdfWriter",
        _ratio(lambda: draw(sheet, country("US")), _by_qt(sheet)),
        1.2,
        False,
    )


def _ratio(ours: Callable[[], bytes], floor: Callable[[], bytes]) -> float:
    """Median of ours over median of the floor, after one unmeasured round of each."""
    taken: dict[bool, list[float]] = {True: [], False: []}
    for round_ in range(ROUNDS + 1):
        for mine, make in ((True, ours), (False, floor)):
            begun = time.perf_counter()
            if not make().startswith(b"%PDF"):
                raise RuntimeError("no PDF was made")
            if round_:
                taken[mine].append(time.perf_counter() - begun)
    return statistics.median(taken[True]) / statistics.median(taken[False])


def _handout() -> Handout:
    finished = datetime(2026, 11, 22, 14, 30, tzinfo=ZoneInfo("America/New_York"))
    work = tuple(ZoneWork(zone, 1.5, 3) for zone in zones.FACE if zone != "chin")
    return compose(
        finished=finished,
        treatment=Treatment(zones=work, numbing="Lidocaine 4 %", finished=finished),
        session=4,
        course=6,
        client_name="Ottilie Farnwick",
        practice=Practice(
            "Alder & Linen Skin Studio",
            "202-555-0142",
            "US",
            practitioner="M. Averil",
            email="care@alderlinen.example",
            hours="every day, 09:00 to 19:00",
        ),
        country=country("US"),
        protocol=shipped_protocol(),
        texts=texts(),
        flags={"S-CON-06"},
        made=finished,
    )


def _by_qt(sheet: Handout) -> Callable[[], bytes]:
    """The same words, boxes, chart and code as a rich text document, written as a PDF."""
    for file in ("IBMPlexSans_400Regular", "IBMPlexSans_600SemiBold", "SourceSerif4-Regular", "SourceSerif4-Semibold"):
        QFontDatabase.addApplicationFont(str(resources.path("fonts", f"{file}.ttf")))

    code = _code(sheet)

    def make() -> bytes:
        out = QBuffer()
        out.open(QIODevice.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(out)
        writer.setPageLayout(
            QPageLayout(
                QPageSize(QPageSize.PageSizeId.Letter), QPageLayout.Orientation.Portrait, QMarginsF(36, 28, 36, 28)
            )
        )
        document = QTextDocument()
        document.addResource(QTextDocument.ResourceType.ImageResource, QUrl("code"), code)
        document.setDefaultFont(QFont("IBM Plex Sans", 11))
        document.setHtml(_html(sheet))
        document.print_(writer)
        del writer
        return bytes(out.data().data())

    return make


def _code(sheet: Handout) -> QImage:
    across, runs = contact_squares(sheet.practice, sheet.phone)
    image = QImage(across, across, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    for column, row, length in runs:
        for at in range(column, column + length):
            image.setPixelColor(at, row, QColor("black"))
    return image.scaled(across * 4, across * 4)


def _html(sheet: Handout) -> str:
    words = sheet.words
    boxes = [
        f"<td width='33%'><b>{escape(box.title)}</b> {escape(box.note)}<h3>{box.when}</h3></td>" for box in sheet.again
    ]
    chart = "".join(
        f"<tr><td><b>{bar.label}</b></td><td bgcolor='#0E5C5A' width='12%'></td><td bgcolor='#A8CFC9' width='12%'></td>"
        f"<td>{bar.note}</td></tr>"
        for bar in sheet.normal
    )
    calls = "".join(
        f"<table border='2' width='100%'><tr><td><h2>{call.title}</h2>{_list(call.lines)}</td></tr></table>"
        for call in sheet.calls
    )
    days = f"<h2>{words['week_1']}</h2>{_list(sheet.week_1)}<h2>{words['weeks_2_to_6']}</h2>{_list(sheet.weeks_2_to_6)}"
    return (
        "<style>h1, h2, h3 {font-family: 'Source Serif 4'; color: #0E5C5A}</style>"
        f"<table width='100%'><tr><td><h2>{escape(sheet.practice)}</h2>{sheet.phone} {sheet.email}</td>"
        f"<td align='right'>{sheet.session}<br>{sheet.zones}</td></tr></table><hr><h1>{words['title']}</h1>"
        f"<p><b>{sheet.client}</b> {words['finished']} <b>{sheet.finished_text}</b></p><h2>{words['again']}</h2>"
        f"<table border='1' width='100%'><tr>{''.join(boxes[:3])}</tr><tr>{''.join(boxes[3:])}</tr></table>"
        f"<p>{_rich(sheet.medicines)}</p><h2>{words['normal']}</h2>"
        f"<table width='100%'>{chart}</table><p>{_rich(sheet.bruises)}</p>"
        f"<table width='100%'><tr><td><h2>{words['do']}</h2>{_list(sheet.do)}</td>"
        f"<td><h2>{words['not_yet']}</h2>{_list(sheet.not_yet)}</td></tr></table>"
        f"<table border='1' width='100%'><tr><td><h2>{words['worried']}</h2><h1>{sheet.phone}</h1>"
        f"{_rich(sheet.alarm)}</td><td><img src='code'></td></tr></table>{calls}{_list(sheet.for_you)}"
        f"<table width='100%'><tr><td><h2>{words['first_hours']}</h2>{_list(sheet.first_hours)}</td>"
        f"<td>{days}</td></tr></table>"
        f"<p>{_rich(sheet.next_visit)}<br>{_rich(sheet.before_next)}</p><p>{sheet.made}</p>"
    )


def _list(lines: tuple[Line, ...]) -> str:
    return f"<ul>{''.join(f'<li>{_rich(line)}</li>' for line in lines)}</ul>"


def _rich(line: Line) -> str:
    return "".join(f"<b>{escape(text)}</b>" if bold else escape(text) for text, bold in line.spans)
