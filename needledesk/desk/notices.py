"""What the practitioner should know about the record file while it is open, the most pressing first."""

from __future__ import annotations

from needledesk.desk.record_file import RecordFile
from needledesk.domain.notices import Notice
from needledesk.storage import backup_state, conflict_copies, folders, room

#: With less than that free, photos are turned away one after another.
CROWDED = 300 * room.MEGABYTE


def about(file: RecordFile) -> tuple[Notice, ...]:
    """Everything that is worth a notice now. Asks the disk, so not on the window's thread."""
    vault = file.vault
    found = (
        _damage(file),
        conflict_copies.notice(vault.path),
        _room(file),
        _backup(file),
        folders.notice(vault.ground.folder),
    )
    return tuple(notice for notice in found if notice is not None)


def _damage(file: RecordFile) -> Notice | None:
    if not file.vault.read_only:
        return None
    text = (
        "A part of it cannot be read. Nothing more is written to it; what can be read is shown. "
        "See what is hit and restore the newest backup under Settings, Record file."
    )
    return Notice("damage", "The record file is damaged", text)


def _backup(file: RecordFile) -> Notice | None:
    now = file.now()
    days = None if file.training() else backup_state.state(file.vault, now).due(now).off_laptop
    if days is None:
        return None
    text = (
        f"For {days} days nothing was copied to a stick or another disk. If this laptop is lost, so is all of that. "
        "Plug in the backup stick, then press Back up or restore under Settings, Backup."
    )
    return Notice("backup", f"No copy off this laptop for {days} days", text)


def _room(file: RecordFile) -> Notice | None:
    free = room.free(file.vault.path.parent)
    if file.vault.ground.reserve_used:
        text = (
            "NeedleDesk has given up the reserve that it keeps on the disk, so that you can go on for now. "
            "Everything up to here is saved. Free some space on the disk soon: the reserve is then made anew."
        )
        return Notice("reserve", "The disk is full", text)
    if free is not None and free < CROWDED:
        text = (
            f"{room.said(free)} are free. Notes are saved as always, photos may be turned away. "
            "Free some space on the disk before the next visit."
        )
        return Notice("room", "The disk is nearly full", text)
    return None
