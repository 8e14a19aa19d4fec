"""`./dev sweep`: heal what a lost task left undone, publish and ask feeds when they are due. Runs until stopped."""

import signal
import threading
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand
from django.db import close_old_connections

from newsroom import tasks

PAUSE = 30  # seconds between two sweeps
LOOK = 2  # seconds between two looks at what goes out at a set time


class Command(BaseCommand):
    help = "Do again and again what a lost task left undone. Safe beside a worker, and twice at once."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--once", action="store_true", help="Sweep once and end.")
        parser.add_argument("--every", type=int, default=PAUSE, metavar="SECONDS", help="Pause between two sweeps.")

    def handle(self, *args: Any, once: bool, every: int, **options: Any) -> None:
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        while not stopped.is_set():
            failed = tasks.sweep()
            close_old_connections()
            if once:
                self.stdout.write(f"Swept; {len(failed)} parts failed." if failed else "Swept.")
                return
            _wait(stopped, max(1, every))


def _wait(stopped: threading.Event, seconds: float) -> None:
    """Until the next sweep; meanwhile what goes out at a set time goes out at its time."""
    until = time.monotonic() + seconds
    while (left := until - time.monotonic()) > 0 and not stopped.wait(min(LOOK, left)):
        tasks.prompt()
        close_old_connections()
