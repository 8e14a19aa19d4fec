"""`./dev render`: make the bytes of every page that is missing or was made by another build."""

from typing import Any

from django.core.management.base import BaseCommand

from newsroom import pages, tasks


class Command(BaseCommand):
    help = "Make the pages that are missing or older than this build."

    def handle(self, *args: Any, **options: Any) -> str:
        build, made = pages.build(), 0
        for number, publication in enumerate(tasks.stale_publications(build), 1):
            made += tasks.render_publication(publication, build)
            if number % 50 == 0:
                self.stderr.write(f"{number} publications…")
        tasks.drain_outbox.call()
        return f"{made} pages made; the rest were fresh."
