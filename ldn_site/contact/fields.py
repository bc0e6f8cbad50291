"""Where migrations find the field of sealed columns."""

from ldn_site.guards.fields import EncryptedTextField

__all__ = ["EncryptedTextField"]
