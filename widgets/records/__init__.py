"""What lists of things that people wrote have in common: notes, lines of the logbook.

Nothing is kept here: list and dialog say what the person wants, a controller carries it out and
shows the list anew. Start reading at `rows` (a record in words), then `model`, `view`, `dialog`.
"""
