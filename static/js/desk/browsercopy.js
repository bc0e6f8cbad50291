// A copy in this browser of what was typed and has not reached the site yet. It is removed as
// soon as the site has the text, so that little stays behind on a computer that is shared.
import { typedValues } from "./formvalues.js";
import { replaceRange } from "./text.js";

const _ = globalThis.gettext ?? ((words) => words);

const prefix = (username, slot) => `desk:${encodeURIComponent(username)}:${slot}`;

export function createCopy({ username, slot, tab }) {
  const key = `${prefix(username, slot)}:${tab}`;
  let isWritten = false;
  return {
    key,
    isWritten: () => isWritten,
    write(text) {
      try {
        localStorage.setItem(key, JSON.stringify(text));
        isWritten = true;
      } catch {
        isWritten = false; // storage is full or forbidden; the site is still there
      }
    },
    remove() {
      remove(key);
      isWritten = false;
    },
  };
}

// Shows each copy that an earlier visit left, and asks what to do with it.
export function offerCopies({ editor, place, slot, own }) {
  // A page that was never saved has another slot each time.
  const page = slot.startsWith("new:") ? "new:" : `${slot}:`;
  for (const key of keysFrom(prefix(editor.username, page))) {
    const copy = read(key);
    if (key === own || !copy) continue;
    if (isInForm(editor.form, copy.values)) {
      remove(key);
    } else {
      offer({ editor, place, key, copy });
    }
  }
}

function offer({ editor, place, key, copy }) {
  const panel = document.getElementById("keeping-copy").content.firstElementChild.cloneNode(true);
  const part = (name) => panel.querySelector(`[data-part="${name}"]`);
  const [show, bring, discard] = ["show", "bring", "discard"].map(part);

  show.addEventListener("click", async () => {
    const differences = part("differences");
    const html = await fetchDifferences(editor, copy);
    if (html === null) {
      editor.announce(_("The site did not answer. Try again soon."));
      differences.textContent = _("The site did not answer. Try again soon.");
    } else {
      differences.innerHTML = html; // made and escaped by the site
      bring.hidden = discard.hidden = false;
      show.setAttribute("aria-expanded", "true");
      show.hidden = true;
      bring.focus();
    }
    differences.hidden = false;
  });
  bring.addEventListener("click", () => {
    fill(editor, copy);
    finish(_("It is in the form now, and not saved yet."));
  });
  discard.addEventListener("click", () => finish(_("Discarded.")));

  function finish(words) {
    remove(key);
    panel.remove();
    editor.announce(words);
    editor.body.focus();
  }
  place.append(panel);
}

async function fetchDifferences(editor, copy) {
  const data = new FormData();
  for (const name of ["person", "slot"]) data.set(name, editor.form.elements[name].value);
  for (const [name, value] of Object.entries(copy.values)) data.set(name, value);
  try {
    const response = await editor.post(editor.urls.differences, data);
    return response.ok ? await response.text() : null;
  } catch {
    return null;
  }
}

function fill(editor, { values, seen }) {
  const { elements } = editor.form;
  for (const [name, value] of Object.entries(values)) {
    const element = elements[name];
    if (!element || element.value === value) continue;
    if (element === editor.body) {
      replaceRange(element, 0, element.value.length, value);
    } else {
      element.value = value;
      element.dispatchEvent(new Event("input", { bubbles: true }));
      element.dispatchEvent(new Event("change", { bubbles: true }));
    }
  }
  // The text began from that version, so a save over a newer one still shows both.
  if (seen && elements.seen_version) elements.seen_version.value = seen;
}

function isInForm(form, values) {
  const typed = typedValues(form);
  return Object.entries(values).every(([name, value]) => (typed[name] ?? "") === value);
}

function keysFrom(start) {
  try {
    return Object.keys(localStorage).filter((key) => key.startsWith(start));
  } catch {
    return [];
  }
}

function read(key) {
  try {
    const copy = JSON.parse(localStorage.getItem(key));
    return copy && typeof copy.values === "object" ? copy : null;
  } catch {
    return null;
  }
}

function remove(key) {
  try {
    localStorage.removeItem(key);
  } catch {
    // forbidden, so there is nothing to remove
  }
}
