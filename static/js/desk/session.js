// Lets somebody whose session ended sign in again without leaving the page and what is on it.

const _ = globalThis.gettext ?? ((words) => words);

/** The person closed the dialog, so nothing more can be sent for now. */
export class SignedOut extends Error {
  name = "SignedOut";
}

let asking = null;

/**
 * Ask for the password of `username` in a dialog.
 *
 * `urls.again` answers GET with {token} and takes POST {username, password, code}.
 * Resolves with {token}, the token for the forms of this page; rejects with SignedOut where the
 * dialog is closed. Whoever asks while the dialog is open shares its answer.
 */
export async function askForPassword({ username, urls }) {
  asking ??= openDialog(username, urls.again).finally(() => {
    asking = null;
  });
  return asking;
}

/** A token that the server takes from this browser now, and who it thinks is signed in. */
export async function fetchToken(againUrl) {
  const response = await fetch(againUrl, {
    headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
    cache: "no-store",
    redirect: "error",
  });
  return response.json();
}

function openDialog(username, againUrl) {
  const parts = buildDialog(username);
  const { dialog, form, password, code } = parts;
  const before = document.activeElement;
  document.body.append(dialog);
  dialog.showModal();
  password.focus();

  return new Promise((resolve, reject) => {
    let answer = null;
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      if (parts.send.getAttribute("aria-disabled") === "true") return;
      setBusy(parts, true);
      const reply = await trySigningIn(againUrl, username, password.value, code.value);
      setBusy(parts, false);
      if (reply.token) {
        answer = reply;
        dialog.close();
      } else {
        showProblem(parts, reply);
      }
    });
    parts.cancel.addEventListener("click", () => dialog.close());
    dialog.addEventListener("close", () => {
      dialog.remove();
      before?.focus?.();
      if (answer) resolve(answer);
      else reject(new SignedOut(_("You are signed out. Sign in again to send this.")));
    });
  });
}

async function trySigningIn(againUrl, username, password, code) {
  try {
    const { token } = await fetchToken(againUrl);
    const body = new FormData();
    body.set("username", username);
    body.set("password", password);
    body.set("code", code);
    const response = await fetch(againUrl, {
      method: "POST",
      body,
      headers: {
        Accept: "application/json",
        "X-CSRFToken": token,
        "X-Requested-With": "XMLHttpRequest",
      },
      redirect: "error",
    });
    return await response.json();
  } catch {
    return { words: _("The site did not answer. What you wrote is still here. Try again soon.") };
  }
}

function showProblem({ problem, password, code, codeRow }, { words, field }) {
  const place = field === "code" ? code : password;
  if (field === "code") codeRow.hidden = false;
  for (const input of [password, code]) {
    input.removeAttribute("aria-invalid");
    input.removeAttribute("aria-describedby");
  }
  // Emptied first, so that the same words said twice are read out twice.
  problem.textContent = "";
  problem.textContent = words;
  place.setAttribute("aria-describedby", problem.id);
  place.setAttribute("aria-invalid", "true");
  place.select();
  place.focus();
}

function setBusy({ send }, isBusy) {
  // A disabled button would lose the focus.
  send.setAttribute("aria-disabled", String(isBusy));
  send.textContent = isBusy ? _("Signing in…") : _("Sign in");
}

function buildDialog(username) {
  const dialog = make("dialog", { className: "desk-dialog" });
  const heading = make("h2", { id: "desk-again-title" }, _("Sign in again"));
  const about = make(
    "p",
    { id: "desk-again-about" },
    _("You were signed out. What you wrote is still on this page."),
  );
  const problem = make("p", { id: "desk-again-problem", className: "desk-dialog__problem" });
  problem.setAttribute("role", "alert");
  const person = field("desk-again-name", _("User name"), {
    autocomplete: "username",
    readOnly: true,
    value: username,
  });
  const password = field("desk-again-password", _("Password"), {
    type: "password",
    autocomplete: "current-password",
    required: true,
  });
  const code = field("desk-again-code", _("Code from your authenticator app"), {
    autocomplete: "one-time-code",
    inputMode: "numeric",
  });
  code.row.hidden = true;
  const send = make("button", { type: "submit", className: "button default" }, _("Sign in"));
  const cancel = make("button", { type: "button", className: "button" }, _("Not now"));
  const buttons = make("p", { className: "desk-dialog__buttons" });
  buttons.append(send, cancel);
  const form = make("form", { method: "post", noValidate: true });
  form.append(heading, about, problem, person.row, password.row, code.row, buttons);
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.setAttribute("aria-describedby", about.id);
  dialog.append(form);
  return {
    dialog,
    form,
    problem,
    send,
    cancel,
    password: password.input,
    code: code.input,
    codeRow: code.row,
  };
}

function field(id, label, properties) {
  const row = make("p", { className: "desk-dialog__field" });
  const input = make("input", { id, ...properties });
  row.append(make("label", { htmlFor: id }, label), input);
  return { row, input };
}

function make(tag, properties, words = "") {
  const element = Object.assign(document.createElement(tag), properties);
  if (words) element.textContent = words;
  return element;
}
