"""The calendar of the programme: what happens on which day, as a month and as a list.

`entries` says what happens, `month` draws a month, `agenda` is the list; `view` joins them.
"""

from widgets.portfolio.calendar.view import CalendarPane

__all__ = ["CalendarPane"]
