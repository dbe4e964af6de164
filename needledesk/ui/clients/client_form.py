"""Who a client is: the page that adds one or corrects the details."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.calendar import Precision, When
from needledesk.domain.clients import Client, Details, checked
from needledesk.domain.practice import Country
from needledesk.errors import BadInput, DeskError
from needledesk.ui.background import Background
from needledesk.ui.clients.alert_rows import AlertRows
from needledesk.ui.clients.form_draft import NEW, PLACE, Fields, Unfinished, follow
from needledesk.ui.clients.overview import SKIN_TYPES
from needledesk.ui.widgets.buttons import Button
from needledesk.ui.widgets.date_field import DateField
from needledesk.ui.widgets.field import Field, LineField
from needledesk.ui.widgets.scroll import ScrollColumn
from needledesk.ui.widgets.segment import Choice, Segment
from needledesk.ui.widgets.stepper import Stepper
from needledesk.ui.widgets.text import Text

#: A course longer than this is not planned in one go.
LONGEST_COURSE = 20


class ClientForm(QWidget):
    """`kept` carries the Client once it is on disk; `left` says that the user went away without keeping.

    What was typed for a new client stays in the form until it is kept or cleared, so leaving loses nothing.
    """

    kept = Signal(object, bool)  # Client, whether it is new
    left = Signal(bool)  # whether something typed was left behind

    def __init__(self, desk: Desk, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk, self._background = desk, background
        self._client: Client | None = None
        self._shown = self._draft = Details("")
        self._today = desk.now().date()
        self.given, self.family = LineField("First name"), LineField("Family name")
        self.phone, self.email = LineField("Phone"), LineField("Email")
        self.goal = LineField("Goal", "acne scars, cheeks")
        self.born = DateField("Birth date", self._today, quick=())
        self.skin = Segment(
            [Choice(str(n), SKIN_TYPES[n], "", "no", 52) for n in range(1, 7)], "Skin type", clearable=True
        )
        self.course = Stepper(0, 0, LONGEST_COURSE, "Planned sessions", 44)
        self.alerts = AlertRows()
        self.born.day.setPlaceholderText("19 Nov 1990")
        self._born_field = Field("Birth date", self.born, "For the age rule")
        self._title, self._wrong = Text("", "screen"), Text("", "error", wrap=True)
        self.unfinished = Unfinished()
        lines = {name: getattr(self, name).line for name in ("given", "family", "phone", "email", "goal")}
        fields = Fields(lines, self.born, self.skin, self.course, self.alerts)
        self.draft = follow(fields, desk, background, self)
        self.keep = Button("Add client", "check", "primary", 56, "Ctrl Enter")
        self.cancel = Button("Cancel", "", "plain", 56)
        self._arrange()
        self.draft.brought_back.connect(self.unfinished.tell)
        self.unfinished.discarded.connect(self._discard)
        self.keep.clicked.connect(self._keep)
        self.cancel.clicked.connect(self.leave)
        QShortcut(QKeySequence("Ctrl+Return"), self, self._keep, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        QShortcut(QKeySequence("Ctrl+Enter"), self, self._keep, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # -- what is shown ------------------------------------------------------------------------------------

    def start_new(self, typed: str = "") -> None:
        """A new client; what was left behind earlier is still there, unless a name comes with the call."""
        self.draft.keep_now()  # of the client who stood there before
        if typed:
            given, _, family = typed.partition(" ")
            self._show(None, Details(given[:1].upper() + given[1:], family[:1].upper() + family[1:]))
        elif self._client is not None:
            self._show(None, self._draft)
        self._shown = self._draft = Details("")
        self.unfinished.hide()
        self.draft.open(NEW, bring_back=self.details == Details(""))
        self._enter("New client", "Add client")

    def start_change(self, client: Client) -> None:
        """Correct the details of a client."""
        self.draft.keep_now()
        if self._client is None:
            self._draft = self.details
        self._show(client, client.details)
        self.unfinished.hide()
        self.draft.open(f"{PLACE}:{client.id}")
        self._enter(f"Edit client {client.number}", "Keep changes")

    @property
    def what(self) -> str:
        """Whether it is for a "new" client or a "change" of one."""
        return "new" if self._client is None else "change"

    @property
    def details(self) -> Details:
        """The details as they are typed."""
        when = self.born.when
        born = when.last_day() if when is not None and when.precision is Precision.DAY else None
        return Details(
            given=self.given.text,
            family=self.family.text,
            born=born,
            phone=self.phone.text,
            email=self.email.text,
            skin_type=int(self.skin.value or 0),
            goal=self.goal.text,
            course=self.course.value,
            alerts=self.alerts.alerts,
        )

    def leave(self) -> None:
        """Go away without keeping."""
        self.draft.keep_now()
        self.left.emit(self.details != self._shown)

    def go_on(self) -> None:
        """Back to what was left behind."""
        self.given.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show(self, client: Client | None, details: Details) -> None:
        self._client, self._shown = client, details
        self.given.set_text(details.given)
        self.family.set_text(details.family)
        self.phone.set_text(details.phone)
        self.email.set_text(details.email)
        self.goal.set_text(details.goal)
        self.born.when = When(details.born.isoformat()) if details.born else None
        self.skin.set_value(str(details.skin_type) if details.skin_type else "")
        self.course.set_value(details.course)
        self.alerts.show_alerts(details.alerts)
        self._born_field.complain("")
        self._wrong.hide()

    def _enter(self, title: str, keep: str) -> None:
        self._title.setText(title)
        self.keep.set_caption(keep)
        self._today = self._desk.now().date()
        self.born.set_today(self._today)
        self._background.ask(self._desk.practice.country, then=self._read_dates_as)
        self.given.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read_dates_as(self, country: Country) -> None:
        self.born.set_order(country.date_order)

    # -- keeping ------------------------------------------------------------------------------------------

    def _keep(self) -> None:
        if not self.keep.isEnabled():
            return
        self.keep.setFocus(Qt.FocusReason.OtherFocusReason)  # a date being typed is read when the cursor leaves it
        if not self._all_right():
            return
        self.keep.set_busy(True)
        if self._client is None:
            self._background.save(self._desk.clients.add, self.details, then=self._added, failed=self._refused)
        else:
            call = self._desk.clients.change
            self._background.save(call, self._client.id, self.details, then=self._changed, failed=self._refused)

    def _all_right(self) -> bool:
        """Say in red what is missing or cannot be, and bring the cursor there."""
        self.given.complain("" if self.given.text else "Type at least the first name")
        self._born_field.complain(self._wrong_birth_date())
        for field, control in ((self.given, self.given.line), (self._born_field, self.born.day)):
            if field.wrong:
                control.setFocus(Qt.FocusReason.OtherFocusReason)
                return False
        return not self.born.error()

    def _wrong_birth_date(self) -> str:
        if self.born.error():
            return ""  # the date field itself says what is wrong
        born, had = self.details.born, self._client is None or self._client.details.born is not None
        if born is None:
            return "Day, month and year, please: the age rule needs them" if had or self.born.when else ""
        return _impossible(born, self._today)

    def _discard(self) -> None:
        """What came back is not wanted: as the file has it, or empty."""
        self.draft.done()
        self._show(self._client, self._shown)
        self.unfinished.hide()
        self.go_on()

    def _added(self, client: Client) -> None:
        self.keep.set_busy(False)
        self.draft.done()
        self._show(None, Details(""))
        self.kept.emit(client, True)

    def _changed(self, client: Client) -> None:
        self.keep.set_busy(False)
        self.draft.done()
        self._show(None, self._draft)
        self.kept.emit(client, False)

    def _refused(self, error: DeskError) -> None:
        self.keep.set_busy(False)
        self._wrong.setText(str(error))
        self._wrong.show()

    # -- layout -------------------------------------------------------------------------------------------

    def _arrange(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        scroll = ScrollColumn()
        scroll.body.setContentsMargins(24, 16, 24, 16)
        scroll.body.addWidget(self._title)
        scroll.body.addWidget(self.unfinished)
        scroll.body.addLayout(self._grid())
        scroll.body.addWidget(Text("Alerts, shown wherever this client is", "lab"))
        scroll.body.addWidget(self.alerts)
        scroll.body.addStretch(1)
        column.addWidget(scroll, 1)
        foot = QHBoxLayout()
        foot.setContentsMargins(24, 12, 24, 16)
        foot.setSpacing(12)
        foot.addWidget(self._wrong, 1)
        foot.addStretch(1)
        foot.addWidget(self.cancel)
        foot.addWidget(self.keep)
        self._wrong.hide()
        column.addLayout(foot)

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(14)
        skin, course = (
            Field("Skin type (Fitzpatrick)", self.skin),
            Field("Planned sessions, 0 if not agreed", self.course),
        )
        places = (self.given, self.family, self._born_field, skin, self.phone, self.email, self.goal, course)
        for number, field in enumerate(places):
            grid.addWidget(field, number // 2, number % 2, Qt.AlignmentFlag.AlignTop)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        return grid


def _impossible(born: date, today: date) -> str:
    """What is wrong with a birth date, in words; empty if it can be."""
    try:
        checked(Details("-", born=born), today)
    except BadInput as error:
        return error.happened
    return ""
