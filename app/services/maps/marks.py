"""The features of devices: what never changes of them is written once."""

from app.domain.samples import BoolArray
from app.services.maps.devices import Devices
from app.services.maps.features import collection, point_head


class DeviceMarks:
    """Makes the features of devices, for the layers of points and of symbols.

    Args:
        devices: The devices of the city.
        language: Language of their names.
    """

    def __init__(self, devices: Devices, language: str) -> None:
        icons = {field.id: field.icon for field in devices.city.fields}
        self._points: list[str] = []
        self._assets: list[str] = []
        for device in devices.all:
            if device.spot is None:
                self._points.append("")
                self._assets.append("")
                continue
            words = {"k": device.id, "f": device.field, "n": device.name(language)}
            self._points.append(f"{point_head(device.row, device.spot, words)}}}}}")
            symbol = words | {"s": icons.get(device.field, ""), "c": device.kind}
            self._assets.append(f"{point_head(device.row, device.spot, symbol)}}}}}")

    def points(self, shown: BoolArray) -> bytes:
        """Return the features of the devices that are shown and have a place."""
        return _chosen(self._points, shown)

    def assets(self, shown: BoolArray) -> bytes:
        """Return the same devices as symbols of their field of action."""
        return _chosen(self._assets, shown)


def _chosen(features: list[str], shown: BoolArray) -> bytes:
    return collection(
        feature
        for feature, is_shown in zip(features, shown.tolist(), strict=True)
        if is_shown and feature
    )
