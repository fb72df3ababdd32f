"""Work on labels: checked against their texts, compared, drafted, exported.

A gold file is JSON lines, `{"document": …}` first, then `{"claim": …}` and `{"entity": …}`; `gold/README.md`
explains the fields.
"""
