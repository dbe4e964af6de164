"""Make the program for this system: one folder, tried out, then on Linux a Debian package.

python packaging/build.py            the folder and the package
python packaging/build.py --no-deb   the folder only
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "dist" / "needledesk"
PROGRAM = FOLDER / ("needledesk.exe" if os.name == "nt" else "needledesk")

sys.path.insert(0, str(ROOT))
sys.path.insert(0, str(ROOT / "packaging" / "linux"))


def main() -> None:
    """Freeze, try out, pack."""
    import try_out

    began = time.monotonic()
    freeze()
    print(f"Frozen in {time.monotonic() - began:.0f} s: {FOLDER}, {size(FOLDER) / 1e6:.0f} MB", flush=True)
    with tempfile.TemporaryDirectory() as scratch:
        try_out.everything(PROGRAM, Path(scratch))
    if sys.platform == "linux" and "--no-deb" not in sys.argv:
        import deb

        package = deb.build(FOLDER, ROOT / "dist")
        print(f"{package}, {package.stat().st_size / 1e6:.0f} MB")


def freeze() -> None:
    """Run PyInstaller on the spec."""
    command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--clean", "--log-level", "ERROR"]
    spec = ROOT / "packaging" / "needledesk.spec"
    subprocess.run([*command, "--distpath", ROOT / "dist", "--workpath", ROOT / "build", spec], check=True, cwd=ROOT)


def size(folder: Path) -> int:
    """Bytes of everything in the folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink())


if __name__ == "__main__":
    main()
