from django import template

from ldn_site.pharmacy.facts import signs_alone

register = template.Library()
register.simple_tag(signs_alone)
