"""Evidence: questions to the inventory and to the history that a milestone or key figure rests on.

`questions` says what can be asked and how it is written down, `results` what comes back.
"""
