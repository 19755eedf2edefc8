"""Paths: fields through references, as columns, filters and exports name them."""

from dataclasses import dataclass

from app.domain.inventory.fields import Field, FieldType, Kind
from app.domain.inventory.kinds import KINDS

CUSTOM = "custom"
"""First part of a path to a field that people added themselves."""


@dataclass(frozen=True, slots=True)
class Path:
    """A path that was resolved.

    Attributes:
        text: The path, such as `site.district.name`.
        steps: The references it goes through: (kind it leaves, field).
        kind: Kind that holds the last field.
        field: The last field.
        is_custom: True when the last field is one of people's own.
    """

    text: str
    steps: tuple[tuple[str, str], ...]
    kind: Kind
    field: Field
    is_custom: bool = False

    @property
    def label(self) -> str:
        """What heads a column: the last field, and of what where that is not the table's own.

        `site.name` is called by its reference (`Standort`), `site.kind` `Standort: Art`; where
        there is no name, the first field of the title is called so.
        """
        if not self.steps:
            return self.field.label
        owner = KINDS[self.steps[-1][0]].field(self.steps[-1][1]).label
        called = "name" if self.kind.has_field("name") else self.kind.title[0]
        return owner if self.field.name == called else f"{owner}: {self.field.label}"


def resolve(kind: str, text: str, custom: dict[str, Field] | None = None) -> Path:
    """Return what a path means.

    Args:
        kind: Kind it starts from.
        text: The path.
        custom: Fields of people's own for the kind it starts from, by name.

    Raises:
        KeyError: There is no such field, or it goes through one that is no reference.
    """
    here, steps = KINDS[kind], []
    *through, last = text.split(".")
    if through == [CUSTOM]:
        return Path(text, (), here, (custom or {})[last], is_custom=True)
    for name in through:
        step = here.field(name)
        if step.type is not FieldType.REFERENCE:
            raise KeyError(text)
        steps.append((here.name, name))
        here = KINDS[step.target]
    return Path(text, tuple(steps), here, here.field(last))
