"""What was done to the skin: zones with depth and passes, cartridge, products, endpoint, start and finish."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Intensity(StrEnum):
    """Light or deep: decides the repeat interval (S-INT-01 to 03)."""

    MILD = "mild"
    DEEP = "deep"

    @property
    def word(self) -> str:
        """What the practitioner and the client read."""
        return {"mild": "light", "deep": "deep"}[self.value]


class Endpoint(StrEnum):
    """What was seen on the skin when the practitioner stopped."""

    NONE = "none"
    REDNESS = "redness"
    PINPOINT = "pinpoint"
    MORE = "more"


class DeviceType(StrEnum):
    """The only kinds this program records. RF needling and PRP are out of scope (X-26)."""

    PEN = "pen"
    STAMP = "stamp"
    ROLLER = "roller"


@dataclass(frozen=True, slots=True)
class ZoneWork:
    """One treated zone: depth in mm, number of passes, and the reason typed where the depth asks for one."""

    zone: str
    depth: float
    passes: int
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Cartridge:
    """The sterile single-use cartridge (X-30). `needles` is the count on it, 0 if not noted."""

    lot: str = ""
    expires: date | None = None
    needles: int = 0
    opened_in_front: bool = False


@dataclass(frozen=True, slots=True)
class Product:
    """A serum or glide put on the needled skin. `plain_ha`: sterile hyaluronic acid and nothing else (X-21)."""

    name: str
    lot: str = ""
    expires: date | None = None
    plain_ha: bool = True
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Treatment:
    """Everything recorded about the needling itself. Moments are aware datetimes."""

    device: str = ""
    device_type: DeviceType = DeviceType.PEN
    speed: str = ""
    cartridge: Cartridge = Cartridge()
    products: tuple[Product, ...] = ()
    zones: tuple[ZoneWork, ...] = ()
    endpoint: Endpoint | None = None
    scar_target: bool = False
    chosen: Intensity | None = None  # set by the practitioner against the program's own grading
    numbing: str = ""
    started: datetime | None = None
    finished: datetime | None = None

    @property
    def recorded(self) -> bool:
        """Whether anything of the needling itself is written: a zone, a lot, a product, what was seen."""
        return bool(self.zones or self.cartridge.lot or self.products or self.endpoint or self.chosen)

    @property
    def intensity(self) -> Intensity | None:
        """The practitioner's choice, else the program's grading; None while no zone has been treated."""
        return self.chosen or graded(self)


def graded(treatment: Treatment) -> Intensity | None:
    """Deep from 1.0 mm in any zone, or pinpoint bleeding, or a scar as the target (C-24); None without zones."""
    if not treatment.zones:
        return None
    bled = treatment.endpoint in (Endpoint.PINPOINT, Endpoint.MORE)
    deep = treatment.scar_target or bled or any(work.depth >= 1.0 for work in treatment.zones)
    return Intensity.DEEP if deep else Intensity.MILD


class Severity(StrEnum):
    """How hard a caution is."""

    BLOCKS = "blocks"  # the visit cannot be closed as it is
    REASON = "reason"  # a typed reason is asked for
    NOTICE = "notice"


@dataclass(frozen=True, slots=True)
class Caution:
    """Something about the record that needs a look: where (`cartridge`, a zone key, `product 2`), and in words."""

    place: str
    text: str
    severity: Severity
    rule: str = ""
