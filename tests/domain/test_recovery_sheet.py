"""The words of a recovery sheet."""

from __future__ import annotations

from datetime import datetime
from zoneinfo import ZoneInfo

from needledesk.domain import recovery
from needledesk.domain.practice import Practice
from needledesk.domain.recovery_sheet import compose
from needledesk.resources import toml

KEY = bytes(range(32))
MADE = datetime(2026, 11, 22, 9, 12, tzinfo=ZoneInfo("America/New_York"))
PRACTICE = Practice("Alder & Linen Skin Studio", "202-555-0142", "US")


def test_it_says_which_file_which_key_and_when() -> None:
    sheet = compose(KEY, "7f3a90bc", "studio.needledesk", PRACTICE, toml("texts", "en", "recovery_sheet.toml"), MADE)
    assert (sheet.practice, sheet.file) == ("Alder & Linen Skin Studio", "studio.needledesk, Sun 22 Nov 2026")
    assert sheet.key == "Key 7f3a90bc"
    assert sheet.words["groups"] == "The key, in 13 groups"
    assert sheet.made.startswith("Made Sun 22 Nov 2026")
    assert recovery.read(sheet.text) == KEY
    assert sheet.intro[0].spans[0] == ("This sheet opens the record file without the passphrase.", True)
    assert len(sheet.keep) == len(sheet.use) == 3


def test_the_key_is_not_in_its_repr() -> None:
    sheet = compose(KEY, "7f3a90bc", "studio.needledesk", PRACTICE, toml("texts", "en", "recovery_sheet.toml"), MADE)
    assert sheet.groups[3] not in repr(sheet)
