"""What is drawn on the map, without any drawing: features, live states, files, coordinates.

The map model (`model`) turns a city and its states into sources (GeoJSON) and rows of states that
a renderer keeps; `files` reads the layers of others and lists what is wrong with them; `surfaces`
interpolates. No Qt, no colours. Start reading at `sources`, then `model`.
"""
