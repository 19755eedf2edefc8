"""How a person moves through the scene: orbit, walk, fly, and flights from view to view.

`moves` and `flights.between` are pure geometry on a `Camera`; the hands turn mouse and keys into
them. Here lives nothing that is drawn. Start with `pilots`.
"""
