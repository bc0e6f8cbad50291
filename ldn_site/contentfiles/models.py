from django.db import models


class Agreement(models.Model):
    """The digest on which a file and the database last agreed, for one piece of content."""

    kind = models.CharField(max_length=20)
    key = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)
    agreed_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [models.UniqueConstraint(name="one_agreement_each", fields=["kind", "key"])]
        permissions = [
            ("export_files", "Can take the content home as files"),
            ("import_files", "Can bring content in from files"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"
