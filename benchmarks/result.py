"""What a benchmark says at its end."""

import json
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Result:
    """One measured figure beside the limit or peer measured in the same run.

    Attributes:
        benchmark: Name of the benchmark.
        value: Our figure.
        unit: Its unit.
        against: The peer or limit, with its figure of the same run.
        ratio: Our figure divided by the peer's, or by the limit; None where neither makes sense.
        budget: The limit in words, such as `>= 0.35`.
        passed: True when the figure keeps the limit.
    """

    benchmark: str
    value: float
    unit: str
    against: str
    ratio: float | None
    budget: str
    passed: bool

    def to_json(self) -> str:
        """Return the one line that other programs read."""
        return json.dumps(
            {
                "benchmark": self.benchmark,
                "value": self.value,
                "unit": self.unit,
                "against": self.against,
                "ratio": self.ratio,
                "budget": self.budget,
                "pass": self.passed,
            },
            ensure_ascii=False,
        )
