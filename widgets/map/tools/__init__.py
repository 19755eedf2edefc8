"""What a hand needs on the map: tool bar, hover card, measuring, selecting, read-outs, pictures.

Each tool tells an intent and draws what it is given; none of them knows the renderer. Start
reading at `bars` (the tool bar), then `sketches` (what a drawn shape means) and `pictures`.
"""
