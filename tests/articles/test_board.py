"""The board follows every kind of write, and costs one query when nothing happened."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from ldn_site.articles import board
from ldn_site.articles.library import Library
from ldn_site.articles.models import Article, BoardMark, BoardRow, GlossaryTerm
from ldn_site.articles.publishing import cancel, withdraw
from ldn_site.articles.states import standings
from ldn_site.articles.writing import save_article, save_block, save_term
from ldn_site.evidence.writing import save_reference
from ldn_site.media.writing import save_picture
from ldn_site.trail.models import Event
from tests.factories import (
    in_days,
    make_article,
    make_block,
    make_picture,
    make_publication,
    make_reference,
    sign_as_it_stands,
)

pytestmark = pytest.mark.django_db


def row_of(article: Article) -> BoardRow:
    """What the board says once it has caught up."""
    assert board.catch_up() == 0
    return BoardRow.objects.get(pk=article.pk)


def change(article: Article, **fields) -> None:
    article = Article.objects.get(pk=article.pk)
    for name, value in fields.items():
        setattr(article, name, value)
    save_article(article, by=None)


def test_new_page_comes_onto_the_board():
    row = row_of(make_article())

    assert (row.state, row.is_live, row.is_stale) == ("draft", False, False)


def test_publishing_signing_changing_and_withdrawing_move_the_row():
    article = make_publication().article
    assert row_of(article).state == "live"
    assert row_of(article).review_due_on is None

    sign_off = sign_as_it_stands(article)
    assert row_of(article).review_due_on == sign_off.review_due_on

    change(article, title="Other")
    row = row_of(article)
    assert (row.state, row.is_signed, row.was_ever_signed) == ("live-with-changes", False, True)
    assert row.review_due_on == sign_off.review_due_on

    withdraw(article, by=None, reason="Wrong.")
    row = row_of(article)
    assert (row.state, row.is_live, row.review_due_on) == ("withdrawn", False, None)


def test_scheduled_text_is_live_on_the_board_once_its_time_has_passed():
    with time_machine.travel(timezone.now(), tick=True) as clock:
        article = make_publication(publish_at=in_days(2)).article
        assert row_of(article).scheduled_at is not None

        clock.shift(timedelta(days=3))

        row = row_of(article)
        assert (row.state, row.scheduled_at) == ("live", None)


def test_calling_off_moves_the_row():
    publication = make_publication(publish_at=in_days(2))
    assert row_of(publication.article).scheduled_at is not None

    cancel(publication, by=None)

    assert row_of(publication.article).scheduled_at is None


def test_changed_block_moves_the_pages_that_hold_it():
    block = make_block("off-label")
    holds = make_publication(body="{{ block: off-label }}\n").article
    other = make_publication().article
    assert row_of(holds).state == "live"

    block.body = "Other words.\n"
    save_block(block, by=None)

    assert row_of(holds).state == "live-with-changes"
    assert row_of(other).state == "live"


def test_changed_study_moves_the_pages_that_name_it_themselves_or_in_a_block():
    study = make_reference("smith-2020-trial")
    make_block("shared", "It helped. [@smith-2020-trial]\n")
    cites = make_publication(body="It helped. [@smith-2020-trial]\n").article
    holds = make_publication(body="{{ block: shared }}\n").article
    assert (row_of(cites).state, row_of(holds).state) == ("live", "live")

    study.result = "11 of 20 felt better on LDN."
    save_reference(study, by=None)

    assert row_of(cites).state == "live-with-changes"
    assert row_of(holds).state == "live-with-changes"


def test_problems_are_counted_by_severity_and_dead_links_apart():
    article = make_article(body="Take 5mg. See [this](/basics/nowhere/).\n")

    row = row_of(article)

    assert row.broken_links == 1
    assert row.blockers >= 2


def test_link_is_whole_once_the_page_it_leads_to_is_there_and_broken_when_that_moves():
    article = make_article(body="See [this](/basics/later/).\n")
    assert row_of(article).broken_links == 1

    later = make_article(topic="basics", slug="later")
    assert row_of(article).broken_links == 0

    change(later, slug="elsewhere")
    assert row_of(article).broken_links == 1


def test_word_that_comes_into_the_glossary_is_no_problem_any_more():
    article = make_article(body="This is idiopathic.\n")
    before = row_of(article)

    term = GlossaryTerm(slug="idiopathic", term="idiopathic", definition="Of unknown cause.")
    save_term(term, by=None)

    assert Event.objects.latest("pk").thing_kind == "glossary term"
    board.catch_up()
    assert BoardRow.objects.get().noted_at > before.noted_at


def test_page_written_past_the_writer_is_on_the_board_too():
    Article.objects.create(id="x", topic="basics", slug="x", title="X", summary="S.", body="B.")

    assert row_of(Article(id="x")).state == "draft"


def test_row_that_disagrees_is_healed_when_the_page_is_seen():
    article = make_publication().article
    assert row_of(article).state == "live"
    Article.objects.update(title="Past the writer")
    assert row_of(article).state == "live"

    board.heal(standings(Article.objects.all()))

    assert BoardRow.objects.get().state == "live-with-changes"
    assert BoardRow.objects.get().is_stale


def test_looking_again_costs_one_query_however_many_pages_there_are(django_assert_num_queries):
    for _ in range(5):
        make_article()
    board.catch_up()

    with django_assert_num_queries(1):
        assert not board.has_news()
    with django_assert_num_queries(2):
        assert board.catch_up(seconds=1) == 0


def test_event_that_is_seen_late_under_a_lower_number_is_taken_in():
    article = make_publication().article
    board.catch_up()
    later = Event.objects.latest("pk")
    Event.objects.filter(pk=later.pk).update(id=later.pk + 10)  # the next writer was quicker
    BoardMark.objects.update(seen=[later.pk + 10])
    Article.objects.update(title="Changed")

    late = Event(thing_kind="article", thing_id=article.pk, verb="changed", actor_name="Ana")
    late.pk = later.pk + 5
    late.save(force_insert=True)

    assert row_of(article).state == "live-with-changes"


def test_old_events_are_not_remembered_one_by_one():
    with time_machine.travel(timezone.now(), tick=True) as clock:
        make_article()
        board.catch_up()
        assert BoardMark.objects.get().seen

        clock.shift(timedelta(hours=1))
        last = Event.objects.latest("pk").pk
        newest = make_article()
        board.catch_up()

        mark = BoardMark.objects.get()
        assert mark.last_event == last
        assert mark.seen == [Event.objects.get(thing_id=newest.pk).pk]


def test_out_of_time_the_rest_is_left_for_later_and_said():
    for _ in range(3):
        make_article()

    assert board.catch_up(seconds=-1) == 3
    assert board.catch_up() == 0


def test_what_happens_while_a_page_is_looked_at_is_not_lost(monkeypatch):
    article = make_publication().article
    board.catch_up()
    change(article, title="First")

    def look_and_be_overtaken(*args):
        monkeypatch.undo()
        found = standings(*args)
        change(article, title="Second")
        board.catch_up()
        BoardRow.objects.update(state="as the quicker saw")
        return found

    monkeypatch.setattr(board, "standings", look_and_be_overtaken)
    board.catch_up()

    assert BoardRow.objects.get().state == "as the quicker saw"


def test_command_looks_at_everything_again_when_asked_or_when_the_rules_are_others():
    article = make_publication().article
    call_command("update_board")
    for options in ({"rebuild": True}, {}):
        BoardRow.objects.update(state="wrong")
        if not options:
            BoardMark.objects.update(rules="older")
        call_command("update_board", **options)
        assert BoardRow.objects.get(pk=article.pk).state == "live"

    BoardRow.objects.update(state="wrong")
    call_command("update_board")
    assert BoardRow.objects.get().state == "wrong"


def test_command_says_what_is_left():
    make_article()
    out = StringIO()

    call_command("update_board", seconds=-1.0, stdout=out)

    assert "Pages still to be looked at: 1." in out.getvalue()


def test_page_about_a_condition_is_looked_at_again_after_a_study_of_it():
    article = make_article(id="sleep", topic="conditions", slug="sleep")
    before = row_of(article)

    make_reference("lee-2021-trial", conditions=["sleep"])

    assert row_of(article).noted_at > before.noted_at
    assert "lee-2021-trial" in Library.load().references


def test_changed_picture_marks_the_pages_that_show_it():
    picture = make_picture()
    make_block("with-picture", "```picture\npicture: pill-bottle\n```\n")
    shows = [
        make_publication(body="```picture\npicture: pill-bottle\n```\n").article,
        make_publication(body="{{ block: with-picture }}\n").article,
    ]
    other = make_publication().article
    board.catch_up()
    picture.alt = "A bottle of 100 pills"
    save_picture(picture, by=None)

    assert [row_of(article).state for article in shows] == ["live-with-changes"] * 2
    assert row_of(other).state == "live"
