// Sends a form's data in the background. A session that ended is mended in place.

import { askForPassword, fetchToken, SignedOut } from "./session.js";

export { SignedOut };

const _ = globalThis.gettext ?? ((words) => words);
const TOKENS = 'input[name="csrfmiddlewaretoken"]';
const TRIES = 4;

/**
 * Returns `post(url, data, {ask, signal})`, which resolves with the Response of the desk.
 *
 * `form` holds the token of the page, `username` is whose page this is, `againUrl` the address
 * that signs somebody in again. `data` is FormData, a form or a plain object.
 *
 * Where nobody, or somebody else, is signed in, `post` asks for the password of `username` and
 * sends once more. It rejects with SignedOut when the person declines; from then on only a call
 * with `ask: true`, such as a press of Save, asks again. It never sends for another person.
 * Redirects are not followed: the Response has the type "opaqueredirect".
 */
export function createPoster({ form, username, againUrl }) {
  let hasDeclined = false;

  return async function post(url, data, { ask = !hasDeclined, signal } = {}) {
    for (let tried = 0; tried < TRIES; tried += 1) {
      const response = await send(url, data, { token: tokenOf(form), username, signal });
      const trouble = await troubleIn(response);
      if (!trouble) return response;
      if (trouble === "token") {
        putToken((await fetchToken(againUrl)).token);
      } else if (ask) {
        putToken(await tokenByPassword());
      } else {
        break;
      }
    }
    throw new SignedOut(_("You are signed out. Sign in again to send this."));
  };

  async function tokenByPassword() {
    try {
      const { token } = await askForPassword({ username, urls: { again: againUrl } });
      hasDeclined = false;
      return token;
    } catch (error) {
      hasDeclined = true;
      throw error;
    }
  }
}

/** Put `token` into every form of the page, so that they can be sent without JavaScript too. */
export function putToken(token) {
  for (const input of document.querySelectorAll(TOKENS)) input.value = token;
}

function tokenOf(form) {
  return form.querySelector(TOKENS)?.value ?? document.querySelector(TOKENS)?.value ?? "";
}

function send(url, data, { token, username, signal }) {
  const body = copyOf(data);
  // Django looks into the body first, where the token of the page may be an old one.
  body.delete("csrfmiddlewaretoken");
  return fetch(url, {
    method: "POST",
    body,
    signal,
    headers: {
      Accept: "application/json",
      "X-CSRFToken": token,
      "X-Desk-User": encodeURIComponent(username),
      "X-Requested-With": "XMLHttpRequest",
    },
    redirect: "manual",
  });
}

function copyOf(data) {
  if (data instanceof HTMLFormElement) return new FormData(data);
  const copy = new FormData();
  const pairs = data instanceof FormData ? data.entries() : Object.entries(data);
  for (const [name, value] of pairs) copy.append(name, value);
  return copy;
}

/** "login" where the right person is not signed in, "token" where only the token is old. */
async function troubleIn(response) {
  if (response.status !== 401 && response.status !== 403) return null;
  if (!response.headers.get("Content-Type")?.includes("application/json")) return null;
  const { login, token } = await response.clone().json();
  if (login) return "login";
  return token ? "token" : null;
}
