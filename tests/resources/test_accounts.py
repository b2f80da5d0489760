"""Accounts of lender and borrower: posted at the return, balanced by the database, undone only by their opposite."""

import datetime as dt
import threading

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from prasan.config.cli import call
from prasan.directory.models import Person
from prasan.platform.commands import Refused, RuleBroken, perform
from prasan.resources import commands as c
from prasan.resources.models import AccountLine, Booking, Posting
from prasan.resources.queries_accounts import balances, due
from tests.registers.test_service_api import Caller
from tests.registers.test_service_pages import client
from tests.resources import ground
from tests.resources.ground import at, handed, resource

pytestmark = pytest.mark.django_db


def returned(m, what, actor=None, days=2, **more):
    """Return a loan that came back after so many begun days."""
    made = handed(m, what, actor, **more)
    begins = timezone.now() - dt.timedelta(days=days) + dt.timedelta(hours=1)
    Booking.objects.filter(pk=made.pk).update(begins=begins, ends=begins + dt.timedelta(hours=3))
    return perform(m.officer, c.TakeBack(target_id=made.pk, condition="ดี"))


def lines(posting):
    rows = posting.lines.order_by("id").values_list("office__code", "account", "amount")
    return sorted(rows)


def test_a_return_posts_a_balanced_double_entry(m):
    made = returned(m, resource(m, share=33, day_price=100_001))
    posting = Posting.objects.get()
    assert (posting.booking_id, posting.days, posting.total, posting.charged) == (made.pk, 2, 200_002, 66_001)
    assert lines(posting) == [
        ("DOE-80", "cost", 66_001), ("DOE-80", "due", -66_001),
        ("DOE-92", "cost", 134_001), ("DOE-92", "due", 66_001), ("DOE-92", "lent", -200_002),
    ]  # fmt: skip
    connection.check_constraints()
    assert AccountLine.objects.aggregate(n=Sum("amount"))["n"] == 0


def test_what_costs_nothing_is_not_posted(m):
    returned(m, resource(m, day_price=0))
    own = handed(m, resource(m, name="รถเรา"), m.officer)
    perform(m.officer, c.TakeBack(target_id=own.pk, condition="ดี"))
    assert not Posting.objects.exists()


def test_money_is_charged_by_its_sum(m):
    money = resource(m, kind="money", name="งบอบรม", seats=None, day_price=0, amount=100_000_00, share=40)
    made = handed(m, money, amount=10_000_01)
    perform(m.officer, c.TakeBack(target_id=made.pk, condition="เบิกครบ"))
    posting = Posting.objects.get()
    assert (posting.total, posting.charged, posting.days) == (10_000_01, 4_000_00, None)


def test_the_database_takes_no_change_and_nothing_unbalanced(m):
    returned(m, resource(m))
    posting = Posting.objects.get()
    for wrong in (
        lambda: Posting.objects.update(total=1),
        lambda: AccountLine.objects.update(amount=1),
        lambda: AccountLine.objects.all().delete(),
        lambda: Posting.objects.all()._raw_delete("default"),
    ):
        with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
            wrong()
    told = {"posting": posting, "office_id": posting.lender_id, "counterpart_id": posting.borrower_id}

    def written(*amounts):
        for account, amount in amounts:
            AccountLine.objects.create(account=account, amount=amount, **told)
        connection.check_constraints()

    def alone():
        Posting.objects.create(
            kind="charge", lender_id=posting.lender_id, borrower_id=posting.borrower_id, booking=posting.booking,
            day=timezone.localdate(), total=5, charged=5, made_at=timezone.now(),
        )  # fmt: skip
        connection.check_constraints()

    for wrong in (
        lambda: written(("due", 5)),
        lambda: written(("due", 5), ("cost", -5)),  # the whole sums to zero, what is due does not
        alone,
    ):
        with pytest.raises(IntegrityError, match="does not sum to zero"), transaction.atomic():
            wrong()


def test_a_payment_is_noted_once_by_who_was_paid(m):
    returned(m, resource(m))  # 2 days of 1,200 baht, half: 1,200 baht are due
    lender, borrower = m.officer.office_id, m.twin.office_id
    assert (due(lender, borrower), due(borrower, lender)) == (120_000, -120_000)

    def pay(actor=m.officer, **more):
        told = {"borrower_id": borrower, "amount": 70_000, "document": "รง 0501/12"} | more
        return perform(actor, c.Settle(**told))

    for more, field in (
        ({"document": " "}, "document"), ({"amount": 0}, "amount"), ({"amount": None}, "amount"),
        ({"amount": 120_001}, "amount"),
    ):  # fmt: skip
        with pytest.raises(RuleBroken) as broken:
            pay(**more)
        assert broken.value.field == field
    with pytest.raises(Refused):
        pay(m.minister)
    with pytest.raises(RuleBroken):
        pay(m.twin, borrower_id=lender)  # the borrower cannot note that it was paid
    paid = pay()
    assert (paid.charged, due(lender, borrower)) == (-70_000, 50_000)
    with pytest.raises(RuleBroken) as broken:
        pay(amount=1)
    assert broken.value.field == "document"
    pay(amount=50_000, document="รง 0501/13")
    assert due(lender, borrower) == 0
    with pytest.raises(RuleBroken):
        pay(amount=1, document="รง 0501/14")


def test_a_charge_is_corrected_by_its_opposite_and_reckoned_anew(m):
    returned(m, resource(m))
    first = Posting.objects.get()
    for who in (m.officer, m.twin, m.twin_head):
        with pytest.raises(Refused):
            perform(who, c.Reverse(posting_id=first.pk, reason="ผิด"))
    with pytest.raises(Refused) as refused:
        perform(m.sibling_head, c.Reverse(posting_id=first.pk, reason="ผิด"))
    assert refused.value.status == 404
    for more in ({"reason": ""}, {"reason": "ผิด", "days": 0}, {"reason": "ผิด", "days": 1001}):
        with pytest.raises(RuleBroken):
            perform(m.head, c.Reverse(posting_id=first.pk, **more))
    undone = perform(m.head, c.Reverse(posting_id=first.pk, reason="คืนวันแรก", days=1))
    anew = Posting.objects.get(kind="charge", reversed_by=None)
    assert (undone.reverses_id, undone.charged, anew.days, anew.charged) == (first.pk, -120_000, 1, 60_000)
    assert [amount for *_rest, amount in lines(undone)] == [-amount for *_rest, amount in lines(first)]
    assert due(m.officer.office_id, m.twin.office_id) == 60_000
    for posting in (first, undone):
        with pytest.raises(RuleBroken):
            perform(m.head, c.Reverse(posting_id=posting.pk, reason="อีก"))
    perform(m.head, c.Reverse(posting_id=anew.pk, reason="ยกให้"))
    assert due(m.officer.office_id, m.twin.office_id) == 0
    connection.check_constraints()
    assert Posting.objects.count() == 4


def test_a_payment_noted_by_mistake_is_undone_and_may_be_noted_again(m):
    returned(m, resource(m))
    told = {"borrower_id": m.twin.office_id, "amount": 1000, "document": "ใบเสร็จ 1"}
    paid = perform(m.officer, c.Settle(**told))
    with pytest.raises(RuleBroken):
        perform(m.head, c.Reverse(posting_id=paid.pk, reason="ผิด", days=1))
    perform(m.head, c.Reverse(posting_id=paid.pk, reason="เงินไม่เข้า"))
    assert due(m.officer.office_id, m.twin.office_id) == 120_000
    assert perform(m.officer, c.Settle(**told)).pk


def test_both_offices_books_agree_and_nobody_else_reads_them(m):
    returned(m, resource(m))
    van = resource(m, m.twin, name="รถของ DOE-80", area_id=m.world.areas["80"].pk, day_price=30_000, share=100)
    back = ground.booking(m, van, m.officer, begins=at(0, 0), ends=at(1))
    perform(m.twin_head, c.Approve(target_id=back.pk))
    perform(m.twin, c.HandOver(target_id=back.pk, condition="ดี"))
    perform(m.twin, c.TakeBack(target_id=back.pk, condition="ดี"))
    (ours,), (theirs,) = balances(m.officer, m.officer.office_id), balances(m.twin, m.twin.office_id)
    assert (ours.code, ours.lent, ours.carried, ours.due) == ("DOE-80", 240_000, 150_000, 90_000)
    assert (theirs.code, theirs.lent, theirs.carried, theirs.due) == ("DOE-92", 30_000, 120_000, -90_000)
    assert ours.lent + theirs.lent == ours.carried + theirs.carried
    assert (ours.loans_out, ours.loans_in, theirs.loans_out) == (1, 1, 1)
    assert balances(m.sibling, m.officer.office_id) == []
    first = Posting.objects.order_by("id").first()
    assert client("agency-officer.sibling").get(f"/resources/postings/{first.pk}").status_code == 404
    assert len(balances(m.plo, m.officer.office_id)) == 1  # the labour office reads its province


def test_accounts_by_page(m):
    made = returned(m, resource(m))
    page = client("agency-head.own")
    text = page.get("/resources/accounts").content.decode()
    assert all(word in text for word in ("DOE-80", "2,400", "1,200", "หน่วยงานอื่นค้างชำระสุทธิ 1,200 บาท"))
    assert "หน่วยงานนี้ค้างชำระสุทธิ 1,200 บาท" in client("agency-head.twin").get("/resources/accounts").content.decode()
    listed = page.get("/resources/postings?office=DOE-92&with=DOE-80").content.decode()
    posting = Posting.objects.get()
    assert f"/resources/bookings/{made.pk}" in listed
    assert f"/resources/postings/{posting.pk}" in page.get(f"/resources/bookings/{made.pk}").content.decode()
    assert "ยังไม่มีรายการ" not in listed
    assert "ไม่พบรายการ" in page.get("/resources/postings?with=NONE").content.decode()
    where = f"/resources/accounts/{m.twin.office_id}/settle"
    wrong = page.post(where, {"amount": "9,999", "document": "ร 1", "note": "โอน"})
    assert (wrong.status_code, "ค้างชำระอยู่ 1,200.00 บาท" in wrong.content.decode()) == (422, True)
    assert "โอน" in wrong.content.decode()
    assert page.post(where, {"amount": "200.50", "document": "ร 1"}).status_code == 302
    assert due(m.officer.office_id, m.twin.office_id) == 99_950
    assert client("minister.ministry").get(where).status_code == 403
    undo = f"/resources/postings/{posting.pk}/reverse"
    kept = page.post(undo, {"reason": "คิดวันผิด", "days": "หนึ่ง"})
    assert (kept.status_code, "คิดวันผิด" in kept.content.decode()) == (409, True)
    assert page.post(undo, {"reason": "คิดวันผิด", "days": "๑"}).status_code == 302
    assert "กลับรายการแล้วด้วยรายการ" in page.get(f"/resources/postings/{posting.pk}").content.decode()
    with CaptureQueriesContext(connection) as asked:
        page.get("/resources/accounts")
    assert len(asked) <= 12


def test_accounts_by_api_and_command_line(m, capsys):
    returned(m, resource(m))
    head, twin = Caller(m.head), Caller(m.twin)
    assert twin("get", "/resource-accounts")[1][0]["due"] == -120_000
    assert head("get", "/resource-accounts?office=zz")[0] == 409
    (row,) = head("get", "/resource-postings?office=DOE-80")[1]["items"]
    whole = head("get", f"/resource-postings/{row['id']}")[1]
    assert sum(line["amount"] for line in whole["lines"]) == 0
    told = {"borrower": "DOE-80", "amount": 20_000, "document": "ร 1"}
    assert twin("post", "/resource-settlements", told | {"borrower": "DOE-92"})[0] == 409
    assert head("post", "/resource-settlements", told)[1]["charged"] == -20_000
    assert head("post", "/resource-settlements", told)[1]["field"] == "document"
    assert twin("post", f"/resource-postings/{row['id']}/reverse", {"reason": "ผิด"})[0] == 403
    assert Caller(m.sibling)("get", f"/resource-postings/{row['id']}")[0] == 404
    who = Person.objects.get(pk=m.head.person_id).username
    paid = ["resources", "settle", "DOE-80", "--amount", "1000", "--document", "ร 2", "--as", who]
    assert call(paid) == 0
    assert call(paid) == 1
    assert call(["resources", "reverse", str(row["id"]), "--reason", "คืนวันแรก", "--days", "1", "--as", who]) == 0
    capsys.readouterr()
    assert call(["resources", "accounts", "--json", "--as", who]) == 0
    assert '"due":39000' in capsys.readouterr().out
    assert call(["resources", "postings", "--json"]) == 0
    assert capsys.readouterr().out.count("\n") == 5


@pytest.mark.django_db(transaction=True)
def test_of_payments_at_once_no_more_is_taken_than_is_owed():
    m = ground.build()
    returned(m, resource(m))
    barrier, told = threading.Barrier(4), []

    def pay(n):
        barrier.wait(30)
        try:
            perform(m.officer, c.Settle(borrower_id=m.twin.office_id, amount=70_000, document=f"ร {n}"))
            told.append("paid")
        except RuleBroken:
            told.append("refused")
        finally:
            connection.close()

    crew = [threading.Thread(target=pay, args=(n,)) for n in range(4)]
    for one in crew:
        one.start()
    for one in crew:
        one.join(60)
    assert sorted(told) == ["paid", "refused", "refused", "refused"]
    assert due(m.officer.office_id, m.twin.office_id) == 50_000
