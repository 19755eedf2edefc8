"""OPC UA: one connection to one server, subscribed, reconnected and filled from its history.

Here live asyncua and everything about nodes, certificates and monitored items; never Qt or SQL.
asyncua takes 0.8 s to import, so nothing outside this package may import it, and `connector` loads
it on its first start. Start reading at `connector` (the life of a connection), then `session`.
"""
