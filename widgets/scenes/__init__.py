"""What a map and a twin lay round their scene alike: tool bar, read-outs, strip, splitters, files.

Each tells intents and shows what it is given; none knows a renderer, and words that name the scene
are given by its owner. Nothing here imports `widgets.map` or the twin. Start reading at `bars`.
"""
