"""The rules, or the contradictions, as rows: chosen by a tap, by up and down, or by a screen reader."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QListView, QWidget

from needledesk.ui.settings.protocol.rule_delegate import RuleDelegate
from needledesk.ui.settings.protocol.rule_model import RuleModel
from needledesk.ui.theme import Theme


class RuleRows(QListView):
    """`chosen` says the id of the rule or contradiction when another row is stood on."""

    chosen = Signal(str)

    def __init__(self, model: RuleModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._saying = True
        self.setModel(model)
        self.setItemDelegate(RuleDelegate(self))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName("Rules of the protocol")
        selection = self.selectionModel()
        selection.currentChanged.connect(self._stood_on)
        selection.selectionChanged.connect(lambda *_: QTimer.singleShot(0, self, self._chosen_from_outside))
        Theme.current().changed.connect(self._look_changed)

    def show_chosen(self, key: str) -> None:
        """Mark the row of that rule or contradiction, none if it is not shown. Says nothing."""
        row = self._model.row_of(key)
        self._saying = False
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect
        if row < 0:
            self.selectionModel().clear()
        elif row != self.currentIndex().row() or not self.selectionModel().isSelected(self.currentIndex()):
            self.selectionModel().setCurrentIndex(self._model.index(row), flags)
        if row >= 0:
            self.scrollTo(self._model.index(row))
        self._saying = True

    def _stood_on(self, index: QModelIndex) -> None:
        key = self._model.key(index.row())
        if self._saying and key:
            self.chosen.emit(key)

    def _chosen_from_outside(self) -> None:
        """A screen reader moves the selection but not the current row."""
        selected = self.selectionModel().selectedIndexes()
        if selected and selected[-1] != self.currentIndex():
            self.selectionModel().setCurrentIndex(selected[-1], QItemSelectionModel.SelectionFlag.NoUpdate)

    def _look_changed(self) -> None:
        self.scheduleDelayedItemsLayout()
        self.viewport().update()
