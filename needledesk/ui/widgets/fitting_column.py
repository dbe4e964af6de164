"""A scrolling column that takes no more room than what is inside needs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QSize
from PySide6.QtWidgets import QSizePolicy, QWidget

from needledesk.ui.widgets.scroll import ScrollColumn

#: px it may shrink to
LOWEST = 120


class FittingColumn(ScrollColumn):
    """As high as what is inside, less where there is no room; what stands below it gets the rest."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = False
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)

    def sizeHint(self) -> QSize:
        """The height of what is inside."""
        tall = self.body.heightForWidth(self.viewport().width()) if self.body.hasHeightForWidth() else 0
        return QSize(super().sizeHint().width(), tall or self.body.sizeHint().height())

    def show_whole(self, whole: bool) -> None:
        """Whether it never gets lower than what is inside, because something around it scrolls."""
        self._whole = whole
        self.updateGeometry()

    def minimumSizeHint(self) -> QSize:
        """It may get low, unless it is to be shown whole."""
        return QSize(super().minimumSizeHint().width(), self.sizeHint().height() if self._whole else LOWEST)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The height follows what is inside."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
