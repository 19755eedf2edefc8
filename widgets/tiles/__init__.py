"""The overview: one tile a field of action, grey unless something in it is abnormal.

The profile says which figures a tile shows; a click asks for the points of its field. Start
reading at `figures` (what a tile says), then `tile` (how it is drawn) and `view`.
"""
