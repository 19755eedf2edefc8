"""How much work organisations have in which week, against what they can do.

`view.LoadPane` joins the chart (`chart`) and the list of what a week is made of. Figures come from
`app.domain.portfolio.loads`; nothing is computed here.
"""

from widgets.portfolio.load.view import LoadPane

__all__ = ["LoadPane"]
