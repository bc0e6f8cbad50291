// Looks something up on the server, for the pickers and while one types.

import { askForPassword } from "./session.js";

const PAUSE = 200; // milliseconds without a key before the server is asked

/**
 * Returns `look(name, params)`, which resolves with {results, more} of the search `name`.
 * Somebody whose session ended is asked for the password in place.
 */
export function createLook({ urls, username }) {
  return async function look(name, params = {}, signal = undefined) {
    const url = `${urls[name]}?${new URLSearchParams(params)}`;
    let response = await get(url, signal);
    if (response.status === 401 || response.type === "opaqueredirect") {
      await askForPassword({ username, urls: { again: urls.again } });
      response = await get(url, signal);
    }
    if (!response.ok) throw new Error(`The desk answered ${response.status}.`);
    return response.json();
  };
}

/** `look`, but only for the last of many calls; the others resolve with null. */
export function createPatientLook(look) {
  let last = null;
  return async function patiently(name, params) {
    last?.abort();
    const own = new AbortController();
    last = own;
    await new Promise((resolve) => setTimeout(resolve, PAUSE));
    if (own.signal.aborted) return null;
    try {
      return await look(name, params, own.signal);
    } catch (error) {
      if (own.signal.aborted) return null;
      throw error;
    }
  };
}

function get(url, signal) {
  return fetch(url, {
    headers: { Accept: "application/json", "X-Requested-With": "XMLHttpRequest" },
    redirect: "manual",
    signal,
  });
}
