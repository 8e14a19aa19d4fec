"""Addresses that are given to somebody. None of them is listed anywhere."""

from django.urls import path

from . import previews

app_name = "letters"
urlpatterns = [
    path("preview/<str:token>/", previews.preview, name="preview"),
]
