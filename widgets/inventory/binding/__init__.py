"""Binding: which device of the profile a record is, which points it has, what devices say.

`BindDialog` binds one record, `BindingsPane` all that is still loose, `AskDialog` shows what
devices say of themselves. Nothing is asked or changed here: `Wish` and `Inquiry` are emitted.
Start reading at `pane`, then `rows`.
"""

from widgets.inventory.binding.asking import Inquiry, Question
from widgets.inventory.binding.dialog import BindDialog
from widgets.inventory.binding.pane import BindingsPane

__all__ = ["BindDialog", "BindingsPane", "Inquiry", "Question"]
