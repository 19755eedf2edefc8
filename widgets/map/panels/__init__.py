"""What stands beside the map: its layers with their settings, its legend, dialogs of its files.

Nothing here reads a file or draws on the map: panels and dialogs say what a person wants, and show
what they are given. Start reading at `layers` (the tree with its settings), then `legend`,
`style_dialog`, `files` and `faults`.
"""
