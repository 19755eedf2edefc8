"""Lending of the Medienzentrum: find or scan an item, reserve it, hand it out, take it back.

`view.LendingPane` joins the lists (`model`), the calendar (`weeks`) and the orders (`form`). What
may be done is decided by `app.services.inventory.lendings`.
"""

from widgets.inventory.lending.view import LendingPane

__all__ = ["LendingPane"]
