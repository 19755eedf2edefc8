"""The inventory on screen: tree, table, card, networks, rooms, schools, findings, import, audit.

Each part is a pane (`panes.py`): it is given readers, follows one selection of records, and says
what a person wants as a `Wish`; the console carries it out. Nothing here writes.
"""
