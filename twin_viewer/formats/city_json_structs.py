"""The parts of CityJSON as they are decoded: singly, so that a broken one costs only itself."""

from typing import Annotated, Any

import msgspec
from msgspec import Meta, Raw, Struct

Index = Annotated[int, Meta(ge=-(2**31), lt=2**31)]
Ring = list[Index]
Face = list[Ring]
Shell = list[Face]
Solid = list[Shell]

ROOT_NAME = "CityJSON"
FEATURE_NAME = "CityJSONFeature"


class Transform(Struct):
    """How whole numbers become coordinates: times `scale`, plus `translate`."""

    scale: tuple[float, float, float] = (1.0, 1.0, 1.0)
    translate: tuple[float, float, float] = (0.0, 0.0, 0.0)


class Templates(Struct, rename={"vertices": "vertices-templates"}):
    """Shapes that objects repeat, in coordinates of their own."""

    templates: list[Raw] = []
    vertices: list[tuple[float, float, float]] = []


class Metadata(Struct, rename={"crs": "referenceSystem"}):
    """What the file says of itself."""

    crs: str = ""


class Root(Struct, rename={"objects": "CityObjects", "templates": "geometry-templates"}):
    """A file of CityJSON, the first line of CityJSONSeq, or one of its features."""

    type: str = ""
    version: Any = None
    objects: dict[str, Raw] = {}
    vertices: Raw = Raw(b"[]")
    transform: Raw = Raw(b"null")
    metadata: Raw = Raw(b"null")
    templates: Raw = Raw(b"null")


class Object(Struct):
    """A city object."""

    type: str
    attributes: dict[str, Any] | None = None
    parents: list[str] | None = None
    geometry: list[Raw] | None = None
    address: Any = None


class SemanticSurface(Struct):
    """What a face belongs to."""

    type: str = ""


class Semantics(Struct):
    """What the faces of a geometry belong to; `values` is nested as its boundaries are."""

    surfaces: list[SemanticSurface] = []
    values: list[Any] | None = None


class Geometry(Struct, rename={"matrix": "transformationMatrix"}):
    """A geometry, or an instance of a template."""

    type: str
    lod: str | float = 0.0
    boundaries: Raw = Raw(b"[]")
    semantics: Semantics | None = None
    template: int = -1
    matrix: list[float] | None = None


root_decoder = msgspec.json.Decoder(Root)
object_decoder = msgspec.json.Decoder(Object)
geometry_decoder = msgspec.json.Decoder(Geometry)
face_decoders: dict[str, msgspec.json.Decoder[Any]] = {
    "MultiSurface": msgspec.json.Decoder(Shell),
    "CompositeSurface": msgspec.json.Decoder(Shell),
    "Solid": msgspec.json.Decoder(Solid),
    "MultiSolid": msgspec.json.Decoder(list[Solid]),
    "CompositeSolid": msgspec.json.Decoder(list[Solid]),
}
"""Decoders of boundaries; kinds of geometry that are not here have no faces."""

DEPTHS = {
    "MultiSurface": 0,
    "CompositeSurface": 0,
    "Solid": 1,
    "MultiSolid": 2,
    "CompositeSolid": 2,
}
"""How many lists stand around the list of faces."""
