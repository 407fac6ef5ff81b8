"""Template components, form fields and the doors that every page for a move shares."""
