"""How well devices and records fit what is selected on the other side."""

from collections.abc import Sequence
from typing import Final

from app.services.inventory.binding_facts import Asset, Device
from app.services.inventory.binding_proposals import Matcher, Proposal

_MOST: Final = 20
"""So many rows are judged for a selection; what comes after them fits worse."""


class Fits:
    """The rows that fit what is selected, the best first.

    Attributes:
        devices: The devices that fit the selected record, by name.
        assets: The records that fit the selected device, by uid.
    """

    def __init__(self) -> None:
        self.devices: dict[str, Proposal] = {}
        self.assets: dict[str, Proposal] = {}

    def judge(self, matcher: Matcher, devices: Sequence[Device], assets: Sequence[Asset]) -> bool:
        """Judge the other side by what is selected on one; tell whether that is something new.

        Args:
            matcher: Judges.
            devices: The selected devices.
            assets: The selected records.
        """
        before = self.assets, self.devices
        self.assets, self.devices = {}, {}
        if len(devices) == 1:
            self.assets = {one.asset.uid: one for one in matcher.assets_for(devices[0], _MOST)}
        elif len(assets) == 1:
            self.devices = {one.device.name: one for one in matcher.devices_for(assets[0], _MOST)}
        is_new = before != (self.assets, self.devices)
        return is_new and bool(self.assets or self.devices)

    def best(self, devices: Sequence[Device], assets: Sequence[Asset]) -> Proposal | None:
        """Return what is known of the selected pair; without one, of the best partner."""
        if len(devices) == 1 and not assets:
            return next(iter(self.assets.values()), None)
        if len(assets) == 1 and not devices:
            return next(iter(self.devices.values()), None)
        if len(assets) == len(devices) == 1:
            known = self.assets.get(assets[0].uid)
            return known or self.devices.get(devices[0].name)
        return None
