"""Plans come in and go out: dialogs that read, compare and take over, and that write files.

`import_dialog` shows what a plan would change before it does; `export_dialog` what a file will
tell. Both work beside the window and say how far they are.
"""

from widgets.portfolio.interchange.export_dialog import PlanExportDialog
from widgets.portfolio.interchange.import_dialog import PlanImportDialog

__all__ = ["PlanExportDialog", "PlanImportDialog"]
