from ldn_site.guards.retention import Rule

RULES: tuple[Rule, ...] = ()
OF_NOBODY = ("search.Mark", "search.Entry", "search.Posting", "search.Word")
