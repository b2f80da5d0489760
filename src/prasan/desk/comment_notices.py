"""New comments, told to those who are mentioned and to followers; neither words nor names leave the house."""

from __future__ import annotations

from prasan.desk.notices import COMMENT_MENTION, COMMENT_NEW
from prasan.platform.comments.kinds import KINDS
from prasan.platform.comments.models import Comment, Follow
from prasan.platform.jobs.listeners import Told, listens
from prasan.platform.notices.notify import notify


@listens("platform.comment", name="desk.comment-notices")
def tell(event: Told) -> None:
    """Tell each once: a mention outweighs the following; whoever wrote it is told nothing."""
    for one in Comment.objects.filter(pk__in=event.ids, removed_at=None).prefetch_related("mentions"):
        kind = KINDS.get(one.model)
        about = kind.subject(one.object_id) if kind else None
        if kind is None or about is None:
            continue
        named = {m.person_id for m in one.mentions.all()} - {one.person_id}
        rows = Follow.objects.filter(model=one.model, object_id=one.object_id, active=True, seen_id__lt=one.pk)
        others = set(rows.values_list("person_id", flat=True)) - named - {one.person_id}
        url = f"{kind.url(about)}#comments"
        notify(named, COMMENT_MENTION, url=url, key=str(one.pk))
        notify(others, COMMENT_NEW, url=url, key=str(one.pk))
