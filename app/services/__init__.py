"""Use cases, and the ports through which they meet the outside. Qt-free.

Here live the Protocols that storage, connectors and the link fulfil (`ports`), the reading of a
city's profile (`profiles`), the live state and its providers (`states`), and the supervision of
child processes (`processes`). No SQL, no protocols, no widgets. Start reading at `ports`.
"""
