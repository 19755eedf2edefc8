"""Risks of the programme: a matrix of 5 by 5 with their movement, and the list beside it."""

from widgets.portfolio.risks.view import RiskPane

__all__ = ["RiskPane"]
