"""The dialog of exports: what, as what, for whom, and what the file will not tell.

`dialog` asks and shows; it writes nothing: who opened it runs `app.services.inventory.exports`.
"""
