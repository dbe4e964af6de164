"""What kind of folder a record file lies in: every layout made as its service makes it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from needledesk.errors import FileTrouble
from needledesk.storage import folders
from needledesk.storage.folders import Folder, Kind, Surroundings
from needledesk.storage.mounts import Mount, Reach


@pytest.fixture
def home(tmp_path: Path) -> Path:
    home = tmp_path / "home" / "ann"
    home.mkdir(parents=True)
    return home


def kind_in(folder: Path, home: Path, environment: dict[str, str] | None = None, *disks: Mount) -> Folder:
    return folders.folder_of(folder / "studio.needledesk", Surroundings(environment or {}, home, disks))


#: the service, the topmost folder that it copies, what it keeps in there
MARKED = [
    ("Dropbox", "elsewhere/Files", ".dropbox.cache/"),
    ("Syncthing", "elsewhere/Sync", ".stfolder/"),
    ("Nextcloud or ownCloud", "elsewhere/Cloud", ".sync_9f3a12.db"),
    ("Nextcloud or ownCloud", "elsewhere/Cloud", "._sync_9f3a12.db"),
    ("Nextcloud", "elsewhere/Cloud", ".nextcloudsync.log"),
    ("ownCloud", "elsewhere/Cloud", ".owncloudsync.log"),
    ("Google Drive", "G", ".shortcut-targets-by-id/"),
    ("Google Drive", "elsewhere/Drive", ".tmp.drivedownload/"),
    ("OneDrive", "elsewhere/One", ".849C9593-D756-4E56-8D6E-42412F2A707B"),
    ("MEGA", "elsewhere/Mega", ".megaignore"),
    ("Synology Drive", "elsewhere/Nas", ".SynologyWorkingDirectory/"),
]


@pytest.mark.parametrize(("service", "top", "mark"), MARKED)
def test_a_folder_is_known_by_what_its_service_keeps_in_it(
    service: str, top: str, mark: str, tmp_path: Path, home: Path
) -> None:
    inside = tmp_path / top / "Practice" / "records"
    inside.mkdir(parents=True)
    assert kind_in(inside, home) == Folder(Kind.PLAIN)
    marked = tmp_path / top / mark
    marked.mkdir() if mark.endswith("/") else marked.touch()
    assert kind_in(inside, home) == Folder(Kind.CLOUD, service)


#: the service, its folder within the home folder
CALLED = [
    ("Dropbox", "Dropbox"),
    ("Dropbox", "Dropbox (Personal)/Praxis"),
    ("OneDrive", "OneDrive"),
    ("OneDrive", "OneDrive - Alder & Linen/Documents"),
    ("iCloud Drive", "iCloudDrive"),
    ("iCloud Drive", "Library/Mobile Documents/com~apple~CloudDocs/Practice"),
    ("OneDrive", "Library/CloudStorage/OneDrive-Personal"),
    ("Google Drive", "Library/CloudStorage/GoogleDrive-ann@example.org/My Drive"),
    ("Dropbox", "Library/CloudStorage/Dropbox"),
    ("Box", "Library/CloudStorage/Box-Box"),
    ("Google Drive", "Google Drive"),
    ("Google Drive", "My Drive (ann@example.org)"),
    ("Nextcloud", "Nextcloud"),
    ("Nextcloud", "Nextcloud2/Records"),
    ("ownCloud", "ownCloud - Ann@cloud.example.org"),
    ("pCloud", "pCloudDrive"),
    ("MEGA", "MEGAsync"),
    ("Box", "Box/Practice"),
    ("Proton Drive", "Proton Drive"),
    ("Synology Drive", "SynologyDrive"),
]


@pytest.mark.parametrize(("service", "folder"), CALLED)
def test_a_folder_is_known_by_where_its_service_puts_it(service: str, folder: str, home: Path) -> None:
    assert kind_in(home / folder, home) == Folder(Kind.CLOUD, service)


@pytest.mark.parametrize(
    "folder",
    ["Dropbox-old", "My Dropbox", "Documents/Dropbox", "OneDrive backup", "Boxes", "Nextcloud old", "Documents", ""],
)
def test_a_name_that_only_looks_like_one_is_not_taken_for_it(folder: str, home: Path) -> None:
    assert kind_in(home / folder, home) == Folder(Kind.PLAIN)


def test_a_folder_of_that_name_outside_the_home_folder_is_not_one(tmp_path: Path, home: Path) -> None:
    assert kind_in(tmp_path / "Dropbox", home) == Folder(Kind.PLAIN)


def test_the_settings_folder_of_dropbox_does_not_make_the_home_folder_one(home: Path) -> None:
    (home / ".dropbox").mkdir()
    assert kind_in(home / "Documents", home) == Folder(Kind.PLAIN)


@pytest.mark.parametrize("variable", ["OneDrive", "OneDriveConsumer", "OneDriveCommercial"])
def test_a_folder_is_known_by_a_variable_of_windows(variable: str, tmp_path: Path, home: Path) -> None:
    there = {variable: str(tmp_path / "D" / "Wolke")}
    assert kind_in(tmp_path / "D" / "Wolke" / "Documents", home, there) == Folder(Kind.CLOUD, "OneDrive")
    assert kind_in(tmp_path / "D" / "Wolken", home, there) == Folder(Kind.PLAIN)


@pytest.mark.parametrize("variable", ["", "APPDATA", "LOCALAPPDATA"])
def test_dropbox_writes_down_where_its_folder_is(variable: str, tmp_path: Path, home: Path) -> None:
    moved, settings = tmp_path / "data" / "files", home / "AppData" if variable else home
    kept = settings / ("Dropbox" if variable else ".dropbox")
    kept.mkdir(parents=True)
    (kept / "info.json").write_text(json.dumps({"personal": {"path": str(moved), "host": 1}}))
    environment = {variable: str(settings)} if variable else {}
    assert kind_in(moved / "x", home, environment) == Folder(Kind.CLOUD, "Dropbox")
    (kept / "info.json").write_text("[broken")
    assert kind_in(moved / "x", home, environment) == Folder(Kind.PLAIN)


def test_a_mac_that_copies_documents_has_a_link_to_them(home: Path) -> None:
    cloud = home / "Library" / "Mobile Documents" / "com~apple~CloudDocs"
    cloud.mkdir(parents=True)
    (home / "Documents").mkdir()
    assert kind_in(home / "Documents" / "NeedleDesk", home) == Folder(Kind.PLAIN)
    (cloud / "Documents").symlink_to(home / "Documents")
    assert kind_in(home / "Documents" / "NeedleDesk", home) == Folder(Kind.CLOUD, "iCloud Drive")


def test_links_are_followed(tmp_path: Path, home: Path) -> None:
    (home / "Dropbox" / "Records").mkdir(parents=True)
    (home / "Records").symlink_to(home / "Dropbox" / "Records")
    assert kind_in(home / "Records", home) == Folder(Kind.CLOUD, "Dropbox")
    moved = tmp_path / "data" / "moved"
    moved.mkdir(parents=True)
    (home / "Nextcloud").symlink_to(moved)
    assert kind_in(home / "Nextcloud", home) == Folder(Kind.CLOUD, "Nextcloud"), "a service's folder that was moved"
    linked_home = tmp_path / "linked"
    linked_home.symlink_to(home)
    assert kind_in(home / "Dropbox", linked_home) == Folder(Kind.CLOUD, "Dropbox")


@pytest.mark.parametrize(
    ("reach", "kind"),
    [(Reach.NETWORK, Kind.NETWORK), (Reach.REMOVABLE, Kind.REMOVABLE), (Reach.LAPTOP, Kind.PLAIN)],
)
def test_the_disk_decides_where_no_service_copies(reach: Reach, kind: Kind, tmp_path: Path, home: Path) -> None:
    disk = Mount(tmp_path / "disk", reach)
    assert kind_in(tmp_path / "disk" / "x", home, {}, disk) == Folder(kind)
    assert kind_in(tmp_path / "disks", home, {}, disk) == Folder(Kind.PLAIN)


def test_a_service_on_a_stick_is_told_first(tmp_path: Path, home: Path) -> None:
    (tmp_path / "stick" / ".stfolder").mkdir(parents=True)
    assert kind_in(tmp_path / "stick", home, {}, Mount(tmp_path / "stick", Reach.REMOVABLE)).kind is Kind.CLOUD


def test_only_on_the_laptop_a_file_keeps_a_log() -> None:
    assert {kind: Folder(kind).journal for kind in Kind} == {
        Kind.PLAIN: "WAL",
        Kind.CLOUD: "TRUNCATE",
        Kind.NETWORK: "TRUNCATE",
        Kind.REMOVABLE: "TRUNCATE",
    }


@pytest.mark.parametrize("reach", [Reach.NETWORK, None])
def test_no_file_begins_its_life_in_a_cloud_or_on_the_network(reach: Reach | None, tmp_path: Path, home: Path) -> None:
    if reach is None:
        (tmp_path / ".stfolder").mkdir()
    disks = () if reach is None else (Mount(tmp_path, reach),)
    with pytest.raises(FileTrouble) as told:
        folders.must_suit(tmp_path / "studio.needledesk", Surroundings({}, home, disks))
    assert ("network" if reach else "Syncthing") in told.value.happened
    assert told.value.safe
    assert told.value.do


def test_a_stick_and_the_laptop_are_allowed(tmp_path: Path, home: Path) -> None:
    for reach in (Reach.REMOVABLE, Reach.LAPTOP):
        folders.must_suit(tmp_path / "x.needledesk", Surroundings({}, home, (Mount(tmp_path, reach),)))


@pytest.mark.parametrize("kind", list(Kind))
def test_what_is_told_while_a_file_is_open(kind: Kind) -> None:
    told = folders.notice(Folder(kind, "Dropbox" if kind is Kind.CLOUD else ""))
    assert (told is None) == (kind is Kind.PLAIN)
    if told is not None:
        assert ("Dropbox" in told.title) == (kind is Kind.CLOUD)
        assert told.text.count(".") >= 3


def test_the_surroundings_of_this_laptop(tmp_path: Path) -> None:
    around = Surroundings.here(tmp_path / "x.needledesk")
    assert around.home == Path.home()
    assert around.disks, "every system names at least one"
    assert isinstance(folders.folder_of(tmp_path / "x.needledesk"), Folder)
