"""The statement's rows on Django: no session, no audit, no middleware."""
import os
from pathlib import Path

import django
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.db import models
from django.shortcuts import render
from django.urls import path

HERE = Path(__file__).parent
settings.configure(
    ALLOWED_HOSTS=["127.0.0.1"], ROOT_URLCONF=__name__, MIDDLEWARE=[],
    DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": os.environ["DATABASE"], "CONN_MAX_AGE": None}},
    TEMPLATES=[{"BACKEND": "django.template.backends.django.DjangoTemplates", "DIRS": [HERE]}])
django.setup()

AROUND = {name: Path(os.environ[name.upper()]).read_text() for name in ("head", "tail")}
WHO = bytes.fromhex(os.environ["CITIZEN"])


class Contribution(models.Model):
    id = models.BinaryField(primary_key=True)
    citizen_id = models.BinaryField()
    year, weeks_right, weeks_measure = (models.IntegerField() for _ in range(3))
    pay_cents = models.IntegerField(null=True)
    kind, from_date, to_date, employer = (models.TextField() for _ in range(4))

    class Meta:
        app_label, db_table, managed = "compare", "contributions", False


def number(hundredths):
    return f"{hundredths / 100:,.2f}".translate(str.maketrans(",.", ".,"))


def date(iso):
    return "/".join(reversed(iso.split("-")))


def worded(row):
    return {
        "kind": row.kind, "employer": row.employer, "from": date(row.from_date), "to": date(row.to_date),
        "right": number(row.weeks_right), "measure": number(row.weeks_measure),
        "pay": "" if row.pay_cents is None else f"{number(row.pay_cents)} euro"}


def statement(request):
    rows = Contribution.objects.filter(citizen_id=WHO).order_by("year", "from_date")
    page = render(request, "statement.html", {**AROUND, "rows": [worded(row) for row in rows]})
    page["Content-Length"] = len(page.content)
    return page


urlpatterns = [path("statement", statement)]
application = get_wsgi_application()
