from ldn_site.guards.retention import Rule

RULES: tuple[Rule, ...] = ()
OF_NOBODY = ("pharmacy.Pharmacy", "pharmacy.Location")
