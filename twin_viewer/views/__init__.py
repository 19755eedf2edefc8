"""The parts the view of the twin is put together from; `twin_viewer.view` holds them.

Each does one thing for it: the scenery (all that lives as long as one scene), its data, layers,
colours, light, facts of buildings, pictures, memory. Start with `sceneries`.
"""
