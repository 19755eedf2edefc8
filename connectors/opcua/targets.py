"""What is to be read: each point with its node, as the profile names it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from urllib.parse import urlsplit

from app.domain.points import Point, PointId
from connectors.opcua.addresses import AddressError, NodeAddress, parse_address
from connectors.opcua.options import OptionsError
from connectors.opcua.values import Slot


@dataclass(frozen=True, slots=True)
class Target:
    """A point and the node that carries its values.

    Attributes:
        slot: How a value becomes a sample of the point.
        address: The node.
        point: The point's permanent name.
    """

    slot: Slot
    address: NodeAddress
    point: PointId


def targets_of(points: Iterable[Point]) -> tuple[dict[int, Target], list[str]]:
    """Return the targets by point key, and what is wrong with addresses that cannot be read."""
    targets: dict[int, Target] = {}
    problems: list[str] = []
    for point in points:
        try:
            targets[point.key] = Target(Slot.of(point), parse_address(point.address.node), point.id)
        except AddressError as error:
            problems.append(f"{point.id}: {error}")
    return targets, problems


def names_of(targets: Mapping[int, Target]) -> dict[str, PointId]:
    """Return the points by the addresses of their nodes."""
    return {str(target.address): target.point for target in targets.values()}


def check_url(url: str) -> str:
    """Return the address of a server.

    Raises:
        OptionsError: It is none, or it names a user.
    """
    try:
        parts = urlsplit(url)
        is_whole = bool(parts.hostname and parts.port)
    except ValueError:
        raise OptionsError(f"url: „{url}“ ist keine Adresse") from None
    if parts.username or parts.password:
        raise OptionsError("url: Benutzer und Passwort gehören in user und password")
    if parts.scheme != "opc.tcp" or not is_whole:
        raise OptionsError(f"url: „{url}“ muss wie opc.tcp://host:4840 lauten")
    return url
