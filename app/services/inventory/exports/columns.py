"""Columns of an export, and all that has to be read to fill and to judge them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from app.domain.inventory.fields import SIMULATED, Field, FieldType, Kind, Publication, Value
from app.domain.inventory.paths import CUSTOM, Path, resolve
from app.domain.inventory.publications import (
    class_of,
    class_of_path,
    guards_of,
    may_show,
)

SOURCE = "source"
"""Path of where a record comes from; "Simulation" is told to everybody."""

_SPOT = frozenset({"east", "north", "height"})
_SITE = "site"


@dataclass(frozen=True, slots=True)
class Guard:
    """What decides whether a value may be shown: the class of a record it is reached through.

    Attributes:
        place: Where the class stands in a row that was read.
        kind: Kind of that record.
    """

    place: int
    kind: Kind


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the file.

    Attributes:
        path: What it shows.
        label: Its heading, German.
        place: Where its value stands in a row that was read.
        guards: What it depends on.
        is_open: False when its class alone empties it.
        kind_place: Where the kind of an ANY_REFERENCE stands; -1 for other columns.
    """

    path: Path
    label: str
    place: int
    guards: tuple[Guard, ...]
    is_open: bool
    kind_place: int = -1

    @property
    def field(self) -> Field:
        """The field it shows."""
        return self.path.field

    def may_show(self, row: tuple[Value, ...], target: Publication) -> bool:
        """Tell whether the value of a row may be shown to a target."""
        if not self.is_open:
            return self.path.text == SOURCE and row[self.place] == SIMULATED
        return all(
            may_show(target, class_of(guard.kind, row[guard.place])) for guard in self.guards
        )


class Reading:
    """The paths that are read for each record, each once.

    Attributes:
        paths: The paths, in the order of the values of a row.
    """

    def __init__(self, kind: str, custom: Mapping[str, Field]) -> None:
        self.kind = kind
        self.paths: list[str] = []
        self._custom = dict(custom)
        self._places: dict[str, int] = {}

    def place(self, path: str) -> int:
        """Return where the value of a path stands in a row; read it from now on."""
        if path not in self._places:
            self._places[path] = len(self.paths)
            self.paths.append(path)
        return self._places[path]

    def guards(self, path: Path) -> tuple[Guard, ...]:
        """Return what a path depends on."""
        return tuple(Guard(self.place(text), kind) for text, kind in guards_of(path))

    def column(self, text: str, target: Publication) -> Column:
        """Return a column.

        Raises:
            KeyError: There is no such path.
        """
        path = resolve(self.kind, text, self._custom)
        kind_place = -1
        if path.field.type is FieldType.ANY_REFERENCE:
            *through, _ = text.split(".")
            kind_place = self.place(".".join((*through, path.field.kind_field)))
        guards = self.guards(path)
        if path.field.name in _SPOT and path.kind.has_field(_SITE):
            # Coordinates of one's own would give away where a confidential site is.
            site = ".".join((*text.split(".")[:-1], _SITE))
            guards += self.guards(resolve(self.kind, site))
        return Column(
            path,
            path.label,
            self.place(text),
            guards,
            may_show(target, class_of_path(path)),
            kind_place,
        )


def all_paths(kind: Kind, custom: Mapping[str, Field]) -> tuple[str, ...]:
    """Return the paths of all fields of a kind that make sense in a table, people's own last.

    Courses are left to formats with places, templates to the program.
    """
    left_out = {FieldType.GEOMETRY, FieldType.JSON}
    own = [one.name for one in kind.all_fields if one.type not in left_out]
    return (*own, *(f"{CUSTOM}.{name}" for name in custom))


def unlike(labels: Iterable[str]) -> list[str]:
    """Return headings of which no two are alike: a second one gets a number."""
    seen: dict[str, int] = {}
    found = []
    for label in labels:
        seen[label] = seen.get(label, 0) + 1
        found.append(label if seen[label] == 1 else f"{label} ({seen[label]})")
    return found
