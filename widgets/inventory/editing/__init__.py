"""Editing one record: a dialog made of the fields of its kind, for every kind alike.

`drafts` knows what was changed and what becomes of a conflict, without Qt; `form` shows the fields,
`conflicts` both sides of a conflict, and `dialog` joins them. Start reading at `dialog`.
"""

from widgets.inventory.editing.dialog import EditDialog
from widgets.inventory.editing.drafts import Draft, copy_of, draft_of, new_draft

__all__ = ["Draft", "EditDialog", "copy_of", "draft_of", "new_draft"]
