"""Schicht on screen: the logbook, and the handover from one shift to the next.

Nothing is kept here: the views say what the person wants, `app.console.shifts` carries it out and
shows them what became of it. Start reading at `log_rows` and `logbook` (the logbook), or at
`handover_words` and `handover` (the handover).
"""
