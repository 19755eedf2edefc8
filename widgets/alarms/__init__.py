"""Alarms on screen: the strip of the top bar, the list, and the journal.

Nothing is acknowledged here: views say what the person wants (`acknowledge_requested`). Start
reading at `entries` (an alarm with all that is known of it), then `strip`, `list` and `journal`.
"""
