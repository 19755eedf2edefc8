"""Leitstand: the control room of a city's digital team.

Start reading at `app.main` (command line and composition), then `app.domain` (what the words
mean), then follow one sample: `connectors` -> `app.collector` -> `app.storage.historian` ->
`app.link` -> `app.console` -> `widgets`.
"""

__version__ = "0.1.0"
