"""Put the guards on every append-only table of this app (law 3)."""

from django.db import migrations

from claims.ledger import Guard

GUARDED = ("correction", "pin", "publication", "sequence", "version", "withholding")


class Migration(migrations.Migration):
    dependencies = [("newsroom", "0001_initial")]

    operations = [Guard(name) for name in GUARDED]
