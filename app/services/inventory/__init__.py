"""What is done with the inventory: names, imports, audits, impact, figures, exports, the demo.

Everything here is given an `InventoryReader` and returns values or `Changeset`s; it writes nothing
itself. No Qt, no SQL. Start reading at `app/domain/inventory`.
"""
