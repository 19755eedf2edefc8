"""The map: one live view of the city in QtWebEngine, offline and locked down.

`view` joins `live` (map model and stage), `pointing` and `acts` (what a person points at and
does), panels, tools and the table. `stage` says in messages (`protocol`) what the page shows;
`canvas` carries them and survives its page; `engine`, `guards` and `locks` keep the page in. It
lies in `resources/web/map` and builds no HTML from data. Start reading at `view`, then `stage`.
"""
