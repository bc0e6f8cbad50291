from django.contrib.auth.base_user import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

SITE_WORDS = ("naltrexone", "ldn", "pharmacy", "houston", "sugarland", "sugar land")


class NoSiteWordsValidator:
    """Refuses passwords built on words that anyone would guess for this site."""

    def validate(self, password: str, user: AbstractBaseUser | None = None) -> None:
        rest = password.lower()
        for word in SITE_WORDS:
            rest = rest.replace(word, "")
        if len(rest) < 8 and rest != password.lower():
            raise ValidationError(
                _("Most of this password is words from this site. Choose other words."),
                code="password_site_words",
            )

    def get_help_text(self) -> str:
        return _("Do not build your password on words from this site, such as naltrexone.")
