"""The frozen folder as a Debian package: /usr/lib/needledesk, a command, a menu entry, an icon."""

from __future__ import annotations

import platform
import shutil
import subprocess
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
HOME = "usr/lib/needledesk"
DOCUMENTS = "usr/share/doc/needledesk"
CONTROL = """\
Package: needledesk
Version: {version}
Architecture: {architecture}
Section: misc
Priority: optional
Maintainer: NeedleDesk <needledesk@example.invalid>
Installed-Size: {kilobytes}
Depends: {needs}, tzdata
Recommends: cups-client
Description: screening, session log, photos and aftercare for microneedling
 The desk of a practitioner who does microneedling, on one laptop without a
 network. It says whether to treat today, keeps what was done zone by zone, and
 makes the aftercare sheet. Everything lies in one SQLite file.
"""


def build(folder: Path, into: Path) -> Path:
    """Pack the frozen folder; the path of the package. Needs dpkg-dev."""
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    architecture = ARCHITECTURES[platform.machine()]
    package = into / f"needledesk_{version}_{architecture}.deb"
    with tempfile.TemporaryDirectory() as scratch:
        tree = Path(scratch) / "tree"
        fill(tree, folder)
        (tree / "DEBIAN").mkdir()  # tells dpkg-shlibdeps where the package's own libraries lie
        write(
            tree / "DEBIAN" / "control",
            CONTROL.format(
                version=version, architecture=architecture, kilobytes=kilobytes(tree), needs=needs(tree / HOME)
            ),
        )
        tree.chmod(0o755)
        subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, package], check=True)
    return package


def fill(tree: Path, folder: Path) -> None:
    """Lay everything where it will be installed."""
    shutil.copytree(folder, tree / HOME, symlinks=True)
    for path in (tree / HOME).rglob("*"):
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path == tree / HOME / "needledesk" else 0o644)
    command = tree / "usr/bin/needledesk"
    command.parent.mkdir(parents=True)
    command.symlink_to("../lib/needledesk/needledesk")
    place(ROOT / "packaging/linux/needledesk.desktop", tree / "usr/share/applications/needledesk.desktop")
    place(ROOT / "resources/icons/needledesk.svg", tree / "usr/share/icons/hicolor/scalable/apps/needledesk.svg")
    place(ROOT / "packaging/linux/copyright", tree / DOCUMENTS / "copyright")
    place(ROOT / "CHANGELOG.md", tree / DOCUMENTS / "CHANGELOG.md")


def needs(folder: Path) -> str:
    """The packages that hold the system libraries which the folder links to, as `Depends` lists them."""
    files = [path for path in folder.rglob("*") if path.is_file() and not path.is_symlink()]
    linked = [path for path in files if path.read_bytes()[:4] == b"\x7fELF"]
    ours = sorted({f"-l{path.parent}" for path in linked})
    with tempfile.TemporaryDirectory() as scratch:
        write(Path(scratch) / "debian/control", "Source: needledesk\n\nPackage: needledesk\nArchitecture: any\n")
        command: list[str | Path] = ["dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0", *ours, *linked]
        told = subprocess.run(command, cwd=scratch, check=True, stdout=subprocess.PIPE, text=True).stdout
    return told.strip().removeprefix("shlibs:Depends=")


def kilobytes(tree: Path) -> int:
    """The size of all files, in KiB, each rounded up as Debian's policy has it."""
    return sum(-(-path.lstat().st_size // 1024) for path in tree.rglob("*") if path.is_symlink() or path.is_file())


def write(target: Path, text: str) -> None:
    """Write one file, making its folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text, encoding="utf-8")


def place(source: Path, target: Path) -> None:
    """Copy one file, making its folder."""
    write(target, source.read_text(encoding="utf-8"))
