"""The verbs of supervision, one module for each kind of record."""
