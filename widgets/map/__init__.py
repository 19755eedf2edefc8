"""The map: one live view of the city in QtWebEngine, offline and locked down.

`canvas` is the web view and survives its renderer; `stage` holds what it has to show and says it
in messages (`protocol`); `view` joins them with the map model, panels and tools. The page lies in
`resources/web/map` and builds no HTML from data. Start reading at `view`, then `stage`.
"""
