"""The protocol, read and held to its checks, against tomllib alone on the same text, in turn.

A record file opens with it, and every edit on the protocol page reads it anew.
"""

from __future__ import annotations

import statistics
import time
import tomllib
from collections.abc import Callable, Iterator

from needledesk.desk.shipped_protocol import shipped_protocol, shipped_text
from needledesk.domain.protocol import read
from needledesk.domain.protocol_checks import checked

ROUNDS = 60


def measure() -> Iterator[tuple[str, float, float, bool]]:
    """(name, ratio, goal, higher is better)."""
    text, protocol = shipped_text(), shipped_protocol()
    floor = _median(lambda: tomllib.loads(text))
    ours, checks = _median(lambda: read(text)), _median(lambda: checked(protocol))
    print(f"  protocol read: {ours * 1000:.1f} ms, checked: {checks * 1000:.1f} ms; tomllib: {floor * 1000:.1f} ms")
    yield "protocol read / tomllib", ours / floor, 2.0, False
    yield "protocol checked / tomllib", checks / floor, 3.0, False


def _median(run: Callable[[], object]) -> float:
    taken = []
    for number in range(-ROUNDS // 10, ROUNDS):
        begun = time.perf_counter()
        run()
        if number >= 0:
            taken.append(time.perf_counter() - begun)
    return statistics.median(taken)
