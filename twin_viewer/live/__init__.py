"""The living city on the geometry: devices at their places, coloured by what the state says.

Nothing is judged here: `app.services.maps` decides ranks, values and words, for map and twin alike.
Start with `cities`.
"""
