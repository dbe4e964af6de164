from __future__ import annotations

import subprocess
import sys


def test_what_the_first_export_needs_is_there_afterwards() -> None:
    script = """
import sys
from needledesk.desk.warm_up import warm_up
before = {"reportlab", "sqlite_utils"} & set(sys.modules)
warm_up()
wanted = ("reportlab", "needledesk.storage.migrations", "PySide6")
print(sorted(before), *[name in sys.modules for name in wanted])
"""
    told = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, text=True, timeout=60)
    assert told.stdout == "[] True True False\n"
