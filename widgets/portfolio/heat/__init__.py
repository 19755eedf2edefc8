"""The list of projects: how all of them stand, in groups, with filters and counts per light.

`rows` makes a row of each project, `cells` says it, `model` chooses and orders; `lighting` sets a
light by hand. Start reading at `view`.
"""

from widgets.portfolio.heat.view import HeatPane

__all__ = ["HeatPane"]
