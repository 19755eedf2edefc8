"""Labels: `dialog` asks and previews, `painting` draws, `printing` writes and prints.

Where everything stands is decided below (`app.services.inventory.labels`), in mm; here it is only
drawn. Start at `dialog`.
"""
