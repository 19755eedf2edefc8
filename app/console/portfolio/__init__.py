"""The workspace *Projekte* in the console: its page, what reads states for it, what it asks for.

Start with `desk`. Changes go the same way as those of the inventory: `inventory.carrying`.
"""
