"""The one place that reads the time. Only the doors (pages, API, commands, tasks) ask it, once per request."""
