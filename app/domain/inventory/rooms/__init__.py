"""Racks and floors: what lies where in them, what collides, what is free. Start at `racks`."""
