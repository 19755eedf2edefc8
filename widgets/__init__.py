"""Qt views, item models, delegates and the theme. They are given state and emit intents.

One folder a view; `views` says what each of them has in common, `theme` holds every colour,
`texts` turns values into words. A view never asks for "now", never opens a file or a socket and
never changes the city: it renders a `CityState` and says what a person asked for (`*_requested`).
Start reading at `views`.
"""
