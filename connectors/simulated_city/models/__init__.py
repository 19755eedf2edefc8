"""Curves of the simulated city, one per kind of device and measurement.

Here lives how a value follows sun, weather, traffic and people: pure, vectorised functions of seed
and time. No wires, no clock, no memory. Start reading at `scenes`, then `catalogue`.
"""
