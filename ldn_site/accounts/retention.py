"""What is held of staff, by this room and by the parts of Django and allauth below it."""

from datetime import timedelta

from ldn_site.guards.retention import STAFF, VISITORS, Rule

ONLY_MANAGERS = "Only managers see it, and the person."
SESSION = timedelta(days=1)

RULES = (
    Rule(
        people=STAFF,
        holds="User name, names, credential, e-mail address, locations, roles, last sign-in",
        why="To let staff in, and to name the reviewer on a page",
        guarded=ONLY_MANAGERS,
        kept="Until a manager removes the account",
        covers=(
            *(
                f"accounts.User.{name}"
                for name in (
                    "username",
                    "first_name",
                    "last_name",
                    "display_name",
                    "credential",
                    "email",
                    "last_login",
                    "date_joined",
                    "is_active",
                    "is_staff",
                    "is_superuser",
                )
            ),
            "accounts.User_locations",
            "accounts.User_groups",
            "accounts.User_user_permissions",
        ),
    ),
    Rule(
        people=STAFF,
        holds="Password",
        why="To let staff in",
        guarded="Only its scrypt hash is kept.",
        kept="Until it is changed",
        covers=("accounts.User.password",),
    ),
    Rule(
        people=STAFF,
        holds="The secret of a second step, and of its recovery codes",
        why="To let staff in",
        guarded="Encrypted with FIELD_KEYS",
        kept="Until the second step is switched off",
        covers=("mfa.Authenticator",),
    ),
    Rule(
        people=STAFF,
        holds="Where somebody is signed in: network address and browser",
        why="So that people can see it, and end it",
        guarded="Only the person sees it.",
        kept="Until the person signs out, at most {}",
        covers=("usersessions.UserSession",),
        delete_after=SESSION,
        clock="created_at",
    ),
    Rule(
        people=STAFF,
        holds="Sessions",
        why="To keep staff signed in for at most 12 hours",
        guarded="The cookie that opens one is HttpOnly and SameSite.",
        kept="Until the person signs out or the session ends; cleared once a day",
        covers=("sessions.Session",),
        delete_after=timedelta(0),
        clock="expire_date",
    ),
    Rule(
        people=STAFF,
        holds="Django's own log of what was saved in admin, with the names of things and fields",
        why="It comes with Django's admin. The trail says more.",
        guarded="Only the person sees it. Of a message it holds the code.",
        kept="{}",
        covers=("admin.LogEntry",),
        delete_after=timedelta(days=365),
        clock="action_time",
    ),
    Rule(
        people=VISITORS,
        holds="How often one network has sent the form or tried to sign in",
        why="Against floods and guessing",
        guarded="As a hash made with INDEX_KEY. The address itself is not kept.",
        kept="{}",
        delete_after=timedelta(minutes=10),
    ),
)
OF_NOBODY = (
    "accounts.User.id",
    "auth.Permission",
    "auth.Group",
    "auth.Group_permissions",
    "contenttypes.ContentType",
    # Tables of allauth that this site leaves empty: the account holds the one address.
    "account.EmailAddress",
    "account.EmailConfirmation",
)
