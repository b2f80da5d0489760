"""Names of static files follow what they hold, also inside scripts."""

from django.contrib.staticfiles.storage import staticfiles_storage


def test_a_script_imports_another_by_its_hashed_name() -> None:
    """A browser that keeps one for ever must not meet an older other."""
    form = staticfiles_storage.stored_name("progress/form.js")
    judge = staticfiles_storage.stored_name("progress/judge.js").rpartition("/")[2]
    assert judge != "judge.js"
    with staticfiles_storage.open(form) as file:
        assert f'from "./{judge}"' in file.read().decode()
