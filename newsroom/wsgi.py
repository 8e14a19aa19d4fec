"""The WSGI entry point: `granian --interface wsgi newsroom.wsgi:application`, or gunicorn's `newsroom.wsgi`."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")

application = get_wsgi_application()


def refuse_if_unsafe() -> None:
    """Web servers skip Django's system checks; a server of ours may not come up while one of them is an error.

    Raises:
        SystemExit: with every error and its hint on standard error.
    """
    from django.core.checks import run_checks

    errors = [
        message for message in run_checks(databases=["default"]) if message.is_serious() and not message.is_silenced()
    ]
    if errors:
        sys.exit("Isnad does not start:\n" + "\n".join(str(error) for error in errors))


refuse_if_unsafe()
