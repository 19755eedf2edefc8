"""Incident capsules on screen: saving, opening, the library, the banner of replay and drill.

Start at `library` for the list and `save_dialog` for making one. Files are never touched here:
views are given `CapsuleInfo` and say what a person wants.
"""
