"""The forms of an application: one per section and list of rows, made from the records' own columns."""
