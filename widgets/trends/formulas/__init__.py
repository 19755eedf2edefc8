"""The formula panel: rows of name, formula, unit and what is wrong, checked while they are written.

It computes nothing and reads no history: what a formula means is `app.services.formulas`, whether
a sheet's formulas make sense together is `app.services.derived.formulas.plan`. Start reading at
`panel`.
"""

from widgets.trends.formulas.panel import FormulaPanel

__all__ = ["FormulaPanel"]
