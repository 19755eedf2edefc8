"""What a hand needs on the map: its tool bar, hover card, measuring, selecting, pictures.

Each tool tells an intent and draws what it is given; none of them knows the renderer. What the twin
has alike is in `widgets.scenes`; `wording` says the map's words for it. Start reading at `bars`
(the tool bar), then `sketches` (what a drawn shape means) and `pictures`.
"""
