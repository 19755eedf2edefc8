"""What `python3 -m app` can do: one module a verb, each composing the rooms below it.

Here, and only here, concrete adapters are named: which historian, which settings, which link.
Nothing is decided here. Start reading at `run`.
"""
