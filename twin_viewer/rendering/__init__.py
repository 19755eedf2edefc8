"""Draws the scene: one thread holds all of VTK, the window gets finished pictures.

`stage` is the window's end: it hands acts, cameras and sizes over and emits pictures. `threads` is
the loop, `scenes` what it draws, `layers` the parts of it; these three run in that thread only.
`cameras` is pure. Nothing here waits in the window's thread. Start with `stage`.
"""
