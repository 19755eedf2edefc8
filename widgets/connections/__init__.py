"""The workspace Anbindung: sources, their health and messages, what they offer, new points.

Everything shown is given by `CityState` or the `show_*` methods of the view; every wish leaves as
a `*_requested` signal. Nothing here knows a wire or a file. Start reading at `view`, then
`sources_table` (the list), `health`, `messages`, `browser` and `drafts` (the four panels).
"""
