"""Values of a record as the card says them: references by what they are called."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication

from app.domain.inventory.changes import Action, Origin
from app.domain.inventory.fields import Field, FieldType, Kind, Value, Values
from app.domain.inventory.findings import Rule
from app.domain.inventory.kinds import KINDS
from app.domain.inventory.records import Key
from widgets.foreign_texts import on_screen
from widgets.inventory.fields import ValueWords


def kind_label(kind: str) -> str:
    """Return what one record of a kind is called on screen."""
    return on_screen(KINDS[kind].label)


def plural_label(kind: str) -> str:
    """Return what many records of a kind are called on screen."""
    return on_screen(KINDS[kind].plural)


def action_text(action: Action) -> str:
    """Return what was done to a record."""
    words = {
        Action.CREATE: QCoreApplication.translate("inventory_card", "angelegt"),
        Action.UPDATE: QCoreApplication.translate("inventory_card", "geändert"),
        Action.REMOVE: QCoreApplication.translate("inventory_card", "entfernt"),
    }
    return words[action]


def origin_text(origin: Origin) -> str:
    """Return how a change came about; empty for an ordinary edit."""
    words = {
        Origin.EDIT: "",
        Origin.BULK: QCoreApplication.translate("inventory_card", "Mehrfachbearbeitung"),
        Origin.IMPORT: QCoreApplication.translate("inventory_card", "Import"),
        Origin.UNDO: QCoreApplication.translate("inventory_card", "rückgängig gemacht"),
        Origin.REDO: QCoreApplication.translate("inventory_card", "wiederhergestellt"),
        Origin.AUDIT: QCoreApplication.translate("inventory_card", "Inventur"),
        Origin.MEASURED: QCoreApplication.translate("inventory_card", "gemessen"),
        Origin.LENDING: QCoreApplication.translate("inventory_card", "Ausleihe"),
        Origin.GENERATED: QCoreApplication.translate("inventory_card", "erzeugt"),
    }
    return words[origin]


@dataclass(frozen=True, slots=True)
class CardWords:
    """Says values.

    Attributes:
        values: Says values by the type of their field.
        titles: What the records are called that values refer to.
    """

    values: ValueWords = field(default_factory=ValueWords)
    titles: Mapping[Key, str] = field(default_factory=dict)

    def text(self, one: Field, value: Value, all_values: Values) -> str:
        """Return a value in words; `all_values` names the kind of an ANY_REFERENCE."""
        if value is None or value == "":
            return ""
        key = self.key(one, value, all_values)
        if key is not None:
            gone = QCoreApplication.translate("inventory_card", "nicht mehr vorhanden")
            return self.titles.get(key) or gone
        if one.name == "rule" and value in set(Rule):
            return on_screen(Rule(str(value)).label)
        if one.name.endswith("_kind") or one.name == "kind":
            known = KINDS.get(str(value))
            if known is not None and one.type is FieldType.TEXT:
                return on_screen(known.label)
        return self.values.with_unit(one, value)

    def key(self, one: Field, value: Value, all_values: Values) -> Key | None:
        """Return the record that a value refers to; None when it refers to none of ours."""
        if not value:
            return None
        if one.type is FieldType.REFERENCE:
            return Key(one.target, str(value))
        if one.type is FieldType.ANY_REFERENCE:
            kind = str(all_values.get(one.kind_field))
            return Key(kind, str(value)) if kind in KINDS else None
        return None

    @staticmethod
    def label(kind: Kind, name: str, custom: Mapping[str, Field]) -> str:
        """Return what a field is called, fields of people's own (`custom.x`) as well."""
        if name.startswith("custom.") and name.removeprefix("custom.") in custom:
            return on_screen(custom[name.removeprefix("custom.")].label)
        return on_screen(kind.field(name).label) if kind.has_field(name) else name
