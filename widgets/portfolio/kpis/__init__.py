"""Key figures of the programme: where they stand, their course with breaks, and effects."""

from widgets.portfolio.kpis.view import KpiPane

__all__ = ["KpiPane"]
