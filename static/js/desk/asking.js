// Asks the desk about the text as it stands in the form: once the typing rests, and only where
// something changed and somebody can see the answer.

/**
 * Returns `{soon, now}`: ask after `pause` milliseconds without another call, or at once.
 *
 * `isWanted()` says whether an answer would be seen; `isHasty` drops a question that is still
 * open for a newer one, where otherwise the newer waits. `onAnswer(response)` may be async, and
 * `onTrouble(error)` hears of everything that goes wrong.
 */
export function createAsker(editor, { url, pause, more = {}, isHasty = false, isWanted, ...on }) {
  let timer = 0;
  let answered = null;
  let open = null;
  let isStale = false;
  let isInTrouble = false;

  async function now() {
    clearTimeout(timer);
    if (document.hidden || !isWanted()) return;
    if (open && !isHasty) {
      isStale = true;
      return;
    }
    const values = editor.values();
    for (const [name, value] of Object.entries(more)) values.set(name, value);
    const asked = JSON.stringify([...values].filter(([name]) => name !== "csrfmiddlewaretoken"));
    if (asked === (open?.asked ?? answered)) return;
    open?.abort.abort();
    const mine = (open = { asked, abort: new AbortController() });
    try {
      const response = await editor.post(url, values, { ask: false, signal: mine.abort.signal });
      if (!response.ok) throw new Error(`${url} answered ${response.status}`);
      if (open === mine) await on.onAnswer(response);
      if (open !== mine) return;
      answered = asked;
      isInTrouble = false;
    } catch (error) {
      if (open !== mine) return;
      isInTrouble = true;
      on.onTrouble(error);
    }
    open = null;
    if (isStale) {
      isStale = false;
      soon();
    }
  }

  function soon() {
    clearTimeout(timer);
    timer = setTimeout(now, pause);
  }

  for (const kind of ["input", "change"]) editor.form.addEventListener(kind, soon);
  // Somebody who signed in again comes back to the form.
  editor.form.addEventListener("focusin", () => isInTrouble && soon());
  document.addEventListener("visibilitychange", () => document.hidden || soon());
  return { soon, now };
}
