"""Schools: how they are equipped against their targets, one by one and all together.

`view.SchoolsPane` joins the list (`model`), the card of one school (`card`), all schools
(`city`) and the forecast of replacements (`forecast`). Figures come from
`app.services.inventory.schools`; nothing is computed here.
"""

from widgets.inventory.schools.view import SchoolsPane

__all__ = ["SchoolsPane"]
