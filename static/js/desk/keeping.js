// Keeps what is typed: on the site every few seconds, in this browser at once.
import { createCopy, offerCopies } from "./browsercopy.js";
import { SignedOut } from "./fetching.js";
import { isChanged, typedValues } from "./formvalues.js";
import { watchLeaving } from "./leaving.js";
import { createLine } from "./keptline.js";
import { startPresence } from "./presence.js";

const _ = globalThis.gettext ?? ((words) => words);

const PAUSE = 1000; // milliseconds without a keystroke
const AT_MOST = 3000; // after a keystroke, however long the typing goes on
const AGAIN = 5000; // after the site did not answer

export function startKeeping(editor) {
  const place = document.getElementById("keeping");
  if (!place) return;
  // One for each time the page is loaded: a tab that was duplicated shares all that is stored.
  const tab = newTab();
  editor.form.elements.tab.value = tab;
  const slot = editor.form.elements.slot.value;

  const line = createLine(editor);
  const copy = createCopy({ username: editor.username, slot, tab });
  const startsUnsaved = place.dataset.unsaved === "true";
  const isUnsaved = () => startsUnsaved || isChanged(editor.form);
  const keeper = createKeeper({ editor, copy, line });

  offerCopies({ editor, place, slot, own: copy.key });
  startPresence({ editor, slot, tab });
  watchLeaving({ editor, keeper, copy, line, isUnsaved });

  editor.form.addEventListener("input", keeper.noteTyping);
  editor.form.addEventListener("change", keeper.noteTyping);
  addEventListener("online", () => keeper.keepNow());
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden") keeper.keepNow();
  });
}

function createKeeper({ editor, copy, line }) {
  let kept = JSON.stringify(typedValues(editor.form)); // as on the site, as far as is known
  let running = null;
  let pauseTimer = 0;
  let lastTimer = 0;
  let isStopped = false;

  const typed = () => JSON.stringify(typedValues(editor.form));

  function noteTyping() {
    if (isStopped || typed() === kept) return;
    copy.write({ values: typedValues(editor.form), seen: editor.form.elements.seen_version?.value });
    clearTimeout(pauseTimer);
    pauseTimer = setTimeout(keepNow, PAUSE);
    lastTimer ||= setTimeout(keepNow, AT_MOST);
  }

  function clearTimers() {
    clearTimeout(pauseTimer);
    clearTimeout(lastTimer);
    pauseTimer = lastTimer = 0;
  }

  async function keepNow() {
    if (isStopped || running || typed() === kept) return;
    clearTimers();
    try {
      await send({});
    } catch {
      pauseTimer = setTimeout(keepNow, AGAIN);
      return;
    }
    if (typed() !== kept && !pauseTimer) pauseTimer = setTimeout(keepNow, PAUSE);
  }

  // Sends the form, one at a time. Rejects where the site did not answer as it should.
  function send(options) {
    running ??= sendOnce(options).finally(() => {
      running = null;
    });
    return running;
  }

  async function sendOnce(options) {
    const sent = typed();
    let response;
    try {
      response = await editor.post(editor.urls.keep, editor.values(), options);
      if (response.type === "opaqueredirect") throw new SignedOut(_("You are signed out."));
    } catch (error) {
      line.showTrouble(
        error instanceof SignedOut
          ? _("Not kept: you are signed out.")
          : _("Not kept: no connection."),
        copy.isWritten(),
      );
      throw error;
    }
    if (!response.ok) {
      line.showTrouble(await wordsOf(response), copy.isWritten());
      // What is refused as too long is refused again, until it changes.
      if (response.status === 413) kept = sent;
      return;
    }
    kept = sent;
    if (typed() === sent) copy.remove();
    line.showKept((await response.json()).kept);
  }

  return {
    noteTyping,
    keepNow,
    isSent: () => typed() === kept,
    // Before a save: what is typed is on the site, and the person is signed in.
    async flush() {
      clearTimers();
      await running?.catch(() => {});
      await send({ ask: true });
    },
    // When the page goes away there is no time for an answer.
    sendLast() {
      if (isStopped || typed() === kept) return;
      navigator.sendBeacon(editor.urls.keep, editor.values());
    },
    stop() {
      clearTimers();
      isStopped = true;
    },
    goOn() {
      isStopped = false;
    },
  };
}

async function wordsOf(response) {
  try {
    return (await response.json()).words ?? _("Not kept: the site could not take it.");
  } catch {
    return _("Not kept: the site could not take it.");
  }
}

function newTab() {
  // Only a safe origin has randomUUID; a trial over plain http in the pharmacy's network has not.
  if (crypto.randomUUID) return crypto.randomUUID();
  const numbers = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(numbers, (number) => number.toString(16).padStart(2, "0")).join("");
}
