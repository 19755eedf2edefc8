"""Networks in the scene: fibre routes and masts of mobile radio and WLAN."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Fibre:
    """A route of fibre.

    Attributes:
        id: Its id.
        name: Name on screen.
        points: Corners, float64 (N, 3), EPSG:25832 and height, m.
        state: `planned`, `building` or `active`.
    """

    id: str
    name: str
    points: NDArray[np.float64]
    state: str = "active"


@dataclass(frozen=True, slots=True)
class Mast:
    """A mast or an access point, with the range it is sketched with.

    Attributes:
        id: Its id.
        name: Name on screen.
        kind: `5g`, `4g` or `wlan`.
        place: East, north and height of its foot, m.
        height: Height of its antenna above the foot, m.
        range: Radius of the sketched range, m. A sketch, no calculation of radio waves.
    """

    id: str
    name: str
    kind: str
    place: tuple[float, float, float]
    height: float
    range: float


@dataclass(frozen=True, slots=True)
class NetworkPlan:
    """What is known of the networks of a city.

    Attributes:
        fibres: Routes.
        masts: Masts and access points.
        is_simulated: True when they are made up.
    """

    fibres: tuple[Fibre, ...] = ()
    masts: tuple[Mast, ...] = ()
    is_simulated: bool = False
