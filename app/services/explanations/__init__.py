"""The answer to "Warum?": why a value is what it is, from local files alone.

No Qt and no words: what is found is data, the view makes sentences of it. Start at `Explainer`;
`results` says what an explanation holds.
"""

from app.services.explanations.explainer import Explainer
from app.services.explanations.memories import (
    Case,
    LimitOrigin,
    LimitSetting,
    PastCases,
    RuleVersion,
)
from app.services.explanations.results import (
    Advice,
    Change,
    ChangeKind,
    Course,
    Curve,
    Explanation,
    Finding,
    GroupAlarm,
    GroupCourse,
    Nearness,
    Relation,
    Standing,
)

__all__ = [
    "Advice",
    "Case",
    "Change",
    "ChangeKind",
    "Course",
    "Curve",
    "Explainer",
    "Explanation",
    "Finding",
    "GroupAlarm",
    "GroupCourse",
    "LimitOrigin",
    "LimitSetting",
    "Nearness",
    "PastCases",
    "Relation",
    "RuleVersion",
    "Standing",
]
