"""A file of somebody becomes a layer: read, placed on the earth, checked, written for the page."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

import numpy as np
import shapely
from pyproj.exceptions import ProjError
from shapely.errors import GEOSException

from app.domain.maps import Box
from app.services.maps.crs import WGS84, Coordinates, accuracy_note, as_wgs84
from app.services.maps.files.checks import (
    BATCH,
    as_array,
    batches,
    kept_on_earth,
    mend,
    note_outside,
    thin_out,
)
from app.services.maps.files.features import Features
from app.services.maps.files.geojson import read_geojson
from app.services.maps.files.proposals import Reference, reference_of
from app.services.maps.files.results import (
    Cancelled,
    Faults,
    LayerData,
    LayerError,
    ShapeKind,
    Watch,
)
from app.services.maps.files.shapes import rebuilt
from app.services.maps.files.tables import layer_names, read_table
from app.services.maps.files.writing import DECIMALS, as_geojson

TEXT_SUFFIXES: Final = (".geojson", ".json")
TABLE_SUFFIXES: Final = (".gpkg", ".shp", ".fgb")
"""How the names of files end that `read_layer` reads; these and the texts."""

_HALF: Final = 0.5
_KINDS: Final = {
    0: ShapeKind.POINT, 4: ShapeKind.POINT, 1: ShapeKind.LINE, 2: ShapeKind.LINE,
    5: ShapeKind.LINE, 3: ShapeKind.AREA, 6: ShapeKind.AREA,
}  # fmt: skip


def _ignored(_share: float) -> None:
    pass


def _never() -> bool:
    return False


def layers_in(path: Path) -> tuple[str, ...]:
    """Return the names of the layers of a file; formats that have one only give one.

    Raises:
        LayerError: The file cannot be read, or is of another format.
    """
    suffix = path.suffix.lower()
    if suffix in TABLE_SUFFIXES:
        return layer_names(path)
    if suffix in TEXT_SUFFIXES:
        return (path.stem,)
    raise _foreign(path)


def read_layer(
    path: Path,
    box: Box | None,
    *,
    crs: str = "",
    layer: str = "",
    progress: Callable[[float], None] = _ignored,
    is_cancelled: Callable[[], bool] = _never,
) -> LayerData:
    """Return the features of a file for the map, with all that is wrong with them.

    It may take seconds and is made to run in a thread: it tells how far it is, gives up soon
    after `is_cancelled` says so, and never holds the interpreter for long.

    Args:
        path: The file: GeoJSON, GeoPackage, Shapefile, FlatGeobuf.
        box: Where the city is; by it a wrong coordinate reference system is recognised.
        crs: The coordinate reference system to read it with, whatever it says, such as
            `EPSG:25832`, or `EPSG:25832/yx` with swapped axes. Empty takes what the file says.
        layer: Which layer of a GeoPackage; empty takes the first one.
        progress: Is told the share done, 0 to 1.
        is_cancelled: Says whether to give up.

    Raises:
        LayerError: The file as a whole cannot be used.
    """
    watch = Watch(progress, is_cancelled)
    try:
        return _read(path, box, crs, layer, watch)
    except Cancelled:
        return LayerData(path.stem, crs, is_cancelled=True)
    except (GEOSException, ProjError, MemoryError) as error:
        raise LayerError(
            f"Die Datei {path.name} lässt sich nicht verarbeiten ({str(error)[:200]}). Bitte sie "
            "mit einem GIS-Programm prüfen und neu ausgeben."
        ) from error


def _foreign(path: Path) -> LayerError:
    return LayerError(
        f"Das Format der Datei {path.name} kennt die Karte nicht. Möglich sind GeoJSON (.geojson, "
        ".json), GeoPackage (.gpkg), Shapefile (.shp), FlatGeobuf (.fgb) und PMTiles (.pmtiles)."
    )


def _read(path: Path, box: Box | None, crs: str, layer: str, watch: Watch) -> LayerData:
    faults = Faults()
    suffix = path.suffix.lower()
    if suffix in TEXT_SUFFIXES:
        features = read_geojson(path, faults, watch.part(0.0, 0.6))
    elif suffix in TABLE_SUFFIXES:
        features = read_table(path, layer, faults, watch.part(0.0, 0.6))
    else:
        raise _foreign(path)
    _note_whole(features)
    if not features.shapes:
        return LayerData(features.name, crs or features.crs or WGS84, faults=faults.listed())
    reference = _place(features, box, crs, watch.part(0.6, 0.7))
    if box is not None and (reference.proposal is None or reference.share >= _HALF):
        note_outside(features, box)
    mend(features, watch.part(0.7, 0.8))
    if features.shapes:
        thin_out(features, watch.part(0.8, 0.9))
    return _layer(features, reference, watch.part(0.9, 1.0))


def _note_whole(features: Features) -> None:
    """Note what concerns the file."""
    faults = features.faults
    if not features.shapes:
        faults.note_file(
            "Die Datei enthält keine Objekte, die gezeigt werden können.",
            "Bitte prüfen, ob die richtige Datei gewählt ist.",
        )
    if features.heights:
        faults.note_file(
            f"Höhen wurden weggelassen, denn die Karte ist flach (Objekte mit Höhen: "
            f"{features.heights})."
        )
    if features.columns.is_overfull:
        faults.note_file(
            f"Die Datei hat mehr als {len(features.columns.names)} Eigenschaften; die weiteren "
            "fehlen."
        )


def _place(features: Features, box: Box | None, crs: str, watch: Watch) -> Reference:
    """Bring the shapes to WGS 84; return how they were read."""
    bounds = shapely.bounds(as_array(features.shapes))
    centers: Coordinates = (bounds[:, :2] + bounds[:, 2:]) / 2
    reference = reference_of(
        centers, given=crs, said=features.crs, is_degrees=features.is_degrees, box=box
    )

    def moved(places: Coordinates) -> Coordinates:
        with np.errstate(invalid="ignore"):
            return np.round(as_wgs84(reference.crs, places), DECIMALS)

    for run in batches(features.shapes):
        watch.step(run.start / len(features.shapes))
        shapes = features.shapes[run]
        if len(shapes) == 1 and shapely.get_num_coordinates(shapes[0]) > BATCH:
            features.shapes[run] = [rebuilt(shapes[0], moved)]
        else:
            features.shapes[run] = shapely.transform(as_array(shapes), moved).tolist()
    kept_on_earth(features, centers, watch)
    middle = np.median(centers, axis=0)
    if note := accuracy_note(reference.crs, (float(middle[0]), float(middle[1]))):
        features.faults.note_file(note)
    if reference.proposal:
        features.faults.note_file(
            f"Nur {round(reference.share * 100)} % der Objekte liegen in der Stadt.",
            reference.proposal.sentence,
        )
    return reference


def _layer(features: Features, reference: Reference, watch: Watch) -> LayerData:
    shapes = as_array(features.shapes)
    geojson = as_geojson(features, watch)
    watch.step(1.0)
    box = None
    if len(shapes):
        west, south, east, north = shapely.total_bounds(shapes).tolist()
        box = Box(west, south, east, north)
    return LayerData(
        name=features.name,
        crs=reference.crs,
        geojson=geojson,
        count=len(shapes),
        box=box,
        kinds=frozenset(_KINDS[kind] for kind in set(shapely.get_type_id(shapes).tolist())),
        columns=features.columns.names,
        faults=features.faults.listed(),
        proposal=reference.proposal,
        vertices=int(shapely.get_num_coordinates(shapes).sum()),
    )
