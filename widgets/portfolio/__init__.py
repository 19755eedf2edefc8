"""Views of the workspace *Projekte*: one folder a pane, all of them `panes.PortfolioPane`.

They are given a `PortfolioState` and emit wishes; they never read the store themselves, except
through the readers they are given for what is not part of a state.
"""
