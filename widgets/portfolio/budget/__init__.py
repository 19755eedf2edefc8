"""Money of the programme: years, projects and funds as table and chart, funds, budget lines."""

from widgets.portfolio.budget.view import BudgetPane

__all__ = ["BudgetPane"]
