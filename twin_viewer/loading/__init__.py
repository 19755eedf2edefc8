"""Brings what a library has into the scene, the nearest first, and takes away what is far.

One thread reads and makes numpy arrays; the window's thread only hands them over to the stage and
the picker. Never here: files, VTK. Start with `loaders`, then `plans`.
"""

from twin_viewer.loading.loaders import CityLoader
from twin_viewer.loading.readers import Library

__all__ = ["CityLoader", "Library"]
