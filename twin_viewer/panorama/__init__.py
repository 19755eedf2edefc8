"""Photographs of streets as a way to see the city: entered, looked around in, walked along, left.

`modes` joins the parts: `readers` decodes in a thread, `neighbours` and `arrows` lead on, `hands`
takes mouse and keys, `bars` is what a person sets. Never here: reading of formats, and the sphere,
which is `rendering.layers.panoramas`. Start with `modes`.
"""
