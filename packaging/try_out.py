"""What the frozen program must do before it is packed: the main job, a HEIC photo, worked cases, a window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

from needledesk.imaging import decoder

ROOT = Path(__file__).resolve().parent.parent
DATA = ROOT / "tests" / "data"
CASES = ROOT / "resources" / "worked_cases"
DISPLAY = ":94"
PATIENCE = 20  # seconds for the window to show


def everything(program: Path, scratch: Path) -> None:
    """Try all of it in an empty home. Raises SystemExit or CalledProcessError at the first thing that fails."""
    main_job(program, scratch)
    worked_cases(program, scratch)
    heic_photo(program)
    window(program, scratch)


def main_job(program: Path, scratch: Path) -> None:
    """One whole visit, photos and all; a PDF and a sound record file must come of it."""
    job = scratch / "job"
    run(program, scratch, "demo", "--no-window", "--folder", job)
    sheets = list(job.glob("Aftercare*.pdf"))
    if not sheets or not sheets[0].read_bytes().startswith(b"%PDF"):
        raise SystemExit("The frozen program made no aftercare PDF.")
    if "sound: yes" not in run(program, scratch, "doctor", job / "training.needledesk"):
        raise SystemExit("The frozen program made a record file that is not sound.")
    print("One whole visit was run.")


def worked_cases(program: Path, scratch: Path) -> None:
    """The worked cases against the protocol that was shipped."""
    print(run(program, scratch, "protocol", "check", CASES / "vignettes.yaml").splitlines()[-1])


def heic_photo(program: Path) -> None:
    """A HEIC decoded by the child that the frozen program would start."""
    decoder.child_command = lambda: [str(program), "--decode-photo"]  # as it says itself once it is frozen
    photo = decoder.decode((DATA / "held_sideways.heic").read_bytes(), "heic", (64, 64), 80)
    decoder.close()
    print(f"A HEIC of {photo.width} x {photo.height} was decoded.")


def window(program: Path, scratch: Path) -> None:
    """The window on the training file; on Linux, without Xvfb or xdotool, say so and go on."""
    environment = clean(scratch)
    screen = None
    if sys.platform == "linux":
        if not (shutil.which("Xvfb") and shutil.which("xdotool")):
            print("Xvfb and xdotool are not here: the window was not tried.")
            return
        screen = subprocess.Popen(["Xvfb", DISPLAY, "-screen", "0", "1366x768x24"], stderr=subprocess.DEVNULL)
        environment |= {"DISPLAY": DISPLAY, "QT_QPA_PLATFORM": "xcb"}
        time.sleep(1.0)
    opened = subprocess.Popen([program, "--file", scratch / "job" / "training.needledesk"], env=environment)
    try:
        wait_for(opened, environment)
    finally:
        opened.terminate()
        opened.wait(PATIENCE)
        if screen:
            screen.terminate()
            screen.wait(PATIENCE)


def wait_for(opened: subprocess.Popen[bytes], environment: dict[str, str]) -> None:
    """Wait for a visible window; elsewhere than on Linux, for 5 s without an early end."""
    linux = sys.platform == "linux"
    search = ["xdotool", "search", "--onlyvisible", "--name", "NeedleDesk"]
    deadline = time.monotonic() + (PATIENCE if linux else 5)
    while time.monotonic() < deadline:
        if opened.poll() is not None:
            raise SystemExit(f"The frozen program ended by itself with status {opened.returncode}.")
        if linux and subprocess.run(search, env=environment, capture_output=True, check=False).stdout.strip():
            print("The window shows.")
            return
        time.sleep(0.2)
    if linux:
        raise SystemExit("The frozen program showed no window.")


def run(program: Path, scratch: Path, *arguments: str | Path) -> str:
    """What the program prints; it must end with status 0."""
    command = [program, *arguments]
    return subprocess.run(command, env=clean(scratch), check=True, stdout=subprocess.PIPE, text=True).stdout


def clean(scratch: Path) -> dict[str, str]:
    """An environment with a home of its own and nothing of this Python's."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("PYTHON", "VIRTUAL_ENV", "QT_"))}
    return kept | {"NEEDLEDESK_HOME": str(scratch / "home"), "HOME": str(scratch)}
