"""Every address of the site begins here. The doors own what lies behind: desk, partners, readers."""

from importlib.util import find_spec

from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    *([path("api/v1/", include("newsroom.api.urls"))] if find_spec("newsroom.api") else []),
    *([path("", include("newsroom.public.urls"))] if find_spec("newsroom.public") else []),
]
