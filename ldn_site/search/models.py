from django.db import models


class Entry(models.Model):
    """One publication in the search index."""

    publication = models.OneToOneField(
        "articles.Publication", primary_key=True, on_delete=models.CASCADE, related_name="+"
    )
    length = models.PositiveIntegerField()

    class Meta:
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return str(self.pk)


class Posting(models.Model):
    """A stem, how much it weighs in a publication, and where it was found."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="postings")
    stem = models.CharField(max_length=60)
    weight = models.FloatField()

    class Meta:
        indexes = [models.Index(fields=["stem", "entry"], name="posting_stem")]

    def __str__(self) -> str:
        return self.stem
