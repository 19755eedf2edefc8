"""Files become numpy values of `twin_viewer.model`: city models, clouds, rasters, panoramas.

Every reader shows what can be shown and lists the rest as a `Fault`; nothing is raised for what is
in a file, and nothing is written beside it. Coordinates go through `references.brought`. Here lives
no Qt, no VTK, no drawing and no cache; heavy libraries load with the reader that needs them, so
import the module of a format, not this package. Start with `references`, then `citygml`.
"""
