"""Figures as ratios to a floor measured in the same run: `make bench`.

Each module here has a `measure()` that gives (name, ratio, goal, higher is better). A line is printed for each, and
the same goes to build/bench.json. A figure that falls short is said, and the status is 1; no test depends on it.
"""

from __future__ import annotations

import importlib
import json
import os
import sys
from pathlib import Path

MODULES = (
    "start",
    "search",
    "today",
    "assess",
    "protocol_text",
    "handout_pdf",
    "photo_intake",
    "photo_stall",
    "unlock",
    "note_save",
    "open_large",
    "five_years",
    "incremental_backup",
    "backups",
    "verify",
)
REPORT = Path("build/bench.json")

Measure = tuple[str, float, float, bool]


def line(measure: Measure) -> str:
    """`name  ratio  goal  ok`, or `FALLS SHORT`."""
    name, ratio, goal, higher = measure
    return (
        f"{name:<44} {ratio:>8.2f}  {'>=' if higher else '<='} {goal:<6g} {'ok' if reached(measure) else 'FALLS SHORT'}"
    )


def reached(measure: Measure) -> bool:
    """Whether the figure reaches its goal."""
    _, ratio, goal, higher = measure
    return ratio >= goal if higher else ratio <= goal


def main(wanted: list[str]) -> int:
    """Measure every module, or those named."""
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)  # timing a start without cached bytecode says nothing
    sys.dont_write_bytecode = False
    measures: list[Measure] = []
    for module in wanted or MODULES:
        for measure in importlib.import_module(f"benchmarks.{module}").measure():
            print(line(measure), flush=True)
            measures.append(measure)
    REPORT.parent.mkdir(exist_ok=True)
    rows = [
        {"name": name, "ratio": round(ratio, 3), "goal": goal, "higher_is_better": higher, "ok": reached(one)}
        for one in measures
        for name, ratio, goal, higher in [one]
    ]
    REPORT.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    return 0 if all(reached(measure) for measure in measures) else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
