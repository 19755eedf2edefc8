"""The list of all alarm rules, what people changed in them and why, and maintenance windows.

`RulesView` is the view; it saves nothing itself but asks (`publish_requested`), and shows what the
collector answered (`show_problems`). Start reading at `view`, then `model`, `publish_dialog` and
`versions_dialog`; `maintenance_dialog` holds the maintenance windows.
"""

from widgets.rules.view import RulesView

__all__ = ["RulesView"]
