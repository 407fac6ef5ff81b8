"""Rows of an application into the facts of its honour, one module for collectives and one for persons."""
