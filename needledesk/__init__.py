"""NeedleDesk: screening, session log, photos and aftercare for microneedling, offline, in one file."""

__version__ = "0.3.0"
