"""Names of static files follow what they hold, also inside scripts."""

from django.contrib.staticfiles.storage import staticfiles_storage

from prasan.platform.web.static import without_comments


def test_a_script_imports_another_by_its_hashed_name() -> None:
    """A browser that keeps one for ever must not meet an older other."""
    form = staticfiles_storage.stored_name("progress/form.js")
    judge = staticfiles_storage.stored_name("progress/judge.js").rpartition("/")[2]
    assert judge != "judge.js"
    with staticfiles_storage.open(form) as file:
        assert f'from "./{judge}"' in file.read().decode()


def test_comments_of_our_own_files_stay_at_home() -> None:
    """A line of comment goes; an address with two slashes, a string with a star and the code stay."""
    script = '// why\nconst a = "https://x"; // beside\n  // again\n/** what\n * more */\nconst b = "/* no */";\n'
    assert without_comments("progress/a.js", script) == 'const a = "https://x"; // beside\nconst b = "/* no */";\n'
    sheet = "/* part */\n.a { color: red; } /* b */\n.c { d: e; }\n"
    assert without_comments("desk/a.css", sheet) == ".a { color: red; } .c { d: e; }\n"
    assert without_comments("desk/a.svg", sheet) == sheet


def test_scripts_of_pages_carry_no_comment_line() -> None:
    """What is collected is what was cut."""
    with staticfiles_storage.open(staticfiles_storage.stored_name("prasan/app.js")) as file:
        assert not [line for line in file.read().decode().splitlines() if line.lstrip().startswith("//")]
