"""Reports: the list of frozen ones, a new one with its preview, the public page of key figures.

Start with `view.ReportsPane`.
"""

from widgets.portfolio.reports.view import ReportsPane

__all__ = ["ReportsPane"]
