"""Notes (Notizen) on screen: the dialog in which one is written, and the list of them.

Nothing is kept here: dialog and list say what the person wants (`save_requested`,
`remove_requested` …), `app.console.annotations` carries it out and shows the list anew.
Start reading at `rows` (a note in words), then `dialog` and `view`.
"""
