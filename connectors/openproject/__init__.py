"""Reads plans of an OpenProject server by its API (version 3, HAL+JSON); never writes there.

Start with `server.OpenProjectServer`.
"""

from connectors.openproject.server import OpenProjectServer

__all__ = ["OpenProjectServer"]
