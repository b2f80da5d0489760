"""Envelopes: what was sealed opens for one key and as one thing alone; the format is the one that phones write."""

import pytest

from prasan.platform.vault.envelopes import EnvelopeBroken, new_pair, seal, unsealed

PRIVATE = (
    "MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgLdiHqNXb4X8wBi6t-jV7iocxZTWNryT74JWn4OcSlKyhRANCAASk"
    "NL0iHt4rgH9PmMlNHv-egsNmUMeI3h2MsITaYXtYfom8d7_Rh7kBMpoawocia3wtJBSxjg3jw_CDUn3GycIW"
)
ENVELOPE = (
    "1.BJuCJAGs2RM_h-Mc-qpzUJRatKaO72m89t1LSXffB_iHpBSDV8VQuqXwXeGb9HYjoJgx_Kf2Paw-8tG1O7s03BA.VH_qIznbqN"
    "jLteW4.BpuyrTc78yIzh43OVJOEYQX_B-CyIs5mCkEry6vF5EfEZUOstkulp1r6omBrOlOa"
)
"""Sealed by Chromium's WebCrypto with static/referrals/drive/seal.js: the two sides agree byte for byte."""
TEXT = '{"given_name":"สมมติ"}'
ABOUT = "7:0f8fad5b-d9cb-469f-a165-70867728950e"


def test_what_was_sealed_opens_again():
    private, public = new_pair()
    one, other = (seal(public, TEXT.encode(), ABOUT) for _n in range(2))
    assert unsealed(private, one, ABOUT).decode() == TEXT
    assert one != other
    assert "สมมติ" not in one
    assert len(public) == 87


def test_what_a_browser_sealed_opens():
    assert unsealed(PRIVATE, ENVELOPE, ABOUT).decode() == TEXT


def test_it_opens_for_no_other_key_and_as_nothing_else():
    private, public = new_pair()
    made = seal(public, TEXT.encode(), ABOUT)
    with pytest.raises(EnvelopeBroken):
        unsealed(new_pair()[0], made, ABOUT)
    with pytest.raises(EnvelopeBroken):
        unsealed(private, made, ABOUT.replace("7:", "8:"))


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text[:-6] + ("A" if text[-6] != "A" else "B") + text[-5:],
        lambda text: text.replace("1.", "2.", 1),
        lambda text: text.rpartition(".")[0],
        lambda text: text + ".AAAA",
        lambda text: "",
        lambda text: "1...",
        lambda text: "1.ก.ข.ค",
        lambda text: "1." + "A" * 87 + "." + ".".join(text.split(".")[2:]),
        lambda text: text + "A" * 20_000,
    ],
)
def test_a_damaged_one_is_told_apart(damage):
    private, public = new_pair()
    with pytest.raises(EnvelopeBroken):
        unsealed(private, damage(seal(public, TEXT.encode(), ABOUT)), ABOUT)
