"""Editing an alarm rule, with its back-test beside it.

`RuleEditor` is the dialog: a form that shows what the kind of rule needs, and beside it what the
rule would have brought over the last 90 days against the saved one. It saves nothing itself; it
asks (`save_requested`). Start reading at `editor`, then `draft` (what is edited), `form` (how),
`bench` (the back-test) and `plot`.
"""

from widgets.rule_editor.drafts import blank_rule
from widgets.rule_editor.editor import RuleEditor

__all__ = ["RuleEditor", "blank_rule"]
