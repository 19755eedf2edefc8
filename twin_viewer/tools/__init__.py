"""What a person does in the scene: pointing, measuring, choosing, asking, taking pictures.

Widgets and overlays over the canvas; they tell intents and know nothing of VTK. What the map has
alike (cards, strip, read-outs, pages) is the map's own. Start with `commands` and `pointing`.
"""
