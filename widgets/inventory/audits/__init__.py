"""Audits by scan: a place first, then codes, as fast as a scanner gives them.

`AuditPane` has three pages: `start_page` (where to begin, what is due, what was), `run_page` (the
line that takes codes, and what they say) and `finish_page` (what shall follow). What a code means
is decided in `app.domain.inventory.audits`. Start reading at `view`.
"""

from widgets.inventory.audits.view import AuditPane

__all__ = ["AuditPane"]
