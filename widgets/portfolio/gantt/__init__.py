"""The Gantt chart of all projects: a tree of names and days beside bars on a calendar.

`view.GanttPane` joins the tree (`tree`) and the chart (`chart`), which share rows (`rows`) and
scroll together. `bars`, `lines` and `calendar` paint, on screen as on paper (`pages`); `hands`
turns the mouse into steps, `steps` turns steps into changes of records.
"""

from widgets.portfolio.gantt.view import GanttPane

__all__ = ["GanttPane"]
