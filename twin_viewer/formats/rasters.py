"""Rasters as rasterio opens them, placed in EPSG:25832: models of the ground as well as images."""

import itertools
import logging
import threading
import warnings
import zipfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from math import sqrt
from pathlib import Path
from typing import Any, Final

import numpy as np
import rasterio
from numpy.typing import NDArray
from rasterio.enums import ColorInterp, Resampling
from rasterio.errors import NotGeoreferencedWarning, RasterioError
from rasterio.transform import Affine
from rasterio.vrt import WarpedVRT
from rasterio.windows import Window

from twin_viewer.formats.references import brought, heights_in, is_utm32
from twin_viewer.formats.tile_names import tile_of
from twin_viewer.model.faults import Fault
from twin_viewer.model.frames import CRS, HeightReference, Reference

NO_PLACE: Final = (
    "Dem Raster fehlt die Lage. Legen Sie eine World-Datei (etwa „{0}“) daneben, oder benennen Sie "
    "die Datei nach ihrer Kachel, etwa „dgm1_32_412_5725_1_nw.tif“."
)
PLACED_BY_NAME: Final = "Die Lage wurde dem Namen der Kachel entnommen."
PARTLY: Final = "Ein Teil der Datei ist beschädigt und fehlt im Bild."
NOT_HEIGHTS: Final = (
    "Die Datei ist ein Bild mit {0} Farbkanälen und enthält keine Höhen. "
    "Öffnen Sie sie als Luftbild."
)
NO_AREA: Final = (
    "Die Datei nennt eine Größe ihrer Bildpunkte, die nicht stimmen kann. Bitte exportieren Sie "
    "sie noch einmal."
)
UNREADABLE: Final = (
    "Die Datei ist beschädigt oder kein Raster und lässt sich nicht öffnen. Bitte laden Sie sie "
    "noch einmal herunter."
)

Box = tuple[float, float, float, float]
"""West, south, east, north, m."""

_PARTS = 32
_BOX_HEAD = 8
"""Bytes of the head of a box of JPEG 2000."""
_SMALLEST_CELL = 1e-20
"""Area of a pixel below which its place cannot be computed; pixels in degrees have 1e-14."""
_lock = threading.Lock()

# What the library cannot read is told the person as a fault, so it need not be logged too.
logging.getLogger("rasterio").setLevel(logging.CRITICAL)


class RasterError(Exception):
    """A raster cannot be shown at all; its text is a German sentence."""


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """An open raster, north up.

    Attributes:
        source: What rasterio reads of.
        transform: From columns and rows to metres in EPSG:25832 (its own numbers when foreign).
        crs: Reference system as the file or its name says; empty where neither does.
        reference: What its coordinates were.
        faults: What is missing.
        metres_up: Metres in a unit of its heights.
        is_ellipsoidal: True where its heights count from the ellipsoid.
        is_unplaced: True where nobody knows where it lies: its pixels are metres from 0, 0.
        is_cut_off: True when the end of the file is missing, which its library may not tell.
    """

    source: Any
    transform: Affine
    crs: str
    reference: Reference
    faults: tuple[Fault, ...] = ()
    metres_up: float = 1.0
    is_ellipsoidal: bool = False
    is_unplaced: bool = False
    is_cut_off: bool = False

    @property
    def bands(self) -> int:
        """Return how many channels it has."""
        return int(self.source.count)

    @property
    def unit(self) -> str:
        """Return the unit of its first channel, in small letters; empty where it says none."""
        return str(self.source.units[0] or "").lower()

    def heights(self, step: float | None) -> tuple[NDArray[np.float32], Box, float, bool]:
        """Return its first channel.

        Args:
            step: Wished metres in a cell; None for its own.

        Returns:
            float32 (rows, columns), first row southernmost, NaN where nothing is known; its edges;
            metres in a cell; whether nothing of it was damaged.
        """
        own = float(self.transform.a)
        columns = max(1, round(self.source.width * own / max(step or own, own)))
        used = self.source.width * own / columns
        rows = max(1, int(self.source.height * own / used + 1e-6))
        window = Window(0, 0, self.source.width, rows * used / own)
        scale, offset = self.source.scales[0] or 1.0, self.source.offsets[0] or 0.0
        data, is_whole = self._read([1], window, (rows, columns))
        with np.errstate(invalid="ignore", over="ignore"):  # damaged cells hold any bits
            heights = (data[0] * np.float32(scale) + np.float32(offset))[::-1]
        west, north = self.transform.c, self.transform.f
        box = (west, north - rows * used, west + columns * used, north)
        return np.ascontiguousarray(heights), box, used, is_whole and not self.is_cut_off

    def image(self, box: Box | None, max_pixels: int) -> tuple[NDArray[np.uint8], Box, bool]:
        """Return its colours within a box, never more than `max_pixels`.

        Returns:
            Red, green, blue, uint8 (rows, columns, 3), first row northernmost, none where the box
            lies beside it; its edges; whether nothing of it was damaged.
        """
        window = self._window(box)
        width, height = int(window.width), int(window.height)
        if width <= 0 or height <= 0:
            return np.zeros((0, 0, 3), np.uint8), box or (0.0, 0.0, 0.0, 0.0), True
        scale = min(1.0, sqrt(max_pixels / (width * height)))
        shape = (max(1, int(height * scale)), max(1, int(width * scale)))
        # Asked for before anything is decoded: afterwards GDAL tells of what was damaged instead.
        is_palette = self.source.colorinterp[0] is ColorInterp.palette
        data, is_whole = self._read(self._channels(), window, shape)
        west, north = self.transform @ (window.col_off, window.row_off)
        east, south = self.transform @ (window.col_off + width, window.row_off + height)
        pixels = self._colors(data, is_palette=is_palette)
        return pixels, (west, south, east, north), is_whole and not self.is_cut_off

    def _window(self, box: Box | None) -> Window:
        if box is None:
            return Window(0, 0, self.source.width, self.source.height)
        back = ~self.transform
        left, top = back @ (box[0], box[3])
        right, bottom = back @ (box[2], box[1])
        start = max(0, int(np.floor(left + 1e-6))), max(0, int(np.floor(top + 1e-6)))
        end = (
            min(self.source.width, int(np.ceil(right - 1e-6))),
            min(self.source.height, int(np.ceil(bottom - 1e-6))),
        )
        size = max(0, end[0] - start[0]), max(0, end[1] - start[1])
        return Window(*start, *size)

    def _channels(self) -> list[int]:
        kinds = list(self.source.colorinterp)
        wanted = (ColorInterp.red, ColorInterp.green, ColorInterp.blue)
        if all(kind in kinds for kind in wanted):
            return [kinds.index(kind) + 1 for kind in wanted]
        return [1, 2, 3] if self.bands >= 3 else [1]  # noqa: PLR2004 - red, green and blue

    def _colors(self, data: NDArray[np.float32], *, is_palette: bool) -> NDArray[np.uint8]:
        whole = np.nan_to_num(data)
        if is_palette:
            table = np.zeros((256, 3), np.uint8)
            for value, color in self.source.colormap(1).items():
                table[value] = color[:3]
            palette: NDArray[np.uint8] = table[whole[0].astype(np.uint8)]
            return palette
        bits = int(self.source.tags(1, ns="IMAGE_STRUCTURE").get("NBITS", 0))
        if not bits:
            bits = 8 * int(np.dtype(self.source.dtypes[0]).itemsize)
        if bits > 8 and np.dtype(self.source.dtypes[0]).kind == "u":  # noqa: PLR2004 - bits of a byte
            whole *= 255.0 / (2**bits - 1)
        pixels = np.clip(whole, 0, 255).astype(np.uint8)
        return np.ascontiguousarray(
            np.broadcast_to(np.moveaxis(pixels, 0, 2), (*pixels.shape[1:], 3))
        )

    def _read(
        self, channels: list[int], window: Window, shape: tuple[int, int]
    ) -> tuple[NDArray[np.float32], bool]:
        """Return channels as float32, NaN where unknown; of a damaged file what is whole."""
        try:
            return self._read_whole(channels, window, shape), True
        except RasterioError:
            data = np.full((len(channels), *shape), np.nan, np.float32)
        borders = np.unique(np.linspace(0, shape[0], _PARTS + 1).astype(int))
        high = window.height / shape[0]
        is_any = False
        for top, bottom in itertools.pairwise(borders):
            part = Window(
                window.col_off, window.row_off + top * high, window.width, (bottom - top) * high
            )
            try:
                data[:, top:bottom] = self._read_whole(channels, part, (bottom - top, shape[1]))
                is_any = True
            except RasterioError:
                continue
        if not is_any:
            raise RasterError(UNREADABLE)
        return data, False

    def _read_whole(
        self, channels: list[int], window: Window, shape: tuple[int, int]
    ) -> NDArray[np.float32]:
        is_smaller = shape[1] < window.width
        data = self.source.read(
            channels,
            window=window,
            out_shape=(len(channels), *shape),
            masked=True,
            resampling=Resampling.average if is_smaller else Resampling.nearest,
        )
        filled: NDArray[np.float32] = data.astype(np.float32).filled(np.nan)
        return filled


@contextmanager
def opened(path: Path, suffixes: tuple[str, ...], *, is_ground: bool = False) -> Iterator[Raster]:
    """Open a raster and place it.

    Args:
        path: The file, or a `.zip` with one.
        suffixes: Endings a file within a `.zip` may have.
        is_ground: Whether it is to be heights in square cells, not an image.

    Yields:
        The raster; use it only within the block.

    Raises:
        RasterError: It cannot be opened, or has no heights; or it is to be ground, and nobody
            knows where it lies.
    """
    with ExitStack() as stack:
        try:
            with _lock, warnings.catch_warnings():
                warnings.simplefilter("ignore", NotGeoreferencedWarning)
                source = stack.enter_context(rasterio.open(_address(path, suffixes)))
        except RasterioError as error:
            raise RasterError(UNREADABLE) from error
        if is_ground and source.count >= 3:  # noqa: PLR2004 - red, green and blue
            raise RasterError(NOT_HEIGHTS.format(source.count))
        placed = _placed(source, path, is_ground=is_ground)
        raster = replace(placed, is_cut_off=_is_cut_off(path))
        plane = raster.transform
        if not np.isfinite(plane).all() or abs(plane.determinant) < _SMALLEST_CELL:
            raise RasterError(NO_AREA)
        if _is_plain(raster, is_square=is_ground):
            yield raster
            return
        yield _warped(raster, stack)


def _is_cut_off(path: Path) -> bool:
    """Tell whether the last box of a JPEG 2000 reaches beyond the end of its file (ISO 15444-1)."""
    end = path.stat().st_size
    with path.open("rb") as file:
        if file.read(8)[4:] != b"jP  ":
            return False
        begin = 0
        while begin < end:
            file.seek(begin)
            head = file.read(16)
            length = int.from_bytes(head[:4], "big")
            if length == 1:
                length = int.from_bytes(head[8:], "big")
            if length < _BOX_HEAD:  # it says only that it is the last one
                return False
            begin += length
    return begin > end


def _address(path: Path, suffixes: tuple[str, ...]) -> str:
    if path.suffix.lower() != ".zip":
        return str(path)
    with zipfile.ZipFile(path) as archive:
        names = [name for name in archive.namelist() if name.lower().endswith(suffixes)]
    if not names:
        raise RasterError(UNREADABLE)
    return f"/vsizip/{path}/{names[0]}"


def _placed(source: Any, path: Path, *, is_ground: bool) -> Raster:
    tile = tile_of(path.name)
    crs = source.crs.to_wkt() if source.crs else (f"EPSG:258{tile.zone}" if tile else "")
    transform, faults = source.transform, []
    if transform.is_identity:
        if tile is None:
            return _unplaced(source, path, is_ground=is_ground)
        side = tile.size_km * 1000.0
        transform = Affine(
            side / source.width, 0, tile.west, 0, -side / source.height, tile.south + side
        )
        faults.append(Fault(path.name, "", PLACED_BY_NAME))
    kind, metres_up = heights_in(crs)
    is_ellipsoidal = kind is HeightReference.ELLIPSOID
    corners = np.array(
        [
            (*(transform @ corner), 0.0)
            for corner in ((0, 0), (source.width, source.height), (source.width, 0))
        ]
    )
    # The corners have no heights: those of a grid are converted later, those of an image are none.
    given = HeightReference.OTHER if is_ellipsoidal else None
    placed, reference = brought(corners, crs, given if is_ground else HeightReference.DHHN2016)
    if is_utm32(crs) or not crs or reference.is_foreign:
        transform = _moved(transform, corners, placed)
    return Raster(source, transform, crs, reference, tuple(faults), metres_up, is_ellipsoidal)


def _unplaced(source: Any, path: Path, *, is_ground: bool) -> Raster:
    """Return a picture that lies nowhere with its south-west corner at 0, 0, a metre a pixel."""
    reason = NO_PLACE.format(path.with_suffix(_world(path.suffix)).name)
    if is_ground:
        raise RasterError(reason)
    transform = Affine(1.0, 0.0, 0.0, 0.0, -1.0, float(source.height))
    reference = Reference("", HeightReference.UNKNOWN, reason, is_foreign=True)
    faults = (Fault(path.name, "", reason),)
    return Raster(source, transform, "", reference, faults, is_unplaced=True)


def _moved(transform: Affine, corners: NDArray[np.float64], placed: NDArray[np.float64]) -> Affine:
    """Return a transform as its corners were mended: moved by a zone number, or feet to metres."""
    scale = abs(placed[1, 0] - placed[0, 0]) / max(abs(corners[1, 0] - corners[0, 0]), 1e-9)
    linear = (transform.a * scale, transform.b * scale, transform.d * scale, transform.e * scale)
    return Affine(linear[0], linear[1], placed[0, 0], linear[2], linear[3], placed[0, 1])


def _is_plain(raster: Raster, *, is_square: bool) -> bool:
    """Return whether it can be read as it is: north up, and in EPSG:25832 or foreign."""
    plane = raster.transform
    is_upright = plane.e < 0 < plane.a and plane.b == 0 == plane.d
    is_square = not is_square or abs(plane.a + plane.e) < 1e-6 * plane.a
    return _stays(raster) and is_upright and is_square


def _stays(raster: Raster) -> bool:
    """Return whether its own numbers are those it is shown at."""
    return not raster.crs or is_utm32(raster.crs) or raster.reference.is_foreign


def _warped(raster: Raster, stack: ExitStack) -> Raster:
    source = raster.source
    options: dict[str, Any] = {}
    if _stays(raster) or source.transform.is_identity:
        options["src_transform"] = raster.transform
    if source.count < 3:  # noqa: PLR2004 - heights have no colours
        options.update(dtype="float32", nodata=float("nan"))
    crs = CRS if _stays(raster) else raster.crs
    warped = stack.enter_context(
        WarpedVRT(source, src_crs=crs, crs=CRS, resampling=Resampling.bilinear, **options)
    )
    return replace(raster, source=warped, transform=warped.transform)


def _world(suffix: str) -> str:
    return f".{suffix[1]}{suffix[-1]}w" if len(suffix) > 2 else ".wld"  # noqa: PLR2004 - .tif is .tfw
