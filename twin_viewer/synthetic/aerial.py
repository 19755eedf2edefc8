"""The city seen from above, painted: bare ground, or with roofs and trees."""

from collections.abc import Sequence
from typing import Final

import numpy as np
import shapely
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageDraw
from shapely.geometry.base import BaseGeometry

from twin_viewer.model.frames import Doubles
from twin_viewer.synthetic.buildings import ROOFS, Kind, Roof
from twin_viewer.synthetic.scenes import Scene
from twin_viewer.synthetic.shapes import along, grown, lines_of

Color = tuple[int, int, int]
Pixels = NDArray[np.uint8]

SUN: Final = np.array((-0.36, -0.55, 0.754))
"""Direction to the sun: south-south-west, 49 degrees high."""

_EVEN: Final = 215
"""How bright ground is on average before its patches, of 255."""
_GRAIN: Final = 512
"""Pixels after which the finest grain repeats itself."""
_LAND: Final[Color] = (126, 130, 100)
_COVERS: Final[dict[str, Color]] = {
    "forest": (72, 88, 62),
    "park": (108, 124, 84),
    "cemetery": (102, 116, 82),
    "meadow": (122, 134, 92),
}
_WATER: Final[Color] = (84, 98, 100)
_GARDEN: Final[Color] = (110, 122, 86)
_YARD: Final[Color] = (146, 143, 136)
_PAVEMENT: Final[Color] = (158, 156, 151)
_KERB: Final[Color] = (180, 178, 172)
_ASPHALT: Final[Color] = (112, 113, 116)
_PAINT: Final[Color] = (226, 226, 222)
_BALLAST: Final[Color] = (132, 122, 112)
_RAIL: Final[Color] = (84, 76, 72)
_TILES: Final[tuple[Color, ...]] = (
    (142, 102, 88),
    (130, 96, 84),
    (118, 90, 82),
    (102, 98, 97),
    (90, 90, 93),
    (136, 110, 96),
)
_FLATS: Final[tuple[Color, ...]] = ((158, 156, 150), (138, 138, 136), (172, 169, 162))


def roof_colors(scene: Scene, rows: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Return red, green and blue of the roofs of buildings, (N, 3)."""
    buildings = scene.city.buildings
    pick = (rows * 7 + buildings.years[rows]) % 1_000
    tiles, flats = np.array(_TILES, dtype=np.uint8), np.array(_FLATS, dtype=np.uint8)
    is_flat = (buildings.roofs[rows] == Roof.FLAT) | (buildings.kinds[rows] == Kind.HALL)
    return np.asarray(
        np.where(is_flat[:, None], flats[pick % len(_FLATS)], tiles[pick % len(_TILES)])
    )


def paint(
    scene: Scene, west: float, north: float, size: int, pixel: float, *, has_roofs: bool
) -> Image.Image:
    """Return a square picture of the ground in red, green and blue, `size` pixels a side.

    Args:
        scene: What is painted.
        west: Western edge, m.
        north: Northern edge, m.
        size: Pixels a side.
        pixel: Metres a pixel.
        has_roofs: With buildings and trees; else the bare ground with their shadows.
    """
    brush = _Brush(west, north, size, pixel)
    _paint_land(scene, brush)
    _paint_streets(scene, brush)
    brush.darken(_shadows(scene, brush))
    if has_roofs:
        _paint_roofs(scene, brush)
        _paint_trees(scene, brush)
    brush.darken(_grain(brush))
    return brush.image


class _Brush:
    """A picture with a place in the world."""

    def __init__(self, west: float, north: float, size: int, pixel: float) -> None:
        self.west, self.north, self.size, self.pixel = west, north, size, pixel
        self.image = Image.new("RGB", (size, size), _LAND)
        self.draw = ImageDraw.Draw(self.image)
        margin = 40.0
        reach = size * pixel + margin
        self.box = shapely.box(west - margin, north - reach, west + reach, north + margin)

    def darken(self, light: Image.Image) -> None:
        """Multiply the picture with a grey one: white leaves it, black blackens it."""
        self.image = ImageChops.multiply(self.image, Image.merge("RGB", (light, light, light)))
        self.draw = ImageDraw.Draw(self.image)

    def to_pixels(self, places: Doubles) -> Doubles:
        """Return places, (…, 2), as column and row."""
        return np.asarray((places - (self.west, self.north)) * (1.0, -1.0) / self.pixel)

    def fill(self, area: BaseGeometry, color: Color) -> None:
        """Fill the outlines of an area; holes are painted over."""
        for part in shapely.get_parts(shapely.intersection(area, self.box)):
            if part.geom_type == "Polygon" and not part.is_empty:
                ring = self.to_pixels(shapely.get_coordinates(shapely.get_exterior_ring(part)))
                self.draw.polygon(ring.ravel().tolist(), fill=color)

    def polygons(self, corners: Doubles, colors: Sequence[Color]) -> None:
        """Fill polygons of the same number of corners, (N, K, 2)."""
        flat = self.to_pixels(corners).reshape(len(corners), corners.shape[1] * 2).tolist()
        for ring, color in zip(flat, colors, strict=True):
            self.draw.polygon(ring, fill=color)


def _paint_land(scene: Scene, brush: _Brush) -> None:
    base = scene.city.base
    for green in base.greens:
        brush.fill(green.shape, _COVERS.get(green.kind, _LAND))
    rows = scene.city.buildings.take(scene.buildings_in(grown(brush.box, 20.0)))
    is_town = np.isin(rows.kinds, (Kind.TOWN_HOUSE, Kind.HALL, Kind.LANDMARK))
    for kinds, color, margin in ((is_town, _YARD, 22.0), (~is_town, _GARDEN, 26.0)):
        some = rows.take(kinds & (rows.kinds != Kind.GARAGE))
        wide = some.take(slice(None))
        areas = shapely.buffer(wide.footprints(), margin / 2.0, quad_segs=1, cap_style="square")
        for area in areas:
            brush.fill(area, color)
    for water in base.water:
        for area in water.areas():
            brush.fill(area, _WATER)


def _paint_streets(scene: Scene, brush: _Brush) -> None:
    streets = scene.city.streets
    near = scene.streets_in(brush.box)
    for wider, color in ((2.6, _PAVEMENT), (0.25, _KERB), (0.0, _ASPHALT)):
        reach = streets.half_widths[near] + wider
        for area in shapely.buffer(streets.lines[near], reach, quad_segs=3, cap_style="round"):
            brush.fill(area, color)
    for row in near:
        if streets.kinds[row] != "street":
            _paint_dashes(brush, streets.lines[row])
    for track in scene.city.base.rail:
        for area in track.areas(0.5):
            brush.fill(area, _BALLAST)
    for track in scene.city.base.rail:
        for off in (-2.9, -1.5, 1.5, 2.9):
            line = shapely.offset_curve(shapely.intersection(track.shape, brush.box), off)
            brush.fill(shapely.buffer(line, 0.12), _RAIL)


def _paint_dashes(brush: _Brush, line: BaseGeometry) -> None:
    inside = shapely.intersection(line, brush.box)
    for part in shapely.get_parts(inside):
        if part.geom_type != "LineString" or part.is_empty:
            continue
        start = float(line.project(shapely.Point(part.coords[0])))
        first = np.ceil(start / 9.0) * 9.0
        steps = np.arange(first, start + part.length - 3.0, 9.0)
        ends = along(line, np.stack((steps, steps + 3.0), axis=1).ravel()).reshape(-1, 2, 2)
        for dash in shapely.buffer(lines_of(ends), 0.09, cap_style="flat"):
            brush.fill(dash, _PAINT)


def _shadows(scene: Scene, brush: _Brush) -> Image.Image:
    """Return how bright each pixel is beside roofs and trees that stand in the sun's way."""
    mask = Image.new("L", (brush.size, brush.size), 255)
    draw = ImageDraw.Draw(mask)
    rows = scene.buildings_in(grown(brush.box, 30.0))
    shift = -SUN[:2] / SUN[2]
    foot = scene.corners[rows, :4, :2]
    tall = (scene.corners[rows, 4:8, 2] - scene.corners[rows, :4, 2])[:, :, None]
    both = np.concatenate((foot, foot + shift * tall), axis=1)
    hulls = np.atleast_1d(np.asarray(shapely.convex_hull(shapely.linestrings(both))))
    for hull in hulls:
        draw.polygon(brush.to_pixels(shapely.get_coordinates(hull)).ravel().tolist(), fill=150)
    trees = scene.trees_in(brush.box)
    middles = np.stack((trees.easts, trees.norths), axis=1)
    middles = brush.to_pixels(middles + shift * (trees.heights * 0.6)[:, None])
    for (x, y), radius in zip(middles.tolist(), (trees.radii / brush.pixel).tolist(), strict=True):
        draw.ellipse((x - radius, y - radius, x + radius, y + radius), fill=165)
    return mask


def _paint_roofs(scene: Scene, brush: _Brush) -> None:
    rows = scene.buildings_in(brush.box)
    roofs, colors = scene.city.buildings.roofs[rows], roof_colors(scene, rows)
    for roof in Roof:
        some = roofs == roof
        for face in ROOFS[roof]:
            corners = scene.corners[rows[some]][:, face]
            bright = sunlight(corners)[:, None]
            shaded = np.clip(colors[some] * bright, 0, 255).astype(int).tolist()
            brush.polygons(corners[:, :, :2], [(red, green, blue) for red, green, blue in shaded])


def sunlight(faces: Doubles) -> Doubles:
    """Return how brightly the sun lights faces, (N, K, 3), from 0.6 to about 1.15."""
    normals = np.cross(faces[:, 1] - faces[:, 0], faces[:, 2] - faces[:, 0])
    length = np.maximum(np.linalg.norm(normals, axis=1), 1e-9)
    return np.asarray(0.62 + 0.55 * np.clip(normals @ SUN / length, 0.0, 1.0))


def _paint_trees(scene: Scene, brush: _Brush) -> None:
    trees = scene.trees_in(brush.box)
    middles = brush.to_pixels(np.stack((trees.easts, trees.norths), axis=1))
    radii = trees.radii / brush.pixel
    for row, ((x, y), radius) in enumerate(zip(middles.tolist(), radii.tolist(), strict=True)):
        tint = row * 37 % 23
        for share, lift in ((1.0, -8), (0.72, 4), (0.4, 14)):
            reach, move = radius * share, radius * (1.0 - share) * 0.45
            color = (66 + tint + lift, 86 + tint // 2 + lift, 56 + tint // 3 + lift)
            x_mid, y_mid = x - move, y + move
            box = (x_mid - reach, y_mid - reach, x_mid + reach, y_mid + reach)
            brush.draw.ellipse(box, fill=color)


def _grain(brush: _Brush) -> Image.Image:
    """Return the unevenness of all ground: coarse patches and fine grain."""
    size = brush.size
    chance = np.random.default_rng([int(abs(brush.west)), int(abs(brush.north)), size])
    fine = chance.normal(_EVEN, min(8.0, brush.pixel * 32.0), (_GRAIN, _GRAIN)).astype(np.int16)
    repeats = -(-size // _GRAIN)
    grain = np.tile(fine, (repeats, repeats))[:size, :size]
    for metres, share in ((40.0, 11), (9.0, 14), (2.2, 16)):
        count = int(np.clip(size * brush.pixel / metres, 2, size))
        patches = chance.integers(0, 256, (count, count), dtype=np.uint8)
        picture = Image.fromarray(patches).resize((size, size), Image.Resampling.BILINEAR)
        grain += np.asarray(picture) // np.uint8(share)
    return Image.fromarray(grain.clip(0, 255).astype(np.uint8))
