"""`{% load ui %}`: every component of the design system under one name."""

from django.template import Library

from ui.tags import data, forms, law, layout, progress, words

register = Library()

for part in (layout, data, forms, law, progress, words):
    register.tags.update(part.register.tags)
    register.filters.update(part.register.filters)
