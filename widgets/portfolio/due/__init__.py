"""What is to be done in the programme: overdue, this week, this month, later; by role.

What is due comes from the domain (`follow_ups`); `done` says what marks a thing as done. Start
reading at `view`.
"""

from widgets.portfolio.due.view import DuePane

__all__ = ["DuePane"]
