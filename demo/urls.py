"""Addresses of the demo; in the production profile they do not exist."""

from django.urls import path

from demo import views

app_name = "demo"
urlpatterns = [
    path("demo/", views.people, name="cast"),
    path("demo/play/", views.play, name="play"),
    path("demo/clock/", views.clock, name="clock"),
]
