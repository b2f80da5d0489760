"""Keys: what may be one person shares one, whatever went wrong; who has nothing in common shares none."""

import pytest

from prasan.kernel.people import asked_keys, claim_of, match, stored_keys
from tests.kernel.people.made import pairs

HERE = {
    "given_name": "สมชาย", "family_name": "ใจดี", "birth_year": 2520, "id_number": "1234567890121",
    "phone": "081-234-5678", "area": "9201",
}  # fmt: skip


def share(a, b):
    return bool(stored_keys(claim_of(a)) & asked_keys(claim_of(b)))


@pytest.mark.parametrize(("with_id", "least"), [(True, 1.0), (False, 0.99)])
def test_nearly_all_pairs_that_the_rule_would_find_share_a_key(with_id, least):
    found = [
        share(a, b)
        for a, b, same in pairs(5, 1200, with_id)
        if same and match(claim_of(a), claim_of(b)).verdict != "different"
    ]
    assert len(found) > 500
    assert sum(found) / len(found) >= least


@pytest.mark.parametrize(
    "told",
    [
        {"id_number": "1234567890121"},
        {"id_number": "1234576890121"},
        {"id_number": "1234567890112"},
        {"phone": "+66 81 234 5678"},
        {"given_name": "Somchai", "family_name": "Jaidee"},
        {"given_name": "สมชาย", "family_name": "ทองสุข", "birth_year": 2521, "area": "92"},
        {"given_name": "สมบัติ", "family_name": "ใจดี", "birth_year": 2519},
    ],
)
def test_one_thing_in_common_is_enough(told):
    assert share(HERE, told)
    assert share(told, HERE)


def test_nothing_in_common_is_no_key():
    assert not share(HERE, {"given_name": "วิมล", "family_name": "รักษ์ไทย", "birth_year": 2520, "area": "9201"})
    assert not stored_keys(claim_of({"title": "นาย"}))
