"""Make the program for this system: one folder, tried out, then an installer.

    python packaging/build.py            the folder, checked, and on Linux a .deb
    python packaging/build.py --no-deb   the folder only

The check starts the frozen program on a virtual screen and runs the main job in it.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "dist" / "needledesk"
PROGRAM = FOLDER / ("needledesk.exe" if os.name == "nt" else "needledesk")
DISPLAY = ":94"


def main() -> None:
    """Build, check, pack."""
    freeze()
    with tempfile.TemporaryDirectory() as scratch:
        run_main_job(Path(scratch))
        open_window(Path(scratch))
    print(f"{FOLDER}: {size(FOLDER) / 1e6:.0f} MB, checked")
    if sys.platform == "linux" and "--no-deb" not in sys.argv:
        sys.path.insert(0, str(ROOT / "packaging" / "linux"))
        import deb

        print(deb.build(FOLDER, ROOT / "dist"))


def freeze() -> None:
    """Run PyInstaller on the spec."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "WARN"]
    spec = ROOT / "packaging" / "needledesk.spec"
    subprocess.run([*command, "--distpath", ROOT / "dist", "--workpath", ROOT / "build", spec], check=True, cwd=ROOT)


def run_main_job(scratch: Path) -> None:
    """One whole visit in the frozen program; a PDF and a sound record file must come of it."""
    job = scratch / "job"
    told = subprocess.run(
        [PROGRAM, "demo", "--no-window", "--folder", job],
        env=clean(scratch),
        check=True,
        capture_output=True,
        text=True,
    )
    print(told.stdout)
    sheets = list(job.glob("Aftercare*.pdf"))
    if not sheets or not sheets[0].read_bytes().startswith(b"%PDF"):
        raise SystemExit("The frozen program made no aftercare PDF.")
    subprocess.run([PROGRAM, "doctor", job / "training.needledesk"], env=clean(scratch), check=True)


def open_window(scratch: Path) -> None:
    """Start the window on the training file and wait until it shows; without Xvfb or xdotool, say so and go on."""
    environment = clean(scratch)
    screen = None
    if sys.platform == "linux":
        if not (shutil.which("Xvfb") and shutil.which("xdotool")):
            print("Xvfb and xdotool are not here: the window was not tried.")
            return
        screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1366x768x24"], stderr=subprocess.DEVNULL)
        environment |= {"DISPLAY": DISPLAY, "QT_QPA_PLATFORM": "xcb"}
        time.sleep(1.0)
    window = subprocess.Popen([PROGRAM, "--file", scratch / "job" / "training.needledesk"], env=environment)
    try:
        wait_for_window(window, environment)
    finally:
        window.terminate()
        window.wait(10)
        if screen:
            screen.terminate()
            screen.wait(10)


def wait_for_window(window: subprocess.Popen[bytes], environment: dict[str, str]) -> None:
    """Wait up to 20 s for a visible window; elsewhere than on Linux, for 5 s without an early end."""
    deadline = time.monotonic() + (20 if sys.platform == "linux" else 5)
    while time.monotonic() < deadline:
        if window.poll() is not None:
            raise SystemExit(f"The frozen program ended by itself with status {window.returncode}.")
        if sys.platform == "linux":
            search = ["xdotool", "search", "--onlyvisible", "--name", "NeedleDesk"]
            if subprocess.run(search, env=environment, capture_output=True, check=False).stdout.strip():
                print("The window shows.")
                return
        time.sleep(0.2)
    if sys.platform == "linux":
        raise SystemExit("The frozen program showed no window.")


def clean(scratch: Path) -> dict[str, str]:
    """An environment with a home of its own and nothing of this Python's."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV", "QT_"))}
    return kept | {"NEEDLEDESK_HOME": str(scratch / "home"), "HOME": str(scratch)}


def size(folder: Path) -> int:
    """Bytes of everything in the folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


if __name__ == "__main__":
    main()
