"""What was read once, kept ready on disk: tiles of buildings, grids, photographs, point clouds.

Each source has a folder of its own, named after its path, time, size and the version of the reader;
a file of it is whole or it does not count. Never here: reading the formats of others, Qt, VTK, and
anything beside the source. Start with `store`, then `blocks`.
"""
