"""The pages of a letter that is being recorded: photos or scans, made fit to keep beside everything else."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.photos import Prepared
from needledesk.errors import DeskError
from needledesk.ui.background import Background
from needledesk.ui.visit.drop_area import KINDS
from needledesk.ui.visit.photo_batch import PICTURES, picture_files
from needledesk.ui.widgets.announce import announce
from needledesk.ui.widgets.buttons import Button, IconButton
from needledesk.ui.widgets.flow import Flow
from needledesk.ui.widgets.text import Text
from needledesk.ui.widgets.thumbnail import Thumbnail, decoded

FILTER = f"Pages ({' '.join(f'*{kind} *{kind.upper()}' for kind in PICTURES)});;All files (*)"


class _Page(QWidget):
    """A page on its way in, or taken in: its small picture, and a button that leaves it out again."""

    remove_requested = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.prepared: Prepared | None = None
        self.thumbnail = Thumbnail("Page")
        self.remove = IconButton("x", "Leave this page out", "quiet")
        self.remove.clicked.connect(self.remove_requested)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(self.thumbnail)
        row.addWidget(self.remove)

    def count(self, number: int) -> None:
        """Which page it is, in words."""
        self.thumbnail.setAccessibleName(f"Page {number}")
        self.remove.setAccessibleName(f"Leave page {number} out")
        self.remove.setToolTip(f"Leave page {number} out")


class LetterPages(QFrame):
    """Files come by the button or are dropped; a refused one is told in a sentence. `changed` after each of them."""

    changed = Signal()

    def __init__(
        self, prepare: Callable[[Path], Prepared], background: Background, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._prepare, self._background = prepare, background
        self._pages: list[_Page] = []
        self._folder = ""  # the last one files came from
        self.setProperty("cls", "drop")
        self.setAccessibleName("Pages of the letter")
        self.setAcceptDrops(True)
        self.add = Button("Add a photo or scan", "image-up")
        self.add.clicked.connect(self.choose_files)
        self.hint = Text(f"Or drop it here: {KINDS}", "small", wrap=True)
        self.refused = Text("", "error", wrap=True)
        self.refused.hide()
        self._strip = QWidget()
        self._flow = Flow(8, self._strip)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.add)
        head.addWidget(self.hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 12, 10)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self._strip)
        column.addWidget(self.refused)
        self._strip.hide()

    @property
    def pages(self) -> tuple[Prepared, ...]:
        """Those taken in, in the order in which they were handed in."""
        return tuple(page.prepared for page in self._pages if page.prepared is not None)

    @property
    def reading(self) -> int:
        """How many are still on their way in."""
        return sum(page.prepared is None for page in self._pages)

    def take_in(self, paths: Iterable[Path]) -> None:
        """Take files in, one page each."""
        self._complain("")
        for path in paths:
            self._folder = str(path.parent)
            self._begin(path)
        self._count()

    def choose_files(self) -> None:
        """Ask which files."""
        dialog = QFileDialog(self, "Pages of the letter", self._folder, FILTER)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        dialog.filesSelected.connect(lambda names: self.take_in([Path(name) for name in names]))
        dialog.open()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be let go here."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take in what was let go."""
        self.take_in(picture_files([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]))
        event.acceptProposedAction()

    def _begin(self, path: Path) -> None:
        page = _Page()
        page.remove_requested.connect(lambda: self._drop(page))
        self._pages.append(page)
        self._flow.addWidget(page)

        def came(prepared: Prepared) -> None:
            page.prepared = prepared
            self._background.aside(decoded, prepared.thumbnail, then=shown, owner=page)
            self._count()

        def shown(image: QImage) -> None:
            page.thumbnail.show_image(image)

        def refused(error: DeskError) -> None:
            self._drop(page)
            self._complain(" ".join(part for part in (self.refused.text(), f"{path.name}: {error}") if part))

        self._background.aside(self._prepare, path, then=came, failed=refused, owner=page)

    def _drop(self, page: _Page) -> None:
        if page in self._pages:
            self._pages.remove(page)
            self._flow.removeWidget(page)
            page.hide()
            page.deleteLater()
            self._count()

    def _count(self) -> None:
        for number, page in enumerate(self._pages, 1):
            page.count(number)
        self._strip.setVisible(bool(self._pages))
        self._strip.updateGeometry()
        self.changed.emit()

    def _complain(self, text: str) -> None:
        self.refused.setText(text)
        self.refused.setVisible(bool(text))
        if text:
            announce(self.add, text, urgent=True)
