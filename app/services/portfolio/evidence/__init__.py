"""Evidence: questions of milestones and key figures put to the records and to the history.

Start with `asker.EvidenceAsker`; `of_records` and `of_history` answer the two sorts of questions.
"""
