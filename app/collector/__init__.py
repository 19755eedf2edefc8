"""The acquisition process: takes samples in, stores them, judges alarms, publishes. Qt-free.

Here live the writing thread (`writer`), what follows a commit (`recorder`, `alarms`, `gaps`,
`publisher`), the connectors' life (`supervisor`) and what ties them (`collector`, `process`).
No protocols, no SQL, no views. Start reading at `collector`, then `writer`.
"""
