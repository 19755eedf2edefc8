"""What a writer of GeoPackages is given: a layer, its columns, its features."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from typing import Any, Protocol

from app.domain.inventory.fields import FieldType, Value
from app.services.inventory.exports.cells import Cells, iso_moment
from app.services.inventory.exports.columns import Column, unlike
from app.services.inventory.exports.reading import Page


class LayerType(StrEnum):
    """Types of columns, as GeoPackage names them."""

    TEXT = "TEXT"
    INTEGER = "INTEGER"
    REAL = "REAL"
    DATE = "DATE"
    DATETIME = "DATETIME"
    BOOLEAN = "BOOLEAN"


_TYPES = {
    FieldType.INTEGER: LayerType.INTEGER,
    FieldType.DECIMAL: LayerType.REAL,
    FieldType.MONEY: LayerType.REAL,
    FieldType.DATE: LayerType.DATE,
    FieldType.MOMENT: LayerType.DATETIME,
    FieldType.FLAG: LayerType.BOOLEAN,
}
_TAKEN = {"fid", "geom"}


@dataclass(frozen=True, slots=True)
class GeoLayer:
    """A layer.

    Attributes:
        name: Name of its table.
        title: What it is called.
        columns: Its columns besides number and geometry: (name, title, type).
        epsg: Number of its coordinate reference system.
        definition: That system in WKT.
    """

    name: str
    title: str
    columns: tuple[tuple[str, str, LayerType], ...]
    epsg: int
    definition: str


Feature = tuple[Any, tuple[Value, ...]]
"""A geometry of shapely (None for no place), and the values of the columns."""


class GeoPackageWriter(Protocol):
    """Writes a GeoPackage."""

    def __call__(
        self,
        path: Path,
        layer: GeoLayer,
        features: Iterable[Sequence[Feature]],
        description: Callable[[], str],
        changed_us: int,
    ) -> int:
        """Write features into a new file and return how many they were.

        Args:
            path: The file; it must not be there.
            layer: The layer.
            features: The features, some at a time.
            description: Returns what there is to know of the layer, after the last feature.
            changed_us: When it was made, µs UTC.

        Raises:
            OSError: It cannot be written.
        """
        ...


def layer_columns(
    columns: Sequence[Column], on_screen: Callable[[str], str]
) -> tuple[tuple[str, str, LayerType], ...]:
    """Return the columns of a layer; the uid comes first."""
    names = unlike(column.path.text.replace(".", "_").lower() for column in columns)
    names = [f"{name}_" if name in _TAKEN or name == "uid" else name for name in names]
    return (
        ("uid", "UID", LayerType.TEXT),
        *(
            (name, on_screen(column.label), _TYPES.get(column.field.type, LayerType.TEXT))
            for name, column in zip(names, columns, strict=True)
        ),
    )


def features_of(columns: Sequence[Column], cells: Cells, page: Page) -> list[Feature]:
    """Return the features of a page."""
    types = [column.field.type for column in columns]
    fields = [column.field for column in columns]

    def value_of(place: int, value: Value) -> Value:
        kind = types[place]
        if value is None or kind in {FieldType.DATE, FieldType.FLAG}:
            return value
        if kind is FieldType.MOMENT:
            return iso_moment(int(value))
        found = cells.typed(fields[place], value)
        return found if isinstance(found, str | int | float) else str(found)

    return [
        (shape, (uid or None, *(value_of(place, value) for place, value in enumerate(row))))
        for uid, row, shape in zip(page.uids, page.cells, page.shapes, strict=True)
    ]
