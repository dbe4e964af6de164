"""What the program and its decoding child say to each other over two pipes."""

from __future__ import annotations

import struct

READY = b"ready"  # said once, when the child has started
DONE, TOO_MANY_PIXELS, TOO_MUCH, UNREADABLE = range(4)  # how a decoding ended
QUESTION = struct.Struct(">4sIIIQ")  # kind, box width and height (pixels), JPEG quality, bytes that follow
ANSWER = struct.Struct(">BIIQ")  # outcome, whole width and height (or megapixels, 0), bytes that follow
