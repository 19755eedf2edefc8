"""Which editor fits which field."""

from typing import Final

from PySide6.QtWidgets import QWidget

from app.domain.inventory.fields import Field, FieldType
from widgets.inventory.fields.dates import DateEditor, MomentEditor
from widgets.inventory.fields.editors import (
    ChoiceEditor,
    FieldEditor,
    FlagEditor,
    JsonEditor,
    LineEditor,
    NumberEditor,
    PointEditor,
    TagsEditor,
)
from widgets.inventory.fields.lookups import References
from widgets.inventory.fields.references import ReferenceField

_EDITORS: Final[dict[FieldType, type[FieldEditor]]] = {
    FieldType.DATE: DateEditor,
    FieldType.INTEGER: NumberEditor,
    FieldType.DECIMAL: NumberEditor,
    FieldType.MONEY: NumberEditor,
    FieldType.CHOICE: ChoiceEditor,
    FieldType.FLAG: FlagEditor,
    FieldType.TAGS: TagsEditor,
    FieldType.GEOMETRY: PointEditor,
    FieldType.JSON: JsonEditor,
}


def make_editor(
    field: Field,
    parent: QWidget | None = None,
    *,
    references: References | None = None,
    zone: str = "Europe/Berlin",
) -> FieldEditor:
    """Return an empty editor that fits a field.

    Args:
        field: The field.
        parent: Owner.
        references: Looks records up, for references.
        zone: Time zone of the city, for moments.
    """
    if field.type in {FieldType.REFERENCE, FieldType.ANY_REFERENCE}:
        return ReferenceField(field, references, parent)
    if field.type is FieldType.MOMENT:
        return MomentEditor(field, zone, parent)
    return _EDITORS.get(field.type, LineEditor)(field, parent)
