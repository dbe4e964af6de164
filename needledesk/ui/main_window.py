"""The window: which page is shown, and all the wires between the parts, in one block."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QStackedWidget, QWidget

from needledesk.desk.desk import Desk
from needledesk.domain.clients import Client, ClientLine
from needledesk.domain.practice import Practice
from needledesk.settings import Settings
from needledesk.ui import window_place
from needledesk.ui.background import Background
from needledesk.ui.clients.client_list import ClientList
from needledesk.ui.clients.nobody import NobodyPage
from needledesk.ui.frame import Frame
from needledesk.ui.pages import Pages
from needledesk.ui.rail import PLACES, Rail
from needledesk.ui.top_window import TopWindow

if TYPE_CHECKING:
    from needledesk.ui.backup.backups import Backups
    from needledesk.ui.clients.overview import Overview
    from needledesk.ui.clients.workspace import Workspace
    from needledesk.ui.visit.open_visit import OpenVisit
    from needledesk.ui.window_keys import WindowKeys


class MainWindow(TopWindow):
    """The open desk. Pages are made when they are first shown; the title never names a client."""

    closed = Signal()
    restored = Signal()  # the desk works with another file: nothing on the screen counts any more
    lock_requested = Signal()
    lock_changed = Signal()  # after how long it locks itself

    def __init__(
        self,
        desk: Desk,
        background: Background,
        settings: Settings,
        practice: Practice,
        first: tuple[ClientLine, ...] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(settings, lambda: desk.now().date(), parent)
        self._desk, self._background = desk, background
        self._left = False  # closed for good
        self._awaits_visit, self._fresh = False, 0  # and a client whose details were kept just now
        self._keys: WindowKeys | None = None  # from the first picture on
        self._training = practice.training
        self.rail, self.clients = Rail(), ClientList(desk, background, first)
        self.nobody, self.stack = NobodyPage(), QStackedWidget()
        self.frame = Frame(self.rail, self.clients, self.stack)
        self.pages = Pages(desk, background, settings, self.frame, self.stack, self._wire_page)
        self.stack.addWidget(self.nobody)
        self.setCentralWidget(self.frame)
        self.name(practice.training)
        self.rail.show_place("clients")
        self.nobody.show_empty(not self.clients.model.rowCount() and first is not None)
        self._wire()

    def _wire(self) -> None:
        """Every wire between parts that do not know each other."""
        self.rail.place_requested.connect(self.show_place)
        self.rail.lock_requested.connect(self.lock_requested)
        self.clients.chosen.connect(self.show_client)
        self.clients.new_requested.connect(self.add_client)
        self.clients.emptied.connect(self.nobody.show_empty)
        self.nobody.new_requested.connect(self.add_client)
        self.new_day.connect(self.clients.model.reread)
        self.dressed.connect(self.frame.arrange)
        self.painted.connect(self._add_keys)
        self.painted.connect(self._watch_file)
        self.clients.notices_requested.connect(self.show_settings)
        self._background.refused.connect(self.tell)
        self._background.not_saved.connect(lambda error: self.pages.disk.tell(error))

    def _wire_page(self, name: str) -> None:
        """The wires of a part that has just been made."""
        if name == "workspace":
            self.workspace.shown.connect(self._client_shown)
            self.workspace.shown.connect(lambda overview: self.pages.looks.at(overview.client.id))
            self.workspace.visit_requested.connect(self.show_visit)
            self.workspace.begin_requested.connect(self.begin_visit)
            self.workspace.edit_requested.connect(self.edit_client)
            self.workspace.list_requested.connect(self.pages.fold.toggle)
            self.workspace.more.erased.connect(self._client_erased)
        elif name == "open_visit":
            self.open_visit.opened.connect(self._visit_opened)
            self.open_visit.opened.connect(lambda: self.pages.looks.at(self.open_visit.visit.client))
            self.open_visit.state_changed.connect(self._visit_changed)
            self.open_visit.failed.connect(self.tell)
        elif name == "side":
            self.pages.side.jump_requested.connect(self._jump)
            self.pages.side.section_requested.connect(lambda name: self.pages.visit.show_section(name))
            self.pages.side.open_requested.connect(self.show_visit)
            self.pages.side.request_requested.connect(lambda: self.pages.visit.papers.print_letter_request())
            self.pages.side.client_changed.connect(self._client_changed)
        elif name == "disk":
            self.pages.disk.print_requested.connect(lambda: self.pages.visit.papers.print_record())
        elif name == "visit":
            self.pages.visit.list_requested.connect(self.pages.fold.toggle)
        elif name == "form":
            self.pages.form.kept.connect(self._client_kept)
            self.pages.form.left.connect(self._form_left)
        elif name == "today":
            self.pages.today.client_requested.connect(self.show_client)
            self.pages.today.visit_requested.connect(self.show_visit)
            self.pages.today.new_requested.connect(self.add_client)
            self.pages.today.searched.connect(self.pages.fold.follow)
            self.pages.today.search_entered.connect(self.clients.open_first_match)
            self.new_day.connect(self.pages.today.reread)
            self.rail.items["today"].clicked.connect(self.pages.today.back)
        elif name == "settings":
            self.pages.settings.looks_changed.connect(self.dress)
            self.pages.settings.clients_changed.connect(self.clients.model.reread)
            self.pages.settings.lock_changed.connect(self.lock_changed)
            self.pages.settings.watch = self.backups.watch
            self.pages.settings.backup_requested.connect(self.backups.show)

    @cached_property
    def backups(self) -> Backups:
        """What looks after the copies; from the first picture on."""
        from needledesk.ui.backup.backups import Backups

        made = Backups(self._desk, self._background, self.rail.backup, lambda: self.pages.toasts, self._training, self)
        made.restored.connect(self.restored)
        return made

    @property
    def open_visit(self) -> OpenVisit:
        """The visit that is open, or none yet."""
        return self.pages.open_visit

    @property
    def workspace(self) -> Workspace:
        """The page of one client."""
        return self.pages.workspace

    # -- going somewhere ------------------------------------------------------------------------------------

    def show_place(self, place: str) -> None:
        """Today, Clients or Settings."""
        self.keep_typed()
        if place in ("today", "settings"):
            self._show(self.pages.today if place == "today" else self.pages.settings, clients=False, side=False)
        elif self.pages.shows("visit"):
            self.show_client(self.open_visit.visit.client)
        elif self.pages.visit_open:
            self._show(self.pages.visit, clients=False, side=True)
        else:
            self._show_clients()
        self.rail.show_place(place)

    def show_settings(self, page: str) -> None:
        """A page of the settings."""
        self.show_place("settings")
        self.pages.settings.go_to(page)

    def show_client(self, client: int) -> None:
        """One client's timeline."""
        self._awaits_visit = False
        if self.pages.visit_open:
            self.open_visit.leave()
        self.clients.show_client(client)
        self.workspace.show_client(client)

    def show_visit(self, visit: int) -> None:
        """One visit; the list folds away."""
        self._awaits_visit = True
        self.open_visit.open(visit)

    def begin_visit(self, client: int) -> None:
        """The client is here: the visit that is still open, or a new one."""
        self._awaits_visit = True
        self.open_visit.begin(client)

    def begin_here(self) -> None:
        """A new visit for the client on the screen."""
        if self.pages.shows("visit"):
            self.begin_visit(self.open_visit.visit.client)
        elif self.pages.shows("workspace"):
            self.workspace.begin()

    def add_client(self, name: str = "") -> None:
        """The form for a new client."""
        self._leave_visit()
        self.clients.show_client(0)
        self._show(self.pages.form, clients=True, side=False)
        self.pages.form.start_new(name)

    def edit_client(self, client: Client) -> None:
        """The form with a client's details."""
        self._show(self.pages.form, clients=True, side=False)
        self.pages.form.start_change(client)

    def go_search(self) -> None:
        """The search field, wherever one is."""
        if self.pages.shows("settings"):
            self.show_place("clients")
        self.pages.fold.go_search()

    def back(self) -> None:
        """Esc, where nothing nearer takes it."""
        if self.pages.shows("form"):
            self.pages.form.leave()
        elif self.pages.shows("today"):
            self.pages.fold.back(self.pages.today)
        elif self.clients.search.hasFocus() and self.clients.search.text():
            self.clients.search.clear()
        elif self.pages.shows("settings"):
            self.show_place("clients")
        elif not self.frame.roomy and self.pages.shows("workspace"):
            self.pages.fold.toggle()

    def _show(self, page: QWidget, clients: bool, side: bool) -> None:
        if side:
            self.pages.side.show()
        self.stack.setCurrentWidget(page)
        self.workspace.show_folded(not clients)
        self.frame.show_parts(clients, side)
        if self._keys is not None:
            self._keys.take_escape(not self.pages.shows("visit"))
        self.rail.show_place(next((name for name in ("today", "settings") if self.pages.shows(name)), "clients"))

    def _show_clients(self) -> None:
        if self.workspace.client:
            self.workspace.reload()
        else:
            self._show(self.nobody, clients=True, side=False)

    def _leave_visit(self) -> None:
        self._awaits_visit = False
        if self.pages.visit_open:
            self.open_visit.leave()
            self.workspace.clear()

    # -- what came --------------------------------------------------------------------------------------------

    def _client_shown(self, overview: Overview) -> None:
        if self._awaits_visit or self.pages.visit_open:
            return
        self._show(self.workspace, clients=self.frame.roomy, side=True)
        shown = overview.client, overview.newest, overview.verdict, overview.letters, overview.protocol
        self.pages.side.show_client(*shown)
        self.clients.show_client(overview.client.id)
        if self._fresh == overview.client.id:
            self.workspace.take_focus()
        self._fresh = 0

    def _visit_opened(self) -> None:
        if self._awaits_visit:
            self._awaits_visit = False
            self.clients.show_client(self.open_visit.visit.client)
            self._show(self.pages.visit, clients=False, side=True)
            self.pages.side.show_visit()
            self.pages.visit.tabs.setFocus(Qt.FocusReason.OtherFocusReason)

    def _visit_changed(self) -> None:
        if self.pages.visit_open:
            self.clients.model.refresh(self.open_visit.visit.client)

    def _client_changed(self) -> None:
        if self.pages.shows("workspace"):
            self.workspace.reload()

    def _client_kept(self, client: Client, new: bool) -> None:
        self.clients.show_new(client.id, client.details.name)
        if new:
            self.pages.toasts.say(f"{client.details.name} added", "circle-check")
        self._fresh = client.id
        self.show_client(client.id)

    def _client_erased(self, _: int) -> None:
        """Nothing of the client stays in the window: page, side column, list, the day's board."""
        self._leave_visit()
        self.workspace.clear()
        self._show(self.nobody, clients=True, side=False)
        self.clients.show_client(0)
        self.clients.model.reread()
        self.pages.forget_client()

    def _form_left(self, behind: bool) -> None:
        self._show_clients()
        if behind:
            self.pages.toasts.say("Not kept yet", "pencil", "Go on typing", self._back_to_form, "undo-2")

    def _back_to_form(self) -> None:
        self._leave_visit()
        self._show(self.pages.form, clients=True, side=False)
        self.pages.form.go_on()

    def _jump(self, key: str) -> None:
        if self.pages.shows("visit"):
            self.pages.visit.jump(key)

    # -- keys -------------------------------------------------------------------------------------------------

    def _add_keys(self) -> None:
        """The keys of the whole window; a page's own keys are the page's."""
        from needledesk.ui.window_keys import WindowKeys

        calls: dict[str, Callable[[], None]] = {
            **{key: partial(self.show_place, place) for place, (_, _, key) in PLACES.items()},
            "Ctrl+F": self.go_search,
            "Ctrl+N": self.add_client,
            "Ctrl+Shift+N": self.begin_here,
            "Ctrl+B": lambda: self.backups.back_up(),
            "Ctrl+L": self.lock_requested.emit,
            "F1": self.show_keys,
            "F11": self.toggle_full_screen,
        }
        self._keys = WindowKeys(self, calls, self.back)
        self.pages.watch_clock()

    def _watch_file(self) -> None:
        from needledesk.ui.record_watch import RecordWatch

        watch = RecordWatch(self._desk, self._background, self._training, self)
        watch.told.connect(self.clients.show_notices)
        self.backups.runs.ended.connect(watch.look)

    # -- the window itself ------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A client's page keeps its room: the list folds away beside it, or comes back."""
        super().resizeEvent(event)
        if self.pages.shows("workspace") and self.frame.roomy == self.workspace.folded:
            self._show(self.workspace, clients=self.frame.roomy, side=True)

    def showEvent(self, event: QShowEvent) -> None:
        """Typing finds a client at once."""
        super().showEvent(event)
        self.clients.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def keep_typed(self) -> None:
        """Hand everything that was typed to the desk, now."""
        from needledesk.ui.draft import keep_drafts

        keep_drafts(self)
        if self.pages.visit_open:
            self.open_visit.keep_typed()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Keep what is typed, let everything get to disk, close the file; once."""
        if self._left:
            return
        self.keep_typed()
        self.backups.runs.cancel()
        self._background.hurry()
        self.busy_while(self._background.wait)
        if self._background.unsaved and not self.pages.disk.may_close():
            event.ignore()
            return
        window_place.remember(self, self._settings)
        self._background.ask(self._desk.backups.at_lock)
        self._background.ask(self._desk.close)
        self._background.close()
        self._left = True
        event.accept()
        self.closed.emit()
