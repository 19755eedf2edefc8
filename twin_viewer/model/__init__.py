"""What the twin is made of, as plain numpy values: meshes, clouds, grids, photographs, their place.

Coordinates are metres in EPSG:25832 (east, north) and height, as float64; only `SceneFrame` makes
float32 of them. Here lives no reading, no drawing, no Qt and no VTK. Start with `frames`.
"""

from twin_viewer.model.cities import BuildingTile, CityModel, CityObject, Surface, TileKey
from twin_viewer.model.clouds import PointCloud
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import HeightReference, Reference, SceneFrame
from twin_viewer.model.grids import HeightGrid, OrthoImage
from twin_viewer.model.networks import Fibre, Mast, NetworkPlan
from twin_viewer.model.panoramas import PanoramaPose, Survey

__all__ = [
    "BuildingTile",
    "CityModel",
    "CityObject",
    "Fault",
    "Fibre",
    "HeightGrid",
    "HeightReference",
    "Mast",
    "NetworkPlan",
    "OrthoImage",
    "PanoramaPose",
    "PointCloud",
    "Reference",
    "SceneFrame",
    "Surface",
    "Survey",
    "TileKey",
]
