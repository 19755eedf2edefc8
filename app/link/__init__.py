"""What crosses the border between collector and console, both ends of it. Qt-free.

Here live the shared memory (`memory`, `live_table`, `ring`), the messages (`messages`), the
command channel (`server`, `client`), how the two find each other (`discovery`) and how the
console's live state is fed (`feeds`). No storage, no protocols of the city, never pickle.
Start reading at `messages`, then `client`.
"""
