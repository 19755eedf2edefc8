"""What a window of history says in figures: statistics, distributions, daily rhythm, relations.

Pure functions over numpy columns; no reading, no clock, no words. Each docstring gives the formula
and where it comes from. Everything begins with a `Course`: the pieces of time during which a
value held. Start reading at `courses`.
"""
