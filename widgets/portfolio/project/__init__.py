"""The page of one project: how it stands and why, and all that belongs to it.

`facts` takes it from the state of the programme, `sections` makes the parts; notes and history are
those of the inventory's card and are read beside the window. Start reading at `view`.
"""

from widgets.portfolio.project.view import ProjectPane

__all__ = ["ProjectPane"]
