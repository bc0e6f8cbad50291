// A search field with what was found below it, to choose one or several of.

import { createPatientLook } from "./looking.js";

const _ = globalThis.gettext ?? ((words) => words);

/**
 * Makes the `[data-picker]` of `dialog` work. `search` is the name of a lookup, `params` more of
 * what it is asked; `key(result)` names a result, `show(result)` gives its lines, `chosen` is
 * called at each change with what is chosen. With `many`, several can be.
 *
 * Returns {chosen(), start(query)}; `start` forgets what was chosen and searches anew.
 */
export function createPicker(dialog, { look, search, params = {}, key, show, many, onChoose }) {
  const root = dialog.querySelector(`[data-picker="${search}"]`);
  const field = root.querySelector("input[type=search]");
  const status = root.querySelector("[role=status]");
  const place = root.querySelector("[data-results]");
  const patiently = createPatientLook(look);
  const name = `${dialog.dataset.dialog}-${search}`;
  let chosen = new Map();
  let found = [];

  async function find() {
    try {
      const answer = await patiently(search, { ...params, q: field.value });
      if (!answer) return;
      found = answer.results;
      draw();
      status.textContent = told(answer);
    } catch {
      status.textContent = _("The list did not come. Check the connection, then type again.");
    }
  }

  function draw() {
    const kept = many ? [...chosen.values()] : [];
    const rest = found.filter((result) => !many || !chosen.has(key(result)));
    place.replaceChildren(...[...kept, ...rest].map(option));
  }

  function option(result) {
    const input = document.createElement("input");
    Object.assign(input, { type: many ? "checkbox" : "radio", name, value: key(result) });
    input.checked = chosen.has(key(result));
    input.addEventListener("change", () => choose(result, input.checked));
    const label = document.createElement("label");
    label.className = "desk-option";
    label.append(input, ...lines(show(result)));
    return label;
  }

  function choose(result, isChosen) {
    if (!many) chosen = new Map();
    if (isChosen) chosen.set(key(result), result);
    else chosen.delete(key(result));
    onChoose?.([...chosen.values()]);
  }

  field.addEventListener("input", find);
  field.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" && event.key !== "ArrowDown") return;
    if (event.key === "Enter" && chosen.size) return; // inserts what is chosen
    event.preventDefault();
    const first = place.querySelector("input");
    first?.focus();
    if (!many) first?.click();
  });

  return {
    chosen: () => [...chosen.values()],
    field,
    start(query = "") {
      chosen = new Map();
      found = [];
      place.replaceChildren();
      status.textContent = _("Looking…");
      field.value = query;
      find();
    },
  };
}

function lines({ title, lines: more = [], warning = "", image = null }) {
  const words = document.createElement("span");
  words.className = "desk-option__words";
  const first = document.createElement("strong");
  first.textContent = title;
  words.append(first);
  for (const line of more.filter(Boolean)) {
    const small = document.createElement("span");
    small.textContent = line;
    words.append(small);
  }
  if (warning) {
    const flag = document.createElement("span");
    flag.className = "desk-option__warning";
    flag.textContent = warning;
    words.append(flag);
  }
  return image ? [image, words] : [words];
}

function told({ results, more }) {
  if (!results.length) return _("Nothing found. Try fewer or other words.");
  if (more) return _("The first %s. Type more words to narrow it.").replace("%s", results.length);
  return _("%s found.").replace("%s", results.length);
}
