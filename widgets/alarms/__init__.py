"""Alarms on screen: the strip of the top bar, the list, and the journal.

Nothing is done to an alarm here: views say what the person orders (`order_requested`) and mark it
as on its way until the alarm itself says so. Start reading at `entries` (an alarm with all that is
known of it), then `arrangement` and `model` (which row stands where), `list`, `strip`, `journal`.
"""
