"""The verbs of a nomination: begin and save a draft, collect its papers, show it in the unit, file it."""
