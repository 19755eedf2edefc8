"""One script a budget: each measures against a peer or a named limit in the same run.

Start with `python3 -m benchmarks`, which lists them; each has one function `run() -> Result`.
"""
