"""The table of the devices on the map: the same features for keyboard and screen reader.

It is also what is left to work with when the map cannot be drawn. Start reading at `view`
(`MapTable`), then `model` (its rows), `arrangement` (which rows, in which order) and `wording`.
"""

from widgets.map.table.view import MapTable

__all__ = ["MapTable"]
