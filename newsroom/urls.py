"""Every address of the site begins here. The doors own what lies behind: desk, partners, readers."""

from pathlib import Path

from django.contrib import admin
from django.urls import include, path

_HERE = Path(__file__).parent

urlpatterns = [
    path("admin/", admin.site.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    *([path("api/v1/", include("newsroom.api.urls"))] if (_HERE / "api/urls.py").exists() else []),
    *([path("", include("newsroom.public.urls"))] if (_HERE / "public/urls.py").exists() else []),
]
