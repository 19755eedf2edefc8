"""What a city runs: places, types, assets, networks, contracts, and how they may change.

`kinds` says which kinds of records there are, field by field; storage, tables, forms, import and
export are all driven by it. `changes` is what may be done to records, `checks` and `life_cycles`
refuse what must not be, `queries` is how records are asked for. Nothing here reads or writes.
Start reading at `fields`, then `kinds/assets`.
"""
