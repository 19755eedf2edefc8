"""Racks and floor plans: drawn from the inventory, changed by hand. Start at `racks`, `plans`.

`pane` is what both have in common, `canvas` the hands, `waiting` the list of what waits for a
place. What is drawn stands in `rack_sheet`, `port_sheet` and `plan_sheet`.
"""
