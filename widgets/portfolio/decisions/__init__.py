"""Decisions of council and steering groups: what is open, what was decided, what follows of it."""

from widgets.portfolio.decisions.view import DecisionPane

__all__ = ["DecisionPane"]
