"""Adding single devices with what every device of the demo inventory has."""

from datetime import date
from typing import Final

from app.domain.inventory.fields import Value
from app.services.inventory.demo.catalogue import TYPES, Catalogue, ports_of
from app.services.inventory.demo.drafts import Draft, later
from app.services.inventory.demo.sites import Site

WARRANTY_MONTHS: Final = 36
_SUPPORTED: Final = frozenset({"school", "media_centre", "admin", "store"})
"""Kinds of sites whose devices the school operator looks after."""
_SERIALS: Final = {"Apple": "DMP", "Lenovo": "PF", "HP": "5CG", "Cisco": "FCW", "Ubiquiti": "UBX"}


class Equipment:
    """Adds assets and their ports."""

    def __init__(self, draft: Draft, catalogue: Catalogue) -> None:
        self._draft, self._catalogue = draft, catalogue

    def add(self, key: str, name: str | None, site: Site, bought: date, /, **values: Value) -> str:
        """Add a device that is in service.

        Args:
            key: Key of its type.
            name: Its name; None for devices that have none of their own.
            site: Where it is.
            bought: When it was bought.
            values: Further values, or others than usual; None for those it does not have.
        """
        return self.add_bare(
            key,
            name,
            **{
                "state": "in_service",
                "tag": self._draft.tag(),
                "serial": self._draft.serial(_SERIALS.get(TYPES[key].vendor, "SN")),
                "site": site.record,
                "cost": float(TYPES[key].price),
                "bought_on": bought.isoformat(),
                "in_service_on": min(later(bought, 1), self._draft.today).isoformat(),
                "warranty_until": later(bought, WARRANTY_MONTHS).isoformat(),
                "depreciation_months": TYPES[key].months,
                "support_level": "second" if site.kind in _SUPPORTED else None,
                **values,
            },
        )

    def add_bare(self, key: str, name: str | None, /, **values: Value) -> str:
        """Add a device with nothing but what is told, such as one that is only wished for."""
        return self._draft.add("asset", name=name, type=self._catalogue.types[key], **values)

    def add_ports(self, asset: str, key: str, first: int = 0, last: int = 64) -> dict[str, str]:
        """Add ports of a device, as its type has them, and return their records by name.

        Args:
            asset: The device.
            key: Key of its type.
            first: Ports before this position are left out.
            last: Likewise those after this one.
        """
        found: dict[str, str] = {}
        for port in reversed(ports_of(key)):
            if first <= int(port["position"]) <= last:
                through = found[str(port["through"])] if "through" in port else None
                found[str(port["name"])] = self._draft.add(
                    "port", asset=asset, **{**port, "through": through}
                )
        return found
