"""Editors of single fields, and values as words; used by card, table and bulk edit alike.

`make_editor` returns the editor that fits a field; all of them are `FieldEditor`s: `value`,
`set_value`, `changed`, `show_problem`. Values as words come from `ValueWords`. References need a
`References`: it looks up records in a thread; whoever makes one closes it.
Start reading at `factory`, then `editors`.
"""

from widgets.inventory.fields.editors import FieldEditor
from widgets.inventory.fields.factory import make_editor
from widgets.inventory.fields.lookups import References
from widgets.inventory.fields.readers import ReaderThread
from widgets.inventory.fields.references import ReferenceField
from widgets.inventory.fields.wording import ValueWords

__all__ = [
    "FieldEditor",
    "ReaderThread",
    "ReferenceField",
    "References",
    "ValueWords",
    "make_editor",
]
