from collections import Counter
from io import StringIO

import pytest
from django.core.management import call_command

from ldn_site.search import indexing
from ldn_site.search.indexing import catch_up
from ldn_site.search.models import Entry, Mark, Posting, Word
from tests.factories import in_days
from tests.search.rows import cancel, make_page, withdraw

pytestmark = pytest.mark.django_db


def indexed():
    return set(Entry.objects.values_list("pk", flat=True))


def assert_words_are_counted():
    """Every stem has a word, every word's count is that of its stem's postings."""
    postings = Counter(Posting.objects.values_list("stem", flat=True))
    words = set(Word.objects.values_list("stem", "entries"))
    assert words == set(postings.items())


def test_live_and_scheduled_pages_are_indexed():
    live = make_page()
    scheduled = make_page(publish_at=in_days(3))

    assert catch_up() == 2
    assert indexed() == {live.pk, scheduled.pk}


def test_catching_up_costs_one_query_where_nothing_is_new(django_assert_num_queries):
    make_page()
    catch_up()

    with django_assert_num_queries(1):
        assert catch_up() == 0


def test_only_what_is_new_is_read():
    make_page()
    catch_up()
    make_page()

    assert catch_up() == 1


def test_text_that_was_replaced_is_dropped_with_its_words():
    old = make_page("An obsolete word.")
    catch_up()
    new = make_page("Another word.", replaces=old)

    catch_up()

    assert indexed() == {new.pk}
    assert not Word.objects.filter(word="obsolete").exists()
    assert_words_are_counted()


def test_text_stays_until_its_scheduled_successor_is_public(time_machine):
    old = make_page()
    new = make_page(replaces=old, publish_at=in_days(3))
    catch_up()
    assert indexed() == {old.pk, new.pk}

    time_machine.move_to(in_days(4))
    make_page()
    catch_up()

    assert old.pk not in indexed()


@pytest.mark.parametrize("take_down", [withdraw, cancel])
def test_what_is_taken_down_is_dropped(take_down):
    page = make_page(publish_at=in_days(3))
    catch_up()
    take_down(page)

    catch_up()

    assert not indexed()
    assert not Posting.objects.exists()
    assert not Word.objects.exists()


def test_part_of_a_long_list_may_be_read_at_a_time():
    for _ in range(5):
        make_page()

    assert [catch_up(limit=2) for _ in range(4)] == [2, 2, 1, 0]
    assert len(indexed()) == 5
    assert_words_are_counted()


def test_many_pages_are_read_in_batches(monkeypatch):
    monkeypatch.setattr(indexing, "BATCH", 2)
    pages = [make_page(f"Word{n} and some words.") for n in range(5)]
    gone = make_page("Gone.", replaces=pages[0])
    catch_up()
    withdraw(gone)
    withdraw(pages[1])
    withdraw(pages[2])

    catch_up()

    assert indexed() == {page.pk for page in pages[3:]}
    assert_words_are_counted()


def test_pages_read_by_an_older_analyzer_are_read_again(monkeypatch):
    make_page()
    catch_up()
    monkeypatch.setattr(indexing, "ANALYZER", indexing.ANALYZER + 1)

    assert catch_up() == 1
    assert catch_up() == 0
    assert_words_are_counted()


def test_page_that_two_processes_read_at_once_is_indexed_once():
    page = make_page("Twice.")
    catch_up()
    postings = set(Posting.objects.values_list("entry", "stem", "weight"))

    indexing._replace([page.pk], [page.pk])

    assert set(Posting.objects.values_list("entry", "stem", "weight")) == postings


def test_every_change_gives_the_index_another_version():
    versions = []
    for _ in range(3):
        make_page()
        catch_up()
        versions.append(Mark.objects.get().version)

    assert len(set(versions)) == 3


def test_every_field_that_readers_know_a_page_by_is_indexed():
    make_page(
        "Running text.",
        title="Heading one",
        synonyms=["nickname"],
        summary="Answered shortly.",
        outline=[{"level": 2, "id": "x", "text": "Subtitle"}],
    )
    catch_up()

    words = set(Word.objects.values_list("word", flat=True))

    assert words >= {"running", "heading", "nickname", "shortly", "subtitle"}


def test_page_without_a_word_is_indexed_without_postings():
    make_page("🙂", title="…", summary="")

    assert catch_up() == 1
    assert catch_up() == 0


def test_command_says_how_many_pages_it_read():
    make_page()
    out = StringIO()

    call_command("index_search", stdout=out)
    call_command("index_search", stdout=out)
    call_command("index_search", rebuild=True, stdout=out)

    assert out.getvalue().count("Read 1 pages into the search index.") == 2
