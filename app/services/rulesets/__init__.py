"""Sets of rules: the alarm rules that people change while the city runs, as TOML documents.

A document lies over the profile: a rule of the same id takes the place of the profile's, one that
is new is added, `[[remove]]` takes one away. One bad rule refuses the whole document. Versions of
documents live in the journal; here is no store, no clock but the day whose laws count, no view.
Start reading at `reading`; the checks themselves are `app.services.profiles.rule_checks`.
"""

from app.services.rulesets.changes import (
    ATTRIBUTES,
    RuleChange,
    differences,
    is_same,
    is_same_rule,
)
from app.services.rulesets.histories import LastChanges
from app.services.rulesets.problems import RuleFault, RulesetError, RulesetProblem
from app.services.rulesets.reading import (
    Ruleset,
    applied,
    checks_of,
    read_rules,
    rule_faults,
    with_rules,
)
from app.services.rulesets.windows import read_windows, write_windows
from app.services.rulesets.writing import (
    rule_toml,
    with_rule,
    without_rule,
    write_changes,
    write_rules,
)

__all__ = [
    "ATTRIBUTES",
    "LastChanges",
    "RuleChange",
    "RuleFault",
    "Ruleset",
    "RulesetError",
    "RulesetProblem",
    "applied",
    "checks_of",
    "differences",
    "is_same",
    "is_same_rule",
    "read_rules",
    "read_windows",
    "rule_faults",
    "rule_toml",
    "with_rule",
    "with_rules",
    "without_rule",
    "write_changes",
    "write_rules",
    "write_windows",
]
