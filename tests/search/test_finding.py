import re
from pathlib import Path

import pytest
from django.db import connection, transaction

from ldn_site.search.finding import MOST_HITS, find
from ldn_site.search.indexing import catch_up
from tests.factories import in_days, make_article
from tests.search.rows import cancel, make_page, withdraw

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def content(settings, tmp_path):
    settings.CONTENT_DIR = tmp_path
    return tmp_path


def paths(words, **options):
    return [hit.path for hit in find(words, **options).hits]


def test_hit_holds_what_a_list_of_results_shows():
    page = make_page(
        "No <b>pain</b>.", title="Pain & sleep", summary="Short.", topic="safety", language="es"
    )

    (hit,) = find("pain").hits

    assert (hit.title, hit.path, hit.summary) == ("Pain & sleep", page.path, "Short.")
    assert (hit.topic, hit.language) == ("safety", "es")
    assert hit.snippet_html == "No &lt;b&gt;<mark>pain</mark>&lt;/b&gt;."


OUTLINE = [
    {"level": 2, "id": "doses", "text": "How much people take"},
    {"level": 2, "id": "missed", "text": "What if I miss a dose?"},
]


def test_hit_leads_to_the_heading_that_answers_more_than_the_title():
    make_page("Take it at night. Skip a missed dose.", title="How LDN is taken", outline=OUTLINE)

    (hit,) = find("missed dose").hits

    assert (hit.heading, hit.anchor) == ("What if I miss a dose?", "missed")


def test_hit_leads_to_its_top_where_the_title_answers_as_well():
    make_page("A missed dose.", title="Missed dose", outline=OUTLINE)

    (hit,) = find("missed dose").hits

    assert (hit.heading, hit.anchor) == ("", "")


def test_page_is_found_as_soon_as_it_is_published():
    make_page("Naltrexone.")
    find("naltrexone")
    page = make_page("Microglia.")

    assert paths("microglia") == [page.path]


def test_draft_is_never_found():
    make_article(title="Secret", body="Secret words.\n")
    make_page("Public words.")

    assert not paths("secret")


def test_scheduled_page_is_found_from_its_time_on(time_machine):
    page = make_page("Buprenorphine.", publish_at=in_days(3))
    assert not paths("buprenorphine")

    time_machine.move_to(in_days(4))

    assert paths("buprenorphine") == [page.path]


def test_text_is_replaced_at_the_time_of_its_successor(time_machine):
    old = make_page("The older wording.")
    new = make_page("The newer phrase.", replaces=old, publish_at=in_days(3), path="/safety/moved/")
    assert paths("wording") == [old.path]
    assert not paths("phrase")

    time_machine.move_to(in_days(4))

    assert not paths("wording")
    assert paths("phrase") == [new.path] == ["/safety/moved/"]


@pytest.mark.parametrize("publish_in_days", [-1, 3])
def test_withdrawn_page_is_never_found(publish_in_days, time_machine):
    page = make_page("Withdrawn words.", publish_at=in_days(publish_in_days))
    catch_up()
    withdraw(page)

    time_machine.move_to(in_days(4))

    assert not paths("withdrawn")


def test_page_called_off_is_never_found(time_machine):
    cancel(make_page("Called off.", publish_at=in_days(3)))

    time_machine.move_to(in_days(4))

    assert not paths("called")


def test_suggestion_does_not_tell_the_words_of_a_scheduled_page(time_machine):
    make_page("Buprenorphine.", publish_at=in_days(3))
    make_page("Opioids.")
    assert find("opioids buprenorphin xx").suggestion == ""
    assert find("opioids buprenorfine").suggestion == ""

    time_machine.move_to(in_days(4))

    assert find("opioids buprenorfine").suggestion == "opioids buprenorphine"


@pytest.mark.parametrize(
    "words", ["fibromialgia", "fibromyaliga", "fybromyalgia", "fibromyalgya pain", "Fibromyalgias"]
)
def test_misspelled_word_finds_its_page(words):
    page = make_page("Pain in fibromyalgia.", title="LDN and fibromyalgia")
    make_page("Pain in Crohn's disease.")

    assert paths(words)[0] == page.path


@pytest.mark.parametrize("words", ["cancer", "CÁNCER", "ca\u0301ncer"])
def test_accents_make_no_difference(words):
    page = make_page("El cáncer.", language="es")

    assert paths(words) == [page.path]


def test_word_is_found_by_the_forms_of_its_own_language():
    page = make_page("Los opioides y las dosificaciones.", language="es")

    assert paths("opioide") == [page.path]
    assert paths("dosificación") == [page.path]


def test_synonyms_of_the_content_are_used(content):
    Path(content, "synonyms.yaml").write_text("farmacia: [pharmacy]\n", encoding="utf-8")
    page = make_page("Our pharmacy.")

    results = find("Farmacia")

    assert [hit.path for hit in results.hits] == [page.path]
    assert results.suggestion == "pharmacy"
    assert "<mark>pharmacy</mark>" in results.hits[0].snippet_html


def test_page_about_a_thing_comes_before_one_that_mentions_it():
    mention = make_page("Surgery, surgery, surgery. " * 20)
    about = make_page("Before an operation.", title="LDN and surgery")

    assert paths("surgery") == [about.path, mention.path]


def test_page_known_by_a_name_comes_first():
    make_page("Fibro. " * 50, title="A fibro story")
    named = make_page("A long illness.", title="LDN and fibromyalgia", synonyms=["fibro"])

    assert paths("fibro")[0] == named.path


def test_page_with_all_the_words_comes_before_one_with_some():
    make_page("Sleep. " * 50, title="Sleep")
    make_page("Dose. " * 50, title="Dose")
    both = make_page("A dose before sleep.")

    assert paths("sleep dose")[0] == both.path


def test_rare_word_says_more_than_a_common_one():
    for _ in range(10):
        make_page("LDN. " * 30, title="LDN")
    rare = make_page("LDN with tramadol.")

    assert paths("ldn tramadol")[0] == rare.path


def test_words_in_their_order_come_before_the_same_words_apart():
    make_page("Effects on one side of the room.")
    phrase = make_page("Room for side effects of one.")

    assert paths("side effects")[0] == phrase.path


def test_pages_far_behind_the_best_are_left_out():
    best = make_page("Tramadol is an opioid.", title="LDN and tramadol")
    for _ in range(20):
        make_page("LDN.")

    assert paths("ldn tramadol") == [best.path]


def test_question_of_common_words_only_still_finds():
    page = make_page("What is it?")

    assert paths("what is it") == [page.path]


def test_search_may_be_kept_to_one_topic():
    safety = make_page("Pain.", topic="safety")
    basics = make_page("Pain.", topic="basics")

    assert set(paths("pain")) == {safety.path, basics.path}
    assert paths("pain", topic="safety") == [safety.path]
    assert paths("pain", topic="about") == []


@pytest.mark.parametrize("topic", ["nonsense", "' OR 1=1 --", "\x00", "s" * 9999])
def test_unknown_topic_finds_nothing(topic):
    make_page("Pain.")

    assert find("pain", topic=topic).hits == ()


def test_number_of_hits_is_limited():
    for _ in range(MOST_HITS + 1):
        make_page("Pain.")
    catch_up()

    assert len(find("pain").hits) == 20
    assert len(find("pain", limit=3).hits) == 3
    assert len(find("pain", limit=10**9).hits) == MOST_HITS
    assert len(find("pain", limit=-5).hits) == 0


HOSTILE = [
    '"',
    "'",
    "';DROP TABLE search_posting;--",
    '"pain',
    "pain*",
    "* OR NEAR(pain, 3)",
    "title:pain",
    "-pain ^pain (pain",
    "pain%_\\",
    "pain\x00",
    "\x00",
    "   ",
    "\t\r\n",
    "\u200b\u2028\ufeff",
    "\ud800 pain",
    "\x1b[31m pain \x7f",
    "🙂 pain 🙂",
    "🙂",
    "pain " * 1500,
    "p" * 6000,
    " ".join("abcdefghij"[i % 10] * (i % 40) for i in range(1000)),
    "<script>alert('pain')</script>",
    "{{ pain }} {% pain %}",
    "../../etc/passwd",
    "ⓟⓐⓘⓝ ｐａｉｎ",
    "ﷺ" * 400,
    "a\u0301" * 3000,
    "1e99 -1 NaN 0x00",
    "%00%27",
]


@pytest.mark.parametrize("words", HOSTILE, ids=range(len(HOSTILE)))
def test_any_input_is_answered(words, django_assert_max_num_queries):
    make_page("Less pain. <script>alert('pain')</script>", title="Pain")
    catch_up()

    with django_assert_max_num_queries(5):
        results = find(words)

    assert len(results.words) <= 400
    assert results.words.isprintable()
    marked = "".join(hit.snippet_html for hit in results.hits)
    assert set(re.findall("<[^>]*>", marked)) <= {"<mark>", "</mark>"}


@pytest.mark.parametrize("words", ["pain", "ldn and pain", "naltrexone pian at night " * 3])
def test_queries_do_not_grow_with_pages_or_words(words, django_assert_num_queries):
    make_page("LDN, naltrexone and pain at night.")
    catch_up()
    with django_assert_num_queries(5):
        assert paths(words)

    for _ in range(40):
        make_page("LDN, naltrexone and pain at night.")
    catch_up()
    find("pain")
    with django_assert_num_queries(4):  # the words of the index are kept
        assert len(paths(words)) == 20


def test_spaces_cost_no_query(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert find("  \x00 ").hits == ()


def test_empty_site_finds_nothing():
    assert find("pain").hits == ()


MAKE_READ_ONLY = {
    "sqlite": ("PRAGMA query_only = ON", "PRAGMA query_only = OFF"),
    "postgresql": ("SET TRANSACTION READ ONLY", "SELECT 1"),
}


def test_database_that_cannot_be_written_is_searched_as_it_was_indexed(caplog):
    page = make_page("Old pain.")
    catch_up()
    make_page("New pain.")
    begin, end = MAKE_READ_ONLY[connection.vendor]

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(begin)
        try:
            found = paths("pain")
        finally:
            cursor.execute(end)
            transaction.set_rollback(True)

    assert found == [page.path]
    assert "could not be brought up to date" in caplog.text
    assert "pain" not in caplog.text


def test_one_search_indexes_a_few_new_pages_only():
    for _ in range(25):
        make_page("Pain.")

    assert len(paths("pain", limit=50)) == 20
    assert len(paths("pain", limit=50)) == 25
