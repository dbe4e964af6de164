"""A card of the day: a title with a count, rows with a line between, or a sentence where there is none."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.domain.today import Line
from needledesk.ui.today.row import LineRow
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.hairline import Hairline
from needledesk.ui.widgets.text import Text

#: What makes each row, by its key.
Rows = Mapping[Hashable, Callable[[], QWidget]]


class DayCard(QFrame):
    """`rows` are what it shows now. Shown anew, the focus stays with the row of the same key."""

    all_requested = Signal()

    def __init__(self, title: str, nothing: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("cls", "card")
        self.setAccessibleName(title)
        self.title = title
        self.rows: dict[Hashable, QWidget] = {}
        self.count = Text("", "small")
        self.nothing = Text(nothing, "body", "ink2", wrap=True)
        self.nothing.setContentsMargins(16, 14, 16, 14)
        self.all = Button("", "arrow-right")
        self.all.clicked.connect(self.all_requested)
        self._body = QVBoxLayout()
        self._body.setSpacing(0)
        self._between: list[QWidget] = []
        column = QVBoxLayout(self)
        column.setContentsMargins(1, 1, 1, 1)
        column.setSpacing(0)
        column.addLayout(self._head())
        column.addWidget(Hairline())
        column.addLayout(self._body)
        column.addWidget(self.nothing)
        self._foot = self._put_in_foot()
        column.addWidget(self._foot)

    def show_rows(self, made: Rows, total: int, all_of_them: str = "") -> None:
        """Show these rows of `total`, and where there are more the button to `all_of_them`."""
        focused = self._focused()
        for old in (*self.rows.values(), *self._between):
            self._body.removeWidget(old)
            old.hide()
            old.deleteLater()
        self.rows, self._between = {}, []
        for key, make in made.items():
            if self.rows:
                self._between.append(Hairline())
                self._body.addWidget(self._between[-1])
            self.rows[key] = make()
            self._body.addWidget(self.rows[key])
        self.count.setText(str(total) if total else "")
        self.nothing.setVisible(not made)
        self._foot.setVisible(total > len(made))
        self.all.set_caption(all_of_them)
        self._focus_again(focused)

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(16, 13, 16, 12)
        head.addWidget(Text(self.title, "h2", wrap=True), 1)
        head.addWidget(self.count)
        return head

    def _put_in_foot(self) -> QWidget:
        foot = QWidget()
        column = QVBoxLayout(foot)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(Hairline())
        inner = QVBoxLayout()
        inner.setContentsMargins(12, 8, 12, 11)
        inner.addWidget(self.all)
        column.addLayout(inner)
        foot.hide()
        return foot

    def _focused(self) -> tuple[Hashable, str] | None:
        """The key of the row that has the focus, and the name of what in it."""
        at = QApplication.focusWidget()
        for key, row in self.rows.items():
            if at is not None and (at is row or row.isAncestorOf(at)):
                return key, at.accessibleName()
        return None

    def _focus_again(self, focused: tuple[Hashable, str] | None) -> None:
        """The row is gone: the first one takes the focus, so that a keyboard is not sent back to the top."""
        if focused is None or not self.rows:
            return
        row = self.rows.get(focused[0], next(iter(self.rows.values())))
        inside = [one for one in (row, *row.findChildren(QWidget)) if one.accessibleName() == focused[1]]
        stops = [one for one in (*inside, row, *row.findChildren(Button)) if one.focusPolicy()]
        if stops:
            row.show()  # else it is shown too late to take the focus
            stops[0].setFocus()


class LinesCard(DayCard):
    """The first few of many lines. `opened` carries the Line that was pressed, `all_requested` asks for the rest."""

    opened = Signal(object)

    def __init__(self, title: str, nothing: str, all_of_them: str, few: int, parent: QWidget | None = None) -> None:
        """`all_of_them`: what the button to the rest says, with `{}` for how many there are."""
        super().__init__(title, nothing, parent)
        self._all_of_them, self._few = all_of_them, few
        self.lines: Sequence[Line] = ()

    def show_lines(self, lines: Sequence[Line]) -> None:
        """Show these; nothing moves if they are the same."""
        if lines != self.lines or not self.rows:
            self.lines = lines
            first = lines[: self._few]
            made: Rows = {(line.client, line.visit): self._maker(line) for line in first}
            self.show_rows(made, len(lines), self._all_of_them.format(f"{len(lines):,}"))

    def _maker(self, line: Line) -> Callable[[], QWidget]:
        def make() -> QWidget:
            row = LineRow(line)
            row.clicked.connect(lambda: self.opened.emit(line))
            return row

        return make
