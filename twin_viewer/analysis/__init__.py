"""Answers computed of what the twin knows: what changed, how far, how high, where the sun stands.

Pure numpy in, pure numpy out; never files, drawing, Qt or VTK. Start with the question: `epochs`
for two surveys of one place, and its siblings for terrain, measuring and light.
"""
