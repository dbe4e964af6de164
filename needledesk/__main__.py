"""`python -m needledesk`, and the first thing the frozen program runs."""

from __future__ import annotations

import sys


def start() -> None:
    """Hand over to the window, to the command line, or to the child that only decodes pictures."""
    if sys.argv[1:2] == ["--decode-photo"]:
        from needledesk.imaging.decoder_child import main as decode

        decode()
    elif len(sys.argv) == 1 or sys.argv[1] == "--locked":
        _open_window(*sys.argv[2:4])
    else:
        from needledesk.cli import main

        main(prog_name="needledesk")


def _open_window(place: str = "", record_file: str = "") -> None:
    """The usual way in, past the command line: reading its options would delay the first picture.

    `place`: where the program was when it locked itself and began anew on that record file.
    """
    from pathlib import Path

    from needledesk.app import run
    from needledesk.errors import DeskError

    try:
        sys.exit(run(Path(record_file) if record_file else None, place=place))
    except DeskError as error:
        sys.stderr.write(f"needledesk: {error}\n")
        sys.exit(2)


if __name__ == "__main__":
    start()
