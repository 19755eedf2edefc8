"""How much of a laser scan is shown: which nodes, and how many points a frame may have.

Pure numbers; never files, drawing, Qt or VTK. Start with `selection`.
"""
