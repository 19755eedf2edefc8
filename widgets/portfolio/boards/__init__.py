"""Boards: work items by their stage, projects by the state of their life.

`cards` says what is shown, `places` where it lies, `painting` how it looks; `board` has the hands,
`view` joins them. Nothing is changed here: moves leave as wishes.
"""

from widgets.portfolio.boards.view import BoardPane

__all__ = ["BoardPane"]
