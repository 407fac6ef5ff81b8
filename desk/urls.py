from django.urls import path

from desk import views

app_name = "desk"
urlpatterns = [
    path("statistics/", views.statistics, name="statistics"),
    path("statistics/sheet.xlsx", views.statistics_sheet, name="statistics-sheet"),
    path("", views.home, name="home"),
    path("desk/", views.desk, name="desk"),
]
