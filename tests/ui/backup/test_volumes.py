"""The disks that are there now."""

from __future__ import annotations

from pathlib import Path

from needledesk.ui.backup import volumes
from needledesk.ui.backup.volumes import Volume


def test_the_laptops_own_disk_is_no_stick() -> None:
    assert Path("/") not in [volume.path for volume in volumes.present()]


def test_a_folder_is_called_after_its_disk() -> None:
    sticks = (Volume(Path("/media/a/STUDIO-BK"), "STUDIO-BK"), Volume(Path("/media"), "media"))
    assert volumes.named("/media/a/STUDIO-BK/NeedleDesk backup - 3F", sticks) == "STUDIO-BK"
    assert volumes.named("/disk2/copies/NeedleDesk backup - 3F", sticks) == "copies"
