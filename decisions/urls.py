"""Addresses of decisions."""

from django.urls import path

from decisions import views

app_name = "decisions"
urlpatterns = [
    path("relations/", views.relations, name="relations"),
    path("relations/new/", views.declaration, name="declare-relation"),
]
