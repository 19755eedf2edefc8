"""The programme a profile brings along: public facts with their sources, the rest made up.

What a profile says stands in its folder `programme` (docs/programme.md). Start with `loading`; then
`generator`, which goes through `sheets` (files), `drafts` (records), `works` and `steering`.
"""

from app.services.portfolio.demo.loading import Removal, programme_changeset, programme_removal
from app.services.portfolio.demo.sheets import ProgrammeError, has_programme

__all__ = [
    "ProgrammeError",
    "Removal",
    "has_programme",
    "programme_changeset",
    "programme_removal",
]
