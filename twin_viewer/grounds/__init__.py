"""Lays the profile's base map on the ground: one neutral picture a square kilometre.

Reading, cutting and painting happen in a thread of its own; the window's thread only hands the
pictures over. Never here: files other than the base map's, VTK, texts. Start with `desks`.
"""

from twin_viewer.grounds.desks import GroundDesk

__all__ = ["GroundDesk"]
