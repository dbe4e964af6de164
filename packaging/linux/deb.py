"""The frozen folder as a Debian package: /opt/needledesk, a menu entry and a command."""

from __future__ import annotations

import platform
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
ARCHITECTURES = {"x86_64": "amd64", "aarch64": "arm64"}
NEEDS = (
    "libc6, libegl1, libgl1, libglib2.0-0 | libglib2.0-0t64, libfontconfig1, libdbus-1-3, libxkbcommon-x11-0, "
    "libxcb-cursor0, libxcb-icccm4, libxcb-image0, libxcb-keysyms1, libxcb-randr0, libxcb-render-util0, "
    "libxcb-shape0, libxcb-xinerama0, libxcb-xkb1"
)


def build(folder: Path, into: Path) -> Path:
    """Pack the frozen folder; the path of the .deb."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    architecture = ARCHITECTURES[platform.machine()]
    package = into / f"needledesk_{project['version']}_{architecture}.deb"
    tree = into / "deb"
    shutil.rmtree(tree, ignore_errors=True)
    shutil.copytree(folder, tree / "opt" / "needledesk", symlinks=True)
    (tree / "usr" / "bin").mkdir(parents=True)
    (tree / "usr" / "bin" / "needledesk").symlink_to("/opt/needledesk/needledesk")
    place(ROOT / "packaging/linux/needledesk.desktop", tree / "usr/share/applications/needledesk.desktop")
    place(ROOT / "resources/icons/needledesk.svg", tree / "usr/share/icons/hicolor/scalable/apps/needledesk.svg")
    place(ROOT / "LICENSE", tree / "usr/share/doc/needledesk/copyright")
    control = tree / "DEBIAN" / "control"
    control.parent.mkdir()
    control.write_text(
        f"Package: needledesk\nVersion: {project['version']}\nArchitecture: {architecture}\nSection: misc\n"
        f"Priority: optional\nMaintainer: NeedleDesk <needledesk@example.invalid>\nDepends: {NEEDS}\n"
        f"Recommends: cups-client\nDescription: {project['description']}\n",
        encoding="utf-8",
    )
    subprocess.run(["dpkg-deb", "--root-owner-group", "-Zxz", "--build", tree, package], check=True, stdout=sys.stderr)
    shutil.rmtree(tree)
    return package


def place(source: Path, target: Path) -> None:
    """Copy one file, making its folder."""
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)
