"""Addresses of the public pages. They never change (DESIGN §4), and the language is part of them.

A version of a page is its address with ``@`` and a number behind it. A wrong or missing slug leads to the right one.
"""

from django.urls import path, re_path

from . import views

LANGUAGE = r"^(?P<language>ar|en)/"
KIND = r"(?P<section>stories|claims|questions|sources|corrections)"
PAGE = r"(?P<public_id>[a-z2-7]{10})(?:-(?P<slug>[^/@]*))?(?:@(?P<version>[0-9]{1,6}))?/?$"

app_name = "public"
urlpatterns = [
    path("", views.door, name="door"),
    path("robots.txt", views.robots, name="robots"),
    re_path(LANGUAGE + "$", views.home, name="home"),
    re_path(LANGUAGE + "method/$", views.method, name="method"),
    re_path(LANGUAGE + "corrections/$", views.corrections, name="corrections"),
    re_path(LANGUAGE + r"(?P<section>stories|claims|questions|sources)/$", views.listing, name="list"),
    re_path(LANGUAGE + f"{KIND}/{PAGE}", views.document, name="document"),
]
