"""A painter of equirectangular panoramas: walls, roofs and crowns, column by column, with depth.

A column of the picture is a vertical half-plane. What stands on the ground is cut by it in an
upright piece, so each face needs one distance and two heights per column; that is exact, and quick.
"""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from twin_viewer.model.frames import Doubles
from twin_viewer.synthetic.backdrops import HAZE_REACH, Ground, Pixels, hazed

CELL: Final = 128
"""Pixels a side of the pictures walls are tiled with."""
_TINY: Final = 1e-9
_RIM: Final = 1.12
"""Where leaves end: square of the distance from the crown's middle, with some chance."""
_COARSE_FROM: Final = 6.0
"""Walls farther than so many times their length are tiled with coarser pictures."""
_OWN: Final = 127
_NEAREST: Final = 0.4
_FAR: Final = 1.0e9
_CAR_ROOF: Final = -58.0
"""Below this elevation the picture shows the car that carries the camera, degrees."""
_BAND: Final = 64
"""Rows of ground painted at a time, which keeps large pictures out of memory."""


@dataclass(frozen=True, slots=True, eq=False)
class Wall:
    """An upright face.

    Attributes:
        start: East and north of its lower corner on the left as seen from outside, m.
        end: Of the other.
        foot: Height of its lower edge, m.
        tops: Height of its upper edge at both ends and in the middle (a gable), m.
        cells: Pictures that tile it, (storeys, bays), the lowest first.
        storey: Height of a row of cells, m.
        color: Tints what of the pictures is wall, 0 to 1.
        light: How bright it is.
        nearer: How much nearer it counts than it is, m; for what is set upon another face.
    """

    start: Doubles
    end: Doubles
    foot: float
    tops: tuple[float, float, float]
    cells: NDArray[np.uint8]
    storey: float
    color: tuple[float, float, float]
    light: float
    nearer: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Slope:
    """A roof's face, or any convex face that is not upright.

    Attributes:
        corners: Its corners, (K, 3), counterclockwise from outside, m.
        color: Red, green and blue, 0 to 255.
        nearer: As of a wall.
    """

    corners: Doubles
    color: tuple[float, float, float]
    nearer: float = 0.0


@dataclass(frozen=True, slots=True, eq=False)
class Crown:
    """A tree's crown.

    Attributes:
        middle: East, north and height of its middle, m.
        radius: Sideways, m.
        rise: Upwards, m.
        seed: Tells its leaves from others'.
    """

    middle: Doubles
    radius: float
    rise: float
    seed: int


@dataclass(frozen=True, slots=True)
class _Piece:
    """What a face covers of the picture: columns, rows, and where each column meets it."""

    face: Wall | Slope | Crown
    columns: slice
    rows: slice
    distance: Doubles
    share: Doubles


class Canvas:
    """A panorama being painted.

    Args:
        width: Pixels; the height is half of it.
        atlas: Pictures for walls, (N, `CELL`, `CELL`, 4); the last channel is 255 where the wall's
            own colour shows.
    """

    def __init__(self, width: int, atlas: Pixels) -> None:
        self.width, self.height = width, width // 2
        self.place, self.heading = np.zeros(3), 0.0
        self.atlas = atlas
        raised = np.pi / 2.0 - (np.arange(self.height) + 0.5) / self.height * np.pi
        self.slopes = np.tan(raised)
        self.depth = np.empty((self.height, width), dtype=np.float32)
        self.owner = np.empty((self.height, width), dtype=np.int16)
        self.pieces: list[_Piece] = []
        self._cover = np.empty(width, dtype=np.int64)
        self._covered_at = np.empty(width)
        self._leaves = np.random.default_rng(5).uniform(0.0, 1.0, (256, 256)).astype(np.float32)

    def aim(self, place: Doubles, heading: float) -> None:
        """Begin a new picture.

        Args:
            place: East, north and height of the camera, m.
            heading: Direction of the middle column, degrees clockwise from north.
        """
        self.place, self.heading = place, heading
        turn = np.radians(heading + ((np.arange(self.width) + 0.5) / self.width - 0.5) * 360.0)
        self.x, self.y = np.sin(turn), np.cos(turn)
        self.depth.fill(_FAR)
        self.owner.fill(-1)
        self.pieces.clear()
        self._cover.fill(self.height)
        self._covered_at.fill(0.0)

    def add_wall(self, wall: Wall) -> None:
        """Draw a wall that looks this way; the others are not seen."""
        start, end = wall.start - self.place[:2], wall.end - self.place[:2]
        along = end - start
        facing = start[0] * along[1] - start[1] * along[0]
        if facing >= -_TINY:
            return
        for columns in self._columns(np.stack((start, end))):
            x, y = self.x[columns], self.y[columns]
            cross = x * along[1] - y * along[0]
            cross = np.where(np.abs(cross) < _TINY, -_TINY, cross)
            distance = facing / cross
            share = np.clip((start[0] * y - start[1] * x) / cross, 0.0, 1.0)
            left, right, middle = wall.tops
            bent = 2.0 * np.minimum(share, 1.0 - share) * (middle - (left + right) / 2.0)
            top = left + (right - left) * share + bent
            self._fill(wall, columns, distance, share, (top, wall.foot))

    def add_slope(self, slope: Slope) -> None:
        """Draw a roof's face that is seen from above its plane."""
        corners = slope.corners - self.place
        if _volume(corners) >= 0.0:
            return
        following = np.roll(corners, -1, axis=0)
        for columns in self._columns(corners[:, :2]):
            x, y = self.x[columns], self.y[columns]
            high, low = np.full(len(x), -np.inf), np.full(len(x), np.inf)
            distance = np.full(len(x), _FAR)
            for start, end in zip(corners, following, strict=True):
                along = end - start
                cross = x * along[1] - y * along[0]
                cross = np.where(np.abs(cross) < _TINY, _TINY, cross)
                away = (start[0] * along[1] - start[1] * along[0]) / cross
                share = (start[0] * y - start[1] * x) / cross
                hit = (share >= -_TINY) & (share <= 1.0 + _TINY) & (away > _NEAREST)
                raised = (start[2] + share * along[2]) / np.where(hit, away, 1.0)
                high = np.where(hit, np.maximum(high, raised), high)
                low = np.where(hit, np.minimum(low, raised), low)
                distance = np.where(hit, np.minimum(distance, away), distance)
            heights = (high * distance + self.place[2], low * distance + self.place[2])
            self._fill(slope, columns, distance, distance, heights)

    def add_crown(self, crown: Crown) -> None:
        """Draw a tree's crown, ragged at its rim."""
        away = crown.middle[:2] - self.place[:2]
        distance = float(np.hypot(*away))
        if distance < crown.radius + _NEAREST:
            return
        reach = np.arcsin(crown.radius / distance)
        turn = np.arctan2(away[0], away[1])
        ends = np.array([(np.sin(turn + side), np.cos(turn + side)) for side in (-reach, reach)])
        for columns in self._columns(ends * distance):
            x, y = self.x[columns], self.y[columns]
            across = (x * away[1] - y * away[0]) / distance / np.sin(reach)
            half = np.sqrt(np.clip(1.0 - across**2, 0.0, 1.0)) * crown.rise
            heights = (crown.middle[2] + half, crown.middle[2] - half)
            self._fill(crown, columns, np.full(len(x), distance), across, heights)

    def covered_by(self, cell: int) -> NDArray[np.bool_]:
        """Tell which pixels show walls tiled with one picture alone."""
        numbers = [
            number
            for number, piece in enumerate(self.pieces)
            if isinstance(piece.face, Wall) and (piece.face.cells == cell).all()
        ]
        return np.isin(self.owner, numbers)

    def is_hidden(self, corners: Doubles, distance: float) -> bool:
        """Tell whether walls drawn before hide all of a body.

        Args:
            corners: Its corners, (K, 3), m.
            distance: Of its nearest point, m.
        """
        if distance < 1.0:
            return False
        top = self._rows(np.array([corners[:, 2].max()]), np.array([distance]))[0]
        return all(
            bool((self._cover[span] <= top).all() and (self._covered_at[span] < distance).all())
            for span in self._columns(corners[:, :2] - self.place[:2])
        )

    def _columns(self, places: Doubles) -> list[slice]:
        """Return the columns that places, (K, 2) from the camera, span: two where they wrap."""
        turns = np.degrees(np.arctan2(places[:, 0], places[:, 1])) - self.heading
        turns = turns[0] + (turns - turns[0] + 180.0) % 360.0 - 180.0
        scale = self.width / 360.0
        first = int(np.ceil((turns.min() + 180.0) * scale - 0.5))
        last = int(np.floor((turns.max() + 180.0) * scale - 0.5)) + 1
        if last <= first or last - first > self.width * 0.55:
            return []
        shift = first // self.width * self.width
        first, last = first - shift, last - shift
        if last <= self.width:
            return [slice(first, last)]
        return [slice(first, self.width), slice(0, last - self.width)]

    def _rows(self, heights: Doubles | float, distance: Doubles) -> NDArray[np.int64]:
        raised = np.arctan2(heights - self.place[2], distance)
        row = np.ceil((0.5 - raised / np.pi) * self.height - 0.5)
        return np.asarray(row.astype(np.int64).clip(0, self.height))

    def _fill(
        self,
        face: Wall | Slope | Crown,
        columns: slice,
        distance: Doubles,
        share: Doubles,
        heights: tuple[Doubles, Doubles | float],
    ) -> None:
        """Draw a face into the columns, between two heights, where nothing nearer is."""
        seen = (distance > _NEAREST) & (distance < _FAR)
        top = np.where(seen, self._rows(heights[0], distance), self.height)
        bottom = np.where(seen, self._rows(heights[1], distance), 0)
        hidden = (top >= self._cover[columns]) & (distance > self._covered_at[columns])
        if (hidden | (top >= bottom)).all():
            return
        rows = slice(int(top[bottom > top].min()), int(bottom[bottom > top].max()))
        number = np.arange(rows.start, rows.stop)[:, None]
        nearer = 0.0 if isinstance(face, Crown) else face.nearer
        depth = (distance - nearer).astype(np.float32)
        hit = (number >= top) & (number < bottom) & (self.depth[rows, columns] > depth)
        piece = _Piece(face, columns, rows, distance, share)
        if isinstance(face, Crown):
            hit &= self._is_leaf(piece)
        np.copyto(self.depth[rows, columns], depth, where=hit)
        np.copyto(self.owner[rows, columns], len(self.pieces), where=hit)
        self.pieces.append(piece)
        if isinstance(face, Wall) and nearer == 0.0:
            higher = seen & (top < self._cover[columns])
            self._cover[columns] = np.where(higher, top, self._cover[columns])
            most = np.maximum(self._covered_at[columns], distance)
            self._covered_at[columns] = np.where(higher, most, self._covered_at[columns])

    def _is_leaf(self, piece: _Piece) -> NDArray[np.bool_]:
        crown = piece.face
        assert isinstance(crown, Crown)  # noqa: S101 - only crowns have leaves
        up = self._crown_heights(piece, crown)
        rim = piece.share[None, :] ** 2 + up**2
        return np.asarray(rim + 0.5 * self._leaf(piece, crown, up) < _RIM)

    def _crown_heights(self, piece: _Piece, crown: Crown) -> Doubles:
        height = self.slopes[piece.rows][:, None] * piece.distance + self.place[2]
        return np.asarray((height - crown.middle[2]) / crown.rise)

    def _leaf(self, piece: _Piece, crown: Crown, up: Doubles) -> NDArray[np.float32]:
        x = ((piece.share + 1.0) * 14.0 * crown.radius).astype(np.int64) + crown.seed * 7
        y = ((up + 1.0) * 14.0 * crown.rise).astype(np.int64) + crown.seed * 13
        return np.asarray(self._leaves[y % 256, (x % 256)[None, :]])

    def picture(self, ground: Ground, sky: Pixels) -> Pixels:
        """Return the finished picture, red, green and blue, (height, width, 3).

        Args:
            ground: What lies below.
            sky: Upper half of a panorama whose middle column looks north, (height / 2, width, 3).
        """
        picture = np.empty((self.height, self.width, 3), dtype=np.uint8)
        turned = -round(self.heading / 360.0 * self.width)
        picture[: self.height // 2] = np.roll(sky, turned, axis=1)
        self._paint_ground(picture, ground)
        for number, piece in enumerate(self.pieces):
            for start in range(piece.rows.start, piece.rows.stop, _BAND * 4):
                band = slice(start, min(start + _BAND * 4, piece.rows.stop))
                rows, columns = np.nonzero(self.owner[band, piece.columns] == number)
                if len(rows):
                    color = self._color(piece, rows + start, columns)
                    picture[rows + start, columns + piece.columns.start] = color
        return picture

    def _paint_ground(self, picture: Pixels, ground: Ground) -> None:
        """Paint all below the horizon; below the camera is the roof of the car that carries it."""
        away = (ground.height - self.place[2]) / self.slopes
        first = self.height // 2
        last = int(self.height * (0.5 - _CAR_ROOF / 180.0))
        x, y = self.x.astype(np.float32), self.y.astype(np.float32)
        for start in range(first, last, _BAND):
            rows = slice(start, min(start + _BAND, last))
            reach = np.clip(away[rows], 0.0, 3_000.0).astype(np.float32)[:, None]
            picture[rows] = ground.colors(self.place[:2], reach * x, reach * y)
            if reach[0] > HAZE_REACH / 30.0:
                flat = picture[rows].reshape(-1, 3).astype(np.float32)
                pale = hazed(flat, np.repeat(reach[:, 0], self.width))
                picture[rows] = pale.reshape(-1, self.width, 3)
        down = np.linspace(0.0, 1.0, self.height - last)[:, None, None]
        picture[last:] = 62.0 + 30.0 * down

    def _color(
        self, piece: _Piece, rows: NDArray[np.int64], columns: NDArray[np.int64]
    ) -> NDArray[np.float32]:
        face = piece.face
        away = piece.distance[columns]
        if isinstance(face, Slope):
            colors = np.broadcast_to(np.array(face.color, dtype=np.float32), (len(rows), 3))
            return hazed(colors, away)
        height = self.slopes[rows] * away + self.place[2]
        if isinstance(face, Crown):
            return hazed(self._leaf_colors(piece, face, columns, height), away)
        along = float(np.hypot(*(face.end - face.start)))
        storeys, bays = face.cells.shape
        x = piece.share[columns] * bays
        y = np.maximum((height - face.foot) / face.storey, 0.0)
        bay = x.astype(np.int64).clip(0, bays - 1)
        storey = y.astype(np.int64).clip(0, storeys - 1)
        cell = face.cells[storey, bay]
        column = ((x - bay) * CELL).astype(np.int64).clip(0, CELL - 1)
        row = CELL - 1 - ((y - storey) * CELL).astype(np.int64).clip(0, CELL - 1)
        if float(away.mean()) > along * _COARSE_FROM:
            column, row = column & ~3, row & ~3
        found = self.atlas[cell, row, column].astype(np.float32)
        tint = np.array(face.color, dtype=np.float32)
        colors = found[:, :3] * np.where(found[:, 3:] > _OWN, tint, np.float32(1.0))
        return hazed(colors * np.float32(face.light), away)

    def _leaf_colors(
        self,
        piece: _Piece,
        crown: Crown,
        columns: NDArray[np.int64],
        height: Doubles,
    ) -> NDArray[np.float32]:
        up = (height - crown.middle[2]) / crown.rise
        across = piece.share[columns]
        x = ((across + 1.0) * 14.0 * crown.radius).astype(np.int64) + crown.seed * 7
        y = ((up + 1.0) * 14.0 * crown.rise).astype(np.int64) + crown.seed * 13
        leaf = self._leaves[y % 256, x % 256] - 0.5
        bright = (0.92 + 0.3 * up + 0.45 * leaf).astype(np.float32)
        tint = crown.seed % 7
        base = np.array((74 + tint * 3, 92 + tint * 2, 58), dtype=np.float32)
        return np.asarray(base * bright[:, None])


def _volume(corners: Doubles) -> float:
    """Return the signed volume under a face seen from the origin: negative where it looks here."""
    (a, b, c), (d, e, f), (g, h, i) = corners[:3].tolist()
    return float(a * (e * i - f * h) - b * (d * i - f * g) + c * (d * h - e * g))
