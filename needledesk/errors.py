"""What can go wrong through the world's or the user's fault, told in plain words.

Anything that is not a DeskError is a fault of the program.
"""


class DeskError(Exception):
    """Tells what happened, what is safe, and what to do: three plain sentences, none of them a code."""

    def __init__(self, happened: str, safe: str = "", do: str = "") -> None:
        super().__init__(happened)
        self.happened = happened
        self.safe = safe
        self.do = do

    def __str__(self) -> str:
        return " ".join(part for part in (self.happened, self.safe, self.do) if part)


class BadInput(DeskError):
    """Something typed or handed in cannot be taken as it is."""


class NotFound(DeskError):
    """What was asked for is not in the record file."""


class NotNow(DeskError):
    """The step is not possible in this state of the visit."""


class Sealed(NotNow):
    """The visit is closed and sealed: it refuses every change."""


class FileTrouble(DeskError):
    """The record file cannot be opened, made or kept."""


class WrongPassphrase(FileTrouble):
    """The file is locked with another passphrase."""


class InUse(FileTrouble):
    """Another program holds the file."""


class NotOurs(FileTrouble):
    """The file was not made by NeedleDesk."""


class Damaged(FileTrouble):
    """The file's content does not hold together."""


class TooNew(FileTrouble):
    """The file was made by a later version of the program."""


class NotSaved(FileTrouble):
    """The disk refused a write: full, read-only or failing. What was typed stays in memory."""


class BackupFailed(FileTrouble):
    """A copy could not be made, proven or restored. The record file and earlier copies are as they were."""


class Stopped(DeskError):
    """A long job was stopped on request."""


class NoRoom(DeskError):
    """The disk has too little room for what was asked, and nothing of it was begun."""


class Unfit(DeskError):
    """The program lacks a part that it needs, or has one that is too old: it cannot keep records."""


class PhotoRefused(DeskError):
    """A picture that cannot be taken in."""


class PrintTrouble(DeskError):
    """The printer did not take the sheet."""
