"""Make notices, in the transaction of what they tell about."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from django.db import transaction
from django.utils import timezone

from prasan.platform.journal.models import Outbox
from prasan.platform.notices.channels import CHANNELS
from prasan.platform.notices.deliver import deliver
from prasan.platform.notices.kinds import DIGEST, OFF, NoticeKind, plain_args
from prasan.platform.notices.models import Delivery, Notice
from prasan.platform.notices.people import Recipient, recipients


def notify(person_ids: Iterable[int], kind: NoticeKind, *, url: str, key: str, **args: Any) -> int:
    """Tell some people one thing; return how many are told now for the first time.

    Parameters: `url`, a path inside the product; `key`, names the thing (and its round of reminding):
    the same key reaches a person once; `args`, numbers, days and codes for the kind's words.
    """
    kept = plain_args(args)
    kind.words(kept)  # a missing value is an error here, not at the reader's
    ids = sorted(set(person_ids))
    with transaction.atomic():
        known = set(
            Notice.objects.filter(person_id__in=ids, kind=kind.name, key=key).values_list("person_id", flat=True)
        )
        fresh = [one for one in ids if one not in known]
        Notice.objects.bulk_create(
            [Notice(person_id=one, kind=kind.name, args=kept, url=url, key=key) for one in fresh],
            ignore_conflicts=True,
        )
        made = list(Notice.objects.filter(person_id__in=fresh, kind=kind.name, key=key, deliveries=None))
        Outbox.objects.bulk_create(
            [Outbox(name="notice", payload={"id": one.pk}, topics=[f"notices:{one.person_id}"]) for one in made]
        )
        people = recipients(fresh)
        out = [
            one
            for notice in made
            if notice.person_id in people
            for one in _ways(notice, kind, people[notice.person_id])
        ]
        Delivery.objects.bulk_create(out, ignore_conflicts=True)
        if any(one.state == Delivery.State.WAITING for one in out):
            deliver.defer(key="now")
    return len(made)


def settle(person_ids: Iterable[int], kinds: Iterable[NoticeKind], urls: Iterable[str]) -> int:
    """Mark as read what no longer asks anything of some people; return how many notices that were.

    Parameters: `kinds` and `urls`, of the notices. A message that has not left yet goes out no more.
    """
    rows = Notice.objects.unread().filter(
        person_id__in=list(person_ids), kind__in=[kind.name for kind in kinds], url__in=list(urls)
    )
    with transaction.atomic():
        settled = list(rows.values_list("pk", "person_id"))
        ids = [pk for pk, _person in settled]
        Notice.objects.filter(pk__in=ids).update(read=timezone.now())
        Delivery.objects.filter(notice_id__in=ids, state__in=[Delivery.State.WAITING, Delivery.State.DIGEST]).delete()
        Outbox.objects.bulk_create(
            [Outbox(name="notice", payload={"id": pk}, topics=[f"notices:{person}"]) for pk, person in settled]
        )
    return len(settled)


def _ways(notice: Notice, kind: NoticeKind, person: Recipient) -> list[Delivery]:
    """Return the ways out that the person wants and that this site has."""
    mode = person.wishes.mode(kind)
    if mode == OFF:
        return []
    now = timezone.localtime()
    state = Delivery.State.DIGEST if mode == DIGEST else Delivery.State.WAITING
    return [
        Delivery(
            notice=notice,
            channel=name,
            state=state,
            retry_key=uuid.uuid4(),
            not_before=now if kind.urgent else person.wishes.not_before(now),
        )
        for name in person.wishes.channels
        if CHANNELS[name].ready() and person.address(name)
    ]
