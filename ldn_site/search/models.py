"""An inverted index in plain tables: the same on SQLite and PostgreSQL, and with no query
syntax that a visitor could break or misuse."""

from django.db import models

from ldn_site.search.words import LONGEST_WORD


class Mark(models.Model):
    """How far the index has come. There is one row at most."""

    rows_seen = models.PositiveIntegerField(
        default=0, help_text="Publications, cancellations and withdrawals: rows only ever added."
    )
    analyzer = models.PositiveSmallIntegerField(default=0)
    entries = models.PositiveIntegerField(default=0)
    version = models.CharField(max_length=32, default="", help_text="New with every change.")

    def __str__(self) -> str:
        return self.version


class Entry(models.Model):
    """A publication that the index holds, and the analyzer that read it."""

    publication = models.OneToOneField(
        "articles.Publication", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    analyzer = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return str(self.pk)


class Posting(models.Model):
    """How much a stem weighs in one publication."""

    # The unique constraint below serves as the foreign key's index.
    entry = models.ForeignKey(
        Entry, on_delete=models.CASCADE, related_name="postings", db_index=False
    )
    stem = models.CharField(max_length=LONGEST_WORD)
    weight = models.FloatField()
    topic = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["entry", "stem"], name="one_posting_for_each_stem")
        ]
        # The topic is last, so that a search within one need not leave the index.
        indexes = [models.Index(fields=["stem", "-weight", "topic"], name="heaviest_postings")]

    def __str__(self) -> str:
        return self.stem


class Word(models.Model):
    """A word as texts spell it, its stem, and how many entries hold that stem."""

    word = models.CharField(max_length=LONGEST_WORD)
    stem = models.CharField(max_length=LONGEST_WORD, db_index=True)
    entries = models.PositiveIntegerField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["word", "stem"], name="one_row_for_each_word")
        ]

    def __str__(self) -> str:
        return self.word


class Unanswered(models.Model):
    """Words that found no page on one day: how often, and nothing of who looked for them."""

    words_hash = models.CharField(max_length=64, help_text="Keyed, so that nobody can try words.")
    day = models.DateField(db_index=True)
    times = models.PositiveIntegerField(default=1)
    words = models.CharField(
        max_length=130, blank=True, help_text="Blank until they were looked for on enough days."
    )

    class Meta:
        verbose_name_plural = "unanswered"
        constraints = [
            models.UniqueConstraint(fields=["words_hash", "day"], name="one_row_for_words_and_day")
        ]

    def __str__(self) -> str:
        return self.words
