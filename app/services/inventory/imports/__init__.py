"""The import assistant: foreign rows become a changeset, or problems that say what to do.

`proposing` guesses which column means what, `profiles` and `recognising` remember it, `planning`
tries the import and says row by row what it would do. Nothing here writes to the inventory, and
nothing here reads files: `app.services.tables` does. Start reading at `mapping`.
"""
