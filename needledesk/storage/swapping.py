"""A restored file takes the record file's name; today's file is put aside and never written over.

Two names cannot change at once. A few words beside the file say what is under way, so that whatever ends the program
in between, the next start finishes it or takes it back: there is always a whole file under the name.
"""

from __future__ import annotations

import contextlib
import json
from datetime import datetime
from glob import escape
from pathlib import Path

from needledesk.storage import copy_files
from needledesk.storage.guard import Guard

_SIDES = ("-wal", "-journal")


def put_aside(record: Path) -> list[Path]:
    """Whole files of before beside the record file: before it was brought up to date, or before a restore."""
    names = (f"{escape(record.stem)}.{mark}*{escape(record.suffix)}" for mark in ("before-v", "before-restore-"))
    return [path for name in names for path in record.parent.glob(name)]


def workshop(record: Path) -> Path:
    """The folder beside the record file in which a new one is built."""
    return record.with_name(f"{record.stem} restoring")


def take_place(record: Path, at: datetime) -> Path | None:
    """Put the record file aside and give its name to the one in the workshop; returns where today's file is now.

    Nobody has either open. Raises OSError, having taken everything back.
    """
    aside = copy_files.free_name(record, f"before-restore-{at:%Y-%m-%d}")
    copy_files.keep_text(_plan(record), json.dumps({"aside": aside.name}))
    try:
        was_there = _move_with_sides(record, aside)
        (workshop(record) / record.name).rename(record)
        copy_files.sync_folder(record.parent)
    except OSError:
        _take_back(record, aside)
        raise
    _done(record)
    return aside if was_there else None


def take_back(record: Path, aside: Path) -> None:
    """Give its name back to the file that was put aside: the new one did not open.

    Raises InUse where another program has the new one open meanwhile; nothing is taken from it.
    """
    guard = Guard.take(record)
    try:
        copy_files.keep_text(_plan(record), json.dumps({"aside": aside.name, "back": True}))
        _go_back(record, aside)
        _done(record)
    finally:
        guard.release()


def finish(record: Path) -> None:
    """At a start: bring to an end what was cut off. Looks for one small file; does nothing where there is none.

    Raises InUse while another program is still about it.
    """
    plan = _plan(record)
    with contextlib.suppress(OSError):
        plan.with_name(f"{plan.name}.partial").unlink(missing_ok=True)
    if not plan.exists():
        return
    guard = Guard.take(record)
    try:
        _finish(record, plan)
    finally:
        guard.release()


def _finish(record: Path, plan: Path) -> None:
    try:
        planned = json.loads(copy_files.small_text(plan))
        aside, back = record.with_name(Path(str(planned["aside"])).name), bool(planned.get("back"))
    except (ValueError, KeyError, TypeError, AttributeError):
        plan.unlink(missing_ok=True)
        return
    new = workshop(record) / record.name
    if back:
        _go_back(record, aside)
    elif new.exists() and not record.exists():
        new.rename(record)
        copy_files.sync_folder(record.parent)
    else:
        _take_back(record, aside)
    _done(record)


def _plan(record: Path) -> Path:
    return record.with_name(f"{record.name}.restore")


def _move_with_sides(record: Path, aside: Path) -> bool:
    """Its log goes first: it must never be found beside another file."""
    for ending in _SIDES:
        side = record.with_name(record.name + ending)
        if side.exists():
            side.rename(aside.with_name(aside.name + ending))
    if not record.exists():
        return False
    record.rename(aside)
    copy_files.sync_folder(record.parent)
    return True


def _go_back(record: Path, aside: Path) -> None:
    """The new file goes, unless the one of before is in its place already."""
    if aside.exists():
        copy_files.remove_with_sides(record)
    _take_back(record, aside)


def _take_back(record: Path, aside: Path) -> None:
    """Whatever was moved goes back, the log last. Where the new file has the name already, it keeps it."""
    if not record.exists() and aside.exists():
        aside.rename(record)
    if not aside.exists():
        for ending in _SIDES:
            side = aside.with_name(aside.name + ending)
            if side.exists():
                side.rename(record.with_name(record.name + ending))
    copy_files.sync_folder(record.parent)


def _done(record: Path) -> None:
    _plan(record).unlink(missing_ok=True)
    copy_files.sync_folder(record.parent)
    copy_files.clear(workshop(record))
