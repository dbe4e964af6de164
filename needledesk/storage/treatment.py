"""What was done to the skin in a visit: kept whole each time, as it stands on the page."""

from __future__ import annotations

from typing import Any

from needledesk.domain.treatment import Cartridge, DeviceType, Endpoint, Intensity, Product, Treatment, ZoneWork
from needledesk.errors import NotFound
from needledesk.storage import columns, search, standing
from needledesk.storage.vault import Vault

_WHOLE = """
SELECT treatment.*, visit.finished, visit.timezone FROM visit LEFT JOIN treatment ON treatment.visit = visit.id
WHERE visit.id = ?
"""


def keep(vault: Vault, visit: int, treatment: Treatment) -> None:
    """Write the treatment anew, with its intensity as graded now, and its lots into the search. Raises NotFound."""
    with vault.transaction():
        client = _client(vault, visit)
        lots = search.lots(vault, client)
        vault.put("treatment", "visit", {"visit": visit, **_values(treatment)})
        finished = treatment.finished and columns.moment_text(treatment.finished)
        vault.change("visit", {"id": visit}, {"finished": finished})
        _keep_zones(vault, visit, treatment)
        _keep_products(vault, visit, treatment)
        standing.refresh(vault, client)
        if search.lots(vault, client) != lots:
            search.index(vault, client)


def get(vault: Vault, visit: int) -> Treatment:
    """The treatment, moments in the visit's zone; an empty one if nothing was written down yet. Raises NotFound."""
    row = vault.row(_WHOLE, visit)
    if row is None:
        raise NotFound("There is no such visit in this file.")
    zone = columns.zone(row["timezone"])
    finished = columns.moment_or_none(row["finished"], zone)
    if row["visit"] is None:
        return Treatment(finished=finished)
    return Treatment(
        device=row["device"],
        device_type=DeviceType(row["device_type"]),
        speed=row["speed"],
        cartridge=_cartridge(row),
        products=_products(vault, visit),
        zones=_work(vault, visit),
        endpoint=row["endpoint"] and Endpoint(row["endpoint"]),
        scar_target=bool(row["scar_target"]),
        chosen=row["chosen"] and Intensity(row["chosen"]),
        numbing=row["numbing"],
        started=columns.moment_or_none(row["started"], zone),
        finished=finished,
    )


def zones(vault: Vault, visit: int) -> tuple[str, ...]:
    """The keys of the zones that were treated, in the order in which they were written down."""
    rows = vault.rows("SELECT zone FROM treatment_zone WHERE visit = ? ORDER BY position", visit)
    return tuple(row["zone"] for row in rows)


def _client(vault: Vault, visit: int) -> int:
    row = vault.row("SELECT client FROM visit WHERE id = ?", visit)
    if row is None:
        raise NotFound("There is no such visit in this file.")
    return int(row["client"])


def _values(treatment: Treatment) -> dict[str, object]:
    cartridge = treatment.cartridge
    return {
        "device": treatment.device,
        "device_type": treatment.device_type.value,
        "speed": treatment.speed,
        "cartridge_lot": cartridge.lot,
        "cartridge_expires": columns.date_text(cartridge.expires),
        "needles": cartridge.needles,
        "opened_in_front": int(cartridge.opened_in_front),
        "endpoint": treatment.endpoint and treatment.endpoint.value,
        "scar_target": int(treatment.scar_target),
        "chosen": treatment.chosen and treatment.chosen.value,
        "intensity": treatment.intensity and treatment.intensity.value,
        "numbing": treatment.numbing,
        "started": treatment.started and columns.moment_text(treatment.started),
    }


def _keep_zones(vault: Vault, visit: int, treatment: Treatment) -> None:
    vault.remove("treatment_zone", {"visit": visit})
    for position, work in enumerate(treatment.zones):
        values: dict[str, object] = {"visit": visit, "position": position, "zone": work.zone}
        values |= {"depth": float(work.depth), "passes": work.passes, "reason": work.reason}
        vault.insert("treatment_zone", values)


def _keep_products(vault: Vault, visit: int, treatment: Treatment) -> None:
    vault.remove("treatment_product", {"visit": visit})
    for position, product in enumerate(treatment.products):
        values: dict[str, object] = {"visit": visit, "position": position, "name": product.name, "lot": product.lot}
        values |= {"expires": columns.date_text(product.expires), "plain_ha": int(product.plain_ha)}
        vault.insert("treatment_product", values | {"reason": product.reason})


def _cartridge(row: Any) -> Cartridge:
    return Cartridge(
        lot=row["cartridge_lot"],
        expires=columns.day(row["cartridge_expires"]),
        needles=row["needles"],
        opened_in_front=bool(row["opened_in_front"]),
    )


def _work(vault: Vault, visit: int) -> tuple[ZoneWork, ...]:
    rows = vault.rows("SELECT zone, depth, passes, reason FROM treatment_zone WHERE visit = ? ORDER BY position", visit)
    return tuple(ZoneWork(row["zone"], row["depth"], row["passes"], row["reason"]) for row in rows)


def _products(vault: Vault, visit: int) -> tuple[Product, ...]:
    rows = vault.rows("SELECT * FROM treatment_product WHERE visit = ? ORDER BY position", visit)
    return tuple(
        Product(row["name"], row["lot"], columns.day(row["expires"]), bool(row["plain_ha"]), row["reason"])
        for row in rows
    )
