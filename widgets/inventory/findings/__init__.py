"""Findings: what does not fit together, as a list to work through.

`orders` says what is done to findings, without Qt; `model` and `delegate` show them, `panel` asks
for what an order needs, and `view` joins them. Start reading at `view`.
"""

from widgets.inventory.findings.view import FindingsPane

__all__ = ["FindingsPane"]
