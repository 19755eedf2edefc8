"""Everything that lies on disk, behind the ports of `app.services.ports`.

Here live `historian` (samples), `journal` (alarm and operator events), `settings` (values of the
console) and `secrets` (passwords by reference). The only room with SQL; no Qt, no protocols, no
decisions about the city. Every file has one writer. Start reading at `historian`.
"""
