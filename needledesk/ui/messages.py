"""The one place that speaks to the user: toasts, questions, errors, and our own faults."""

from __future__ import annotations

import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from needledesk import settings
from needledesk.errors import DeskError
from needledesk.ui.widgets.message_box import MessageBox
from needledesk.ui.widgets.toast import Toasts

KEPT_REPORTS = 20

__all__ = ["Toasts", "ask", "crashed", "explain", "report"]


def explain(
    parent: QWidget | None, error: DeskError, retry: Callable[[], object] | None = None, retry_text: str = "Try again"
) -> bool:
    """Tell what happened, what is kept and what to do. True if the user wants to try again; `retry` is then called."""
    box = MessageBox(parent, error.happened, error.safe, error.do)
    if retry is not None:
        box.add_action(retry_text, "refresh-cw", "primary", accept=True)
    box.add_action("Close", "", "plain", accept=False)
    again = box.run()
    if again and retry is not None:
        retry()
    return again


def ask(
    parent: QWidget | None,
    title: str,
    text: str,
    do: str,
    keep: str = "Cancel",
    kind: str = "primary",
    icon: str = "",
    final: bool = False,
) -> bool:
    """Ask one question. True if the user chose `do`; Esc and `keep` leave everything as it is.

    Enter takes `do`, but `keep` where `do` is `final` or a danger: one key too many must not seal or lose a thing.
    """
    box = MessageBox(parent, title, text, status="")
    box.add_action(do, icon, kind, accept=True)
    stay = box.add_action(keep, "", "plain", accept=False)
    if final or kind == "danger":
        stay.setFocus(Qt.FocusReason.OtherFocusReason)
    return box.run()


def crashed(fault: BaseException) -> None:
    """Tell of a fault of the program and leave a report without personal data; while one is told, only report."""
    told = any(isinstance(window, MessageBox) and window.isVisible() for window in QApplication.topLevelWidgets())
    path = report(fault)
    if told:
        return
    where = f"A report without any client’s data lies in {path}." if path is not None else ""
    box = MessageBox(
        QApplication.activeWindow(),
        "Something in NeedleDesk went wrong",
        "What was saved stays saved, and what you typed is still here.",
        f"Go on, or close and start again. {where}".strip(),
    )
    box.add_action("Go on", "", "primary", accept=True)
    box.run()


def report(fault: BaseException, folder: Path | None = None) -> Path | None:
    """Write kind and code lines of a fault to a file; never its text or any value. None if the disk refused."""
    folder = folder or settings.home() / "reports"
    path = folder / f"fault-{datetime.now(UTC):%Y%m%d-%H%M%S-%f}.txt"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(_code_lines(fault), encoding="utf-8")
        for old in sorted(folder.glob("fault-*.txt"))[:-KEPT_REPORTS]:
            old.unlink()
    except OSError:
        return None
    return path


def _code_lines(fault: BaseException) -> str:
    """The kind of the fault and of what led to it, with the lines of code passed through."""
    lines: list[str] = []
    link: BaseException | None = fault
    seen: set[int] = set()  # a fault that was raised anew from itself leads to itself
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        lines.append(type(link).__qualname__)
        for frame in traceback.extract_tb(link.__traceback__):
            lines.append(f"  {_module(frame.filename)}:{frame.lineno} in {frame.name}: {frame.line or ''}")
        link = link.__cause__ or link.__context__
    return "\n".join(lines) + "\n"


def _module(filename: str) -> str:
    """A path from the package on: what lies above names the user."""
    parts = Path(filename).parts
    for start in ("needledesk", "site-packages"):
        if start in parts:
            last = len(parts) - 1 - parts[::-1].index(start)
            return "/".join(parts[last:])
    return parts[-1]
