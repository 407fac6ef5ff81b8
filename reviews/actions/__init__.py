"""The verbs of review: along the chain, on lists, at the national department, and to the honour."""
