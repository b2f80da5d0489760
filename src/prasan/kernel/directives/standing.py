"""Which directive is standing guidance (แนวทาง) rather than a dated one: no deadline, no report, words that last."""

import re

from prasan.kernel.directives.fields import Directive

LASTING = re.compile(
    r"แนวทาง|อย่างต่อเนื่อง|ถือปฏิบัติ|ยึด(?:หลัก|มั่น)|ให้ความสำคัญ|เป็นประจำ|ตลอดเวลา|สม่ำเสมอ|อยู่เสมอ|อย่างเคร่งครัด|ต่อไปนี้"
    r"|ทุกครั้ง|เป็นหลัก(?!ประกัน)"
)


def is_standing(directive: Directive) -> bool:
    """Tell whether it is to be proposed as guidance: no deadline, no recurrence, no report, and it lasts or is for all.

    Rule of our own (docs/algorithms/directives.md): a person confirms the kind.
    """
    if directive.due_kind != "none" or directive.report_back:
        return False
    many = directive.nationwide or len(directive.provinces) + len(directive.countries) > 1
    return many or LASTING.search(directive.text) is not None
