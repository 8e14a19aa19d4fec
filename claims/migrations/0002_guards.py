"""Put the guards on every append-only table of this app (law 3)."""

from django.db import migrations

from claims.ledger import Guard

GUARDED = (
    "attribution",
    "body",
    "claimtext",
    "entry",
    "entrynumber",
    "evidence",
    "hop",
    "inquiryevent",
    "occurrence",
    "occurrenceretirement",
    "proof",
    "proofauthor",
    "reading",
    "redaction",
    "relationdecision",
    "review",
    "snapshot",
    "verdict",
    "verdictretirement",
    "verification",
    "verificationtext",
)


class Migration(migrations.Migration):
    dependencies = [("claims", "0001_initial")]

    operations = [Guard(name) for name in GUARDED]
