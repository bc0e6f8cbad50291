"""Everything about one's own account, under the desk's address.

The names are those by which allauth looks for its pages. It has more pages than stand here:
nobody signs up, and passkeys and accounts of other sites are not used.
"""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from django.urls import path, re_path
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from ldn_site.accounts import views
from ldn_site.accounts.deskpages import desk_page

sign_in = desk_page(
    account.login, _("Sign in"), button=_("Sign in"), template="account/login.html", is_open=True
)
forgotten = desk_page(
    account.password_reset,
    _("A new password"),
    intro=_("Write the e-mail address of your account. We send you a link to a new password."),
    button=_("Send me the link"),
    is_open=True,
)
link_sent = desk_page(
    account.password_reset_done,
    _("Look into your mail"),
    intro=_(
        "If this address has an account here, a link is on its way to it. The link works for "
        "four hours. If nothing comes, look among the junk mail, or ask a manager."
    ),
    template="account/said.html",
    is_open=True,
)
from_link = desk_page(
    account.password_reset_from_key,
    _("Set a new password"),
    button=_("Set the password"),
    template="account/from_link.html",
    is_open=True,
)
was_reset = desk_page(
    account.password_reset_from_key_done,
    _("Your new password is set"),
    intro=_("You are signed out everywhere. Sign in with the new password."),
    template="account/said.html",
    is_open=True,
)
change_password = desk_page(
    account.password_change,
    _("Change your password"),
    intro=_("Everywhere else, you will be signed out."),
    button=_("Change the password"),
)
change_email = desk_page(
    views.new_email,
    _("Change your e-mail address"),
    intro=_("We send a link to the new address. It counts once you open that link."),
    button=_("Send me the link"),
)
confirm_email = desk_page(
    views.confirm_email,
    _("Is this your new e-mail address?"),
    button=_("Yes, use it"),
    is_open=True,
)
password_again = desk_page(
    account.reauthenticate,
    _("Your password, please"),
    intro=_("What comes next concerns your account, so we make sure that it is you."),
    button=_("Go on"),
)
code_again = desk_page(
    mfa.reauthenticate,
    _("A code, please"),
    intro=_("Type the code that your authenticator app shows now, or a recovery code."),
    button=_("Go on"),
)
code = desk_page(
    mfa.authenticate,
    _("The second step"),
    intro=_(
        "Type the code that your authenticator app shows now. Without your phone, type one of "
        "your recovery codes."
    ),
    button=_("Sign in"),
    is_open=True,
)
switch_on = desk_page(
    totp.activate_totp,
    _("Switch on a second step"),
    button=_("Switch it on"),
    template="account/switch_on.html",
)
switch_off = desk_page(
    totp.deactivate_totp,
    _("Switch off the second step"),
    intro=_("Then your password alone opens your account. Your recovery codes go as well."),
    button=_("Switch it off"),
)
new_codes = desk_page(
    codes.generate_recovery_codes,
    _("Make new recovery codes"),
    intro=_("The codes that you have now will no longer work."),
    button=_("Make new codes"),
)
recovery_codes = desk_page(
    codes.view_recovery_codes, _("Your recovery codes"), template="account/recovery_codes.html"
)
overview = desk_page(views.overview, _("My account"), template="account/overview.html")
sessions = desk_page(views.sessions, _("Where you are signed in"), template="account/sessions.html")

urlpatterns = [
    path("", overview, name="account_overview"),
    path("", overview, name="mfa_index"),
    path("login/", sign_in, name="account_login"),
    path("logout/", require_POST(account.logout), name="account_logout"),
    path("again/", views.again, name="account_again"),
    path("password/", change_password, name="account_change_password"),
    path("password/forgotten/", forgotten, name="account_reset_password"),
    path("password/sent/", link_sent, name="account_reset_password_done"),
    re_path(
        r"^password/new/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        from_link,
        name="account_reset_password_from_key",
    ),
    path("password/set/", was_reset, name="account_reset_password_from_key_done"),
    path("email/", change_email, name="account_email"),
    path("email/<str:key>/", confirm_email, name="account_confirm_email"),
    path("check/password/", password_again, name="account_reauthenticate"),
    path("check/code/", code_again, name="mfa_reauthenticate"),
    path("code/", code, name="mfa_authenticate"),
    path("second-step/on/", switch_on, name="mfa_activate_totp"),
    path("second-step/off/", switch_off, name="mfa_deactivate_totp"),
    path("recovery-codes/", recovery_codes, name="mfa_view_recovery_codes"),
    path("recovery-codes/new/", new_codes, name="mfa_generate_recovery_codes"),
    path("sessions/", sessions, name="account_sessions"),
]
