"""Every address of the site begins here. The doors own what lies behind: desk, partners, readers."""

from django.urls import include, path

from claims.admin import desk

urlpatterns = [
    path("admin/", desk.urls),
    path("i18n/", include("django.conf.urls.i18n")),
    path("api/v1/", include("newsroom.api.urls")),
    path("", include("newsroom.letters.urls")),
    path("", include("newsroom.public.urls")),
]
