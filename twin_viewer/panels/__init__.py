"""The panels beside the twin: what is shown, where it comes from, what people keep of it.

A panel is given values and emits intents (`*_requested`); it knows no files, no scene and no VTK.
Start with `layers` for what is shown, `data` for where it comes from.
"""
