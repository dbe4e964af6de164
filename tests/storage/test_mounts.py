"""What the three systems say of their disks, in their own words."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from needledesk.storage import mounts
from needledesk.storage.mounts import Reach, linux_mounts, mac_mounts, under, windows_mounts

LINUX = r"""
22 27 0:21 / /proc rw,relatime - proc proc rw
27 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
40 27 0:30 / /mnt/share rw,relatime - nfs4 server:/share rw
41 27 0:31 / /mnt/praxis\040daten rw,relatime - cifs //server/praxis rw
42 27 0:32 / /home/ann/server rw,relatime shared:2 master:1 - fuse.sshfs ann@server: rw
43 27 0:33 / /run/user/1000/gvfs rw,relatime - fuse.gvfsd-fuse gvfsd-fuse rw
44 27 0:34 / /home/ann/google rw - fuse.google-drive-ocamlfuse drive rw
45 27 0:35 / /mnt/c rw - 9p C: rw
46 27 8:33 / /media/ann/STUDIO-BK rw - vfat /dev/sdc1 rw
47 27 8:49 / /data rw - ext4 /dev/sdd1 rw
48 27 8:50 / /windows rw - fuseblk /dev/sda3 rw
49 27 0:36 / /home/ann/safe rw - fuse.gocryptfs x rw
50 27 0:37 / /tmp rw - tmpfs tmpfs rw
51 50 0:38 / /tmp rw - nfs server:/tmp rw
"""


@pytest.fixture
def linux() -> tuple[mounts.Mount, ...]:
    return linux_mounts(LINUX, lambda device: device == "8:49")


@pytest.mark.parametrize(
    ("folder", "reach"),
    [
        ("/home/ann/Documents", Reach.LAPTOP),
        ("/mnt/share/x", Reach.NETWORK),
        ("/mnt/praxis daten/x", Reach.NETWORK),
        ("/home/ann/server", Reach.NETWORK),
        ("/run/user/1000/gvfs/smb-share:server=x", Reach.NETWORK),
        ("/home/ann/google", Reach.NETWORK),
        ("/mnt/c/Users", Reach.NETWORK),
        ("/media/ann/STUDIO-BK", Reach.REMOVABLE),
        ("/data/x", Reach.REMOVABLE),
        ("/windows", Reach.LAPTOP),
        ("/home/ann/safe", Reach.LAPTOP),
        ("/tmp/x", Reach.NETWORK),
        ("/mnt/shared", Reach.LAPTOP),
    ],
)
def test_linux(folder: str, reach: Reach, linux: tuple[mounts.Mount, ...]) -> None:
    assert under(Path(folder), linux) is reach


def test_what_the_system_runs_from_is_its_own() -> None:
    assert under(Path("/x"), linux_mounts("1 0 0:1 / / rw - 9p root rw\n", lambda _: True)) is Reach.LAPTOP


def test_a_torn_line_is_passed_over() -> None:
    assert linux_mounts("27 1 254:0\n- -\n27 1 254:0 / / rw -\n", lambda _: False) == ()


def test_a_device_on_usb_or_one_that_says_so_can_be_pulled(tmp_path: Path) -> None:
    blocks, devices = tmp_path / "dev", tmp_path / "devices"
    blocks.mkdir()
    for number, place, removable in (
        ("8:0", "pci0/ata1/block/sda", "0"),
        ("8:1", "pci0/ata1/block/sda/sda1", None),
        ("8:33", "pci0/usb2/2-1/block/sdc/sdc1", None),
        ("179:0", "pci0/mmc/block/mmcblk0", "1"),
        ("179:1", "pci0/mmc/block/mmcblk0/mmcblk0p1", None),
    ):
        device = devices / place
        device.mkdir(parents=True)
        if removable:
            (device / "removable").write_text(f"{removable}\n")
        (blocks / number).symlink_to(device)
    found = {number: mounts.can_be_pulled(number, blocks) for number in ("8:0", "8:1", "8:33", "179:0", "179:1", "9:9")}
    assert found == {"8:0": False, "8:1": False, "8:33": True, "179:0": True, "179:1": True, "9:9": False}


MAC = """
/dev/disk3s1s1 on / (apfs, sealed, local, read-only, journaled)
/dev/disk3s5 on /System/Volumes/Data (apfs, local, journaled, nobrowse)
//ann@server._smb._tcp.local/praxis on /Volumes/praxis (smbfs, nodev, nosuid, mounted by ann)
server:/share on /Volumes/Daten (Praxis) (nfs, nodev)
/dev/disk4s1 on /Volumes/STUDIO-BK (msdos, local, nodev, nosuid, noowners)
ann@server: on /Users/ann/server (macfuse, nodev, nosuid, synchronous, mounted by ann)
map auto_home on /System/Volumes/Data/home (autofs, automounted, nobrowse)
"""


@pytest.mark.parametrize(
    ("folder", "reach"),
    [
        ("/Users/ann/Documents", Reach.LAPTOP),
        ("/System/Volumes/Data/Users/ann", Reach.LAPTOP),
        ("/Volumes/praxis/x", Reach.NETWORK),
        ("/Volumes/Daten (Praxis)/x", Reach.NETWORK),
        ("/Volumes/STUDIO-BK", Reach.REMOVABLE),
        ("/Users/ann/server", Reach.NETWORK),
    ],
)
def test_macos(folder: str, reach: Reach) -> None:
    assert under(Path(folder), mac_mounts(MAC)) is reach


@pytest.mark.parametrize(
    ("path", "reach"),
    [
        (r"C:\Users\Ann\Documents\studio.needledesk", Reach.LAPTOP),
        (r"E:\studio.needledesk", Reach.REMOVABLE),
        (r"Z:\praxis\studio.needledesk", Reach.NETWORK),
        (r"Q:\studio.needledesk", Reach.LAPTOP),
        (r"\\server\praxis\studio.needledesk", Reach.NETWORK),
        (r"\\?\UNC\server\praxis\studio.needledesk", Reach.NETWORK),
        (r"\\?\C:\studio.needledesk", Reach.LAPTOP),
    ],
)
def test_windows(path: str, reach: Reach) -> None:
    types = {"C:\\": 3, "\\\\?\\C:\\": 3, "E:\\": 2, "Z:\\": 4, "Q:\\": 0}
    assert windows_mounts(path, types.__getitem__)[0].reach is reach


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the mount table of Linux")
def test_this_laptop(tmp_path: Path) -> None:
    assert Path("/") in {mount.point for mount in mounts.here(tmp_path)}
