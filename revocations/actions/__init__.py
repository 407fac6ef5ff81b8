"""The verbs of revocation, one module for each stage of Article 26."""
