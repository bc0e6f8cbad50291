from __future__ import annotations

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from ldn_site.media import keeping
from ldn_site.media.decoding import ENDINGS, Master, NotAPicture, decode
from ldn_site.media.models import Picture
from ldn_site.media.naming import propose
from ldn_site.media.renditions import CENTER


def take_in(file: UploadedFile) -> Master:
    """The master of an upload, decoded and stored once, however often it is asked for.

    Raises ValidationError. Takes a second or two, in which nobody should be kept from writing.
    """
    known = vars(file)
    if "taken_in" not in known:
        try:
            known["taken_in"] = decode(file, file.name or "", file.size or 0)
            keeping.keep(known["taken_in"], CENTER)
        except (NotAPicture, keeping.CannotKeep) as error:
            known["taken_in"] = error
    if isinstance(known["taken_in"], Exception):
        raise forms.ValidationError(str(known["taken_in"]))
    return cast(Master, known["taken_in"])


class PictureForm(forms.ModelForm):
    """A picture with its words. The file is decoded and stored before the row is written, so
    that whatever is wrong with it is said beside its field."""

    # Not Django's ImageField, which lets Pillow try every format it knows.
    file = forms.FileField(
        label=_("File"),
        widget=forms.FileInput(attrs={"accept": ",".join(ENDINGS)}),
        help_text=_(
            "JPEG, PNG or WebP, 10 MB at most. What the camera wrote into it, such as the place, "
            "is taken out."
        ),
    )

    class Meta:
        model = Picture
        fields = ["name", "alt", "is_decorative", "caption", "credit", "focal_x", "focal_y"]
        widgets = {
            "alt": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "caption": forms.Textarea(attrs={"rows": 2, "class": "vLargeTextField"}),
            "credit": forms.TextInput(attrs={"class": "vLargeTextField", "maxlength": None}),
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.master: Master | None = None
        if not self.instance._state.adding:
            self.fields["file"].required = False
            self.fields["file"].label = _("Another file in its place")
        if "name" in self.fields:
            self.fields["name"].required = False
            self.fields["name"].help_text = _(
                "As texts will call it, for example pill-bottle. Leave it empty and one is made."
            )
        for name in ("focal_x", "focal_y"):
            if name in self.fields:
                self.fields[name].required = False

    def clean_file(self) -> UploadedFile | None:
        file = cast("UploadedFile | None", self.cleaned_data["file"])
        self.master = take_in(file) if file else None
        return file

    def clean_focal_x(self) -> int:
        return self._percent("focal_x")

    def clean_focal_y(self) -> int:
        return self._percent("focal_y")

    def _percent(self, name: str) -> int:
        value = self.cleaned_data[name]
        return int(getattr(self.instance, name) if value is None else value)

    def clean(self) -> dict[str, Any]:
        super().clean()
        data = self.cleaned_data
        if "name" in self.fields and not data.get("name") and "name" not in self.errors:
            file = data.get("file")
            data["name"] = propose(
                str(file.name) if file else "",
                data.get("alt", ""),
                lambda name: Picture.objects.filter(pk=name).exists(),
            )
        return data

    def _post_clean(self) -> None:
        if self.master:
            self.instance.digest = self.master.digest
            self.instance.width, self.instance.height = self.master.width, self.master.height
        super()._post_clean()  # type: ignore[misc]
        if not self.errors and (self.master or {"focal_x", "focal_y"} & set(self.changed_data)):
            self._keep()

    def _keep(self) -> None:
        try:
            self.master = self.master or keeping.master(self.instance.digest)
            keeping.keep(self.master, self.instance.focal)
        except keeping.CannotKeep as error:
            self.add_error("file", str(error))


class PictureDeskForm(PictureForm):
    """The form of a whole page, which comes back without the file that was chosen."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if self.errors and self.master and "file" not in self.errors:
            self.add_error("file", _("Choose the file once more: a page cannot keep it for you."))
