"""A city of one core switch and one access point, both asked by SNMP."""

from dataclasses import replace

from app.domain.cities import City
from app.domain.points import Address, DeviceId, Point, PointId
from app.domain.sources import SourceKind
from app.services.profiles import find_city, load_city

CORE = "kern.example"
AP = "ap.example"


def network_city() -> City:
    """Return the city: a switch and an access point of Hamm under names of their own."""
    city = load_city(find_city("hamm"))
    source = next(it for it in city.sources if it.kind is SourceKind.SNMP)
    points = city.points_of(source.id)
    core = next(point.device for point in points if point.type.startswith("core_switch."))
    access = next(device for device, uplink in city.uplinks.items() if uplink == core)
    chosen = [_moved(point, CORE, "kern") for point in points if point.device == core]
    chosen += [_moved(point, AP, "ap") for point in points if point.device == access]
    return replace(
        city,
        sources=(source,),
        points=tuple(chosen),
        rules=(),
        tiles=(),
        uplinks={DeviceId("ap"): DeviceId("kern")},
    )


def _moved(point: Point, host: str, device: str) -> Point:
    suffix = point.id.rpartition(".")[2]
    return replace(
        point,
        id=PointId(f"{device}.{suffix}"),
        device=DeviceId(device),
        address=Address(host, point.address.item),
    )
