"""`python -m needledesk`, and the first thing the frozen program runs."""

from __future__ import annotations

import sys


def start() -> None:
    """Hand over to the command line, or to the child that only decodes one picture."""
    if "--decode-photo" in sys.argv[1:2]:
        from needledesk.imaging.decoder_child import main as decode

        decode()
        return
    from needledesk.cli import main

    main(prog_name="needledesk")


if __name__ == "__main__":
    start()
