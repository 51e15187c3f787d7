"""Lets django-helpdesk escalate overdue tickets: `escalate_tickets` over an SQLite file, each
ticket written back with its history and a mail to its owner, which goes nowhere.

python escalate.py JOB, where JOB is {"tickets": so many, "folder": for the file} as JSON. It prints
JSON: {"seconds": processor time of the command, "escalated": tickets, "mails": so many}.
"""

import json
import sys
import time
from datetime import timedelta

import django  # type: ignore[import-not-found] # in an environment of its own
from django.conf import settings  # type: ignore[import-not-found]

job = json.loads(sys.argv[1])
APPS = ("admin", "auth", "contenttypes", "humanize", "messages", "sessions", "sites")
settings.configure(
    DATABASES={
        "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": f"{job['folder']}/db.sqlite3"}
    },
    INSTALLED_APPS=[*(f"django.contrib.{name}" for name in APPS), "rest_framework", "helpdesk"],
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}],
    SECRET_KEY="of no use",
    SITE_ID=1,
    USE_TZ=True,
    DEFAULT_AUTO_FIELD="django.db.models.AutoField",
    EMAIL_BACKEND="django.core.mail.backends.locmem.EmailBackend",
    HELPDESK_TEAMS_MODE_ENABLED=False,
    LOGGING_CONFIG=None,
)
django.setup()

from django.contrib.auth import get_user_model  # type: ignore[import-not-found] # noqa: E402
from django.core import mail  # type: ignore[import-not-found] # noqa: E402
from django.core.management import call_command  # type: ignore[import-not-found] # noqa: E402
from django.utils import timezone  # type: ignore[import-not-found] # noqa: E402
from helpdesk.models import FollowUp, Queue, Ticket  # type: ignore[import-not-found] # noqa: E402

mail.outbox = []
call_command("migrate", verbosity=0)
owner = get_user_model().objects.create(username="owner", email="owner@example.org")
queue = Queue.objects.create(title="Justice", slug="justice", escalate_days=1)
Ticket.objects.bulk_create(
    Ticket(title=f"Loan {i}", queue=queue, assigned_to=owner, description="A loan is not repaid.")
    for i in range(job["tickets"])
)
Ticket.objects.update(created=timezone.now() - timedelta(days=3))
start = time.process_time()
call_command("escalate_tickets")
told = {
    "seconds": time.process_time() - start,
    "escalated": FollowUp.objects.count(),
    "mails": len(mail.outbox),
}
json.dump(told, sys.stdout)
