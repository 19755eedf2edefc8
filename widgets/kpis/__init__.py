"""Key figures of the alarm system: cards, the course of the alarms, bad actors and what mends them.

The figures come from `app.services.alarm_kpis`, read on a thread beside the window; here they get
words and pictures. Start reading at `view`, then `words`.
"""

from widgets.kpis.view import KpiView

__all__ = ["KpiView"]
