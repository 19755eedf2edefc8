"""The twin: the city in three dimensions, as one view widget that the console puts into a dock.

Here will live the readers of city models and point clouds (formats to numpy), levels of detail,
layers and picking. Never here: data sources, files of the historian, windows; nothing but this
room imports VTK, and nobody imports this room before its dock is shown. It is empty as yet.
"""
