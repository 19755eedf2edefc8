"""Brings laser scans into the scene as far as they can be seen: nodes of octrees, best first.

`sources` are scans that are open, `shelves` keeps decoded nodes, `loops` is the thread that chooses
and reads; none of them knows Qt. `clouds` is the window's end and hands points to layers. Never
here: reading of formats, and what is drawn how. Start with `clouds`.
"""
