"""Evidence: what milestones and key figures rest on, and the dialog in which it is asked.

`pane` shows the list of all, or one of them (`sheet`); `editor` builds a question out of choosers
(`records_form`, `history_form`, `target_form`). Values come with the state, previews of the editor
from an `EvidenceAsker` in a thread.
"""
