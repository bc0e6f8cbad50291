"""Telephone numbers, read by the rule that the pharmacy's own are read by."""

from ldn_site.design.phones import read_phone, spoken

__all__ = ["read_phone", "spoken"]
