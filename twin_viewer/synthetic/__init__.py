"""A made-up Hamm, written as the files that surveys deliver, so that the twin reads it like those.

Here live the layout of the city, the terrain and the writers of each format. Nothing here claims to
be measured; every file says that it is simulated. No Qt, no VTK. Start with `generator.generate`.
"""
