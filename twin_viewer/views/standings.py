"""A single object where it stands, as it is drawn and picked: made in any thread."""

import math
from dataclasses import dataclass
from typing import Final

import numpy as np

from twin_viewer.jobs.places import ObjectPlace, set_down
from twin_viewer.model.cities import BuildingTile, CityModel, CityObject, TileKey
from twin_viewer.model.frames import Doubles, SceneFrame
from twin_viewer.rendering.meshes import TileMesh, tile_mesh

_KM: Final = 1_000.0


@dataclass(frozen=True, slots=True, eq=False)
class Standing:
    """An object as it stands in the scene.

    Attributes:
        place: Where.
        tile: What is picked.
        mesh: What is drawn.
    """

    place: ObjectPlace
    tile: BuildingTile
    mesh: TileMesh


def standing_of(
    name: str, title: str, model: CityModel, place: ObjectPlace, frame: SceneFrame
) -> Standing:
    """Return an object where it stands.

    Args:
        name: Id of its data set.
        title: Its name on screen.
        model: The object in metres of its own.
        place: Where it stands.
        frame: Origin of the scene.
    """
    world = set_down(model.points, place)
    tile = BuildingTile(
        TileKey(math.floor(place.east / _KM), math.floor(place.north / _KM)),
        frame,
        frame.to_local(world),
        model.triangles,
        model.owners,
        model.surfaces,
        tuple(_titled(one, title, world) for one in model.objects),
        name,
    )
    return Standing(place, tile, tile_mesh(tile))


def _titled(one: CityObject, title: str, world: Doubles) -> CityObject:
    """Return an object with what its card says of it."""
    tall = float(np.ptp(world[:, 2])) if len(world) else 0.0
    attributes = {"name": title, "measuredHeight": round(tall, 2), **one.attributes}
    return CityObject(one.id, one.kind, one.parent, attributes)
