"""Gold against claims: align, compare field by field, count, and say how sure the figures are.

A quantity is right when its span overlaps a labelled one and value and unit agree. Fields are judged on
right quantities; `full` counts those right in every field. Optional gold is neither paid nor charged. A score
can be held against a baseline, which knows claim by claim what was right before.
"""
