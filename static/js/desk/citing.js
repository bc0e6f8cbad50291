// Citations: the dialog that searches the references, and the list that opens after `[@`.

import "../../vendor/github/text-expander-element/index.js";
import { tell } from "./dialogs.js";
import { createPatientLook } from "./looking.js";
import { createPicker } from "./picker.js";
import { cite } from "./syntax.js";

const _ = globalThis.gettext ?? ((words) => words);
const OPEN_MARK = /\[@(?:[^[\]\n]*;\s*@)?([^\s[\]@;]*)$/;
const FEW = 5; // as many as show without scrolling

/** What a person needs to know of a reference in order to choose it. */
export function told(reference) {
  const people = reference.n ? _("%s people").replace("%s", reference.n) : "";
  const about = [reference.design, people, reference.direction].filter(Boolean).join(" · ");
  return {
    title: reference.label,
    lines: [reference.title, about],
    warning: reference.retracted ? _("Retracted: the journal took this paper back.") : "",
  };
}

export function citationActions(tools) {
  let picker = null;
  return {
    async citation() {
      const keys = await tools.ask("citation", {
        start(dialog) {
          picker ??= createPicker(dialog, {
            look: tools.look,
            search: "pickReferences",
            key: (reference) => reference.key,
            show: told,
            many: true,
          });
          picker.start();
          picker.field.focus();
        },
        read(dialog) {
          const chosen = picker.chosen().map((reference) => reference.key);
          if (chosen.length) return chosen;
          tell(dialog, _("Choose at least one source from the list."), picker.field);
          return undefined;
        },
      });
      if (keys) tools.apply(cite(tools.state(), keys));
    },
  };
}

/** Wraps the text in an element that lists references while a mark such as `[@fibro` is open. */
export function createExpander(tools, body) {
  const expander = document.createElement("text-expander");
  expander.setAttribute("keys", "@");
  const patiently = createPatientLook(tools.look);
  const openMark = () => body.value.slice(0, body.selectionEnd).match(OPEN_MARK);

  expander.addEventListener("text-expander-change", (event) => {
    if (!openMark()) return;
    event.detail.provide(
      patiently("pickReferences", { q: event.detail.text.replaceAll("-", " ") })
        .then((answer) => listOf((answer?.results ?? []).slice(0, FEW)))
        .then((fragment) => ({ matched: Boolean(openMark() && fragment.children.length), fragment }))
        .catch(() => ({ matched: false })), // typing goes on without the list
    );
  });
  expander.addEventListener("text-expander-value", (event) => {
    // Our own insertion instead of the element's, which the browser could not undo.
    event.preventDefault();
    const open = openMark();
    if (!open) return;
    const to = body.selectionEnd;
    const from = to - open[1].length;
    const closed = /^[^[\]\n]*\]/.test(body.value.slice(to)) ? "" : "]";
    const insert = event.detail.item.dataset.key + closed;
    tools.apply({ from, to, insert, start: from + insert.length, end: from + insert.length });
    expander.dismiss();
  });
  expander.addEventListener("text-expander-activate", () => {
    requestAnimationFrame(() => arrange(expander, body));
  });
  return expander;
}

function listOf(references) {
  const list = document.createElement("ul");
  list.className = "desk-expander";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", _("Sources"));
  for (const reference of references) {
    const { title, lines, warning } = told(reference);
    const item = document.createElement("li");
    item.setAttribute("role", "option");
    item.id = `desk-source-${reference.key}`;
    item.dataset.key = reference.key;
    const first = document.createElement("strong");
    first.textContent = title;
    const rest = document.createElement("span");
    rest.textContent = [lines[1], warning].filter(Boolean).join(" · ");
    item.append(first, rest);
    list.append(item);
  }
  return list;
}

function arrange(expander, body) {
  const list = expander.querySelector("[role=listbox]");
  if (!list) return;
  // A text of many lines may not be a combobox; as a text box with a list it is read out well.
  body.removeAttribute("role");
  body.removeAttribute("aria-expanded");
  // The element puts the list at the cursor, which may be at the right edge of a phone.
  const over = list.getBoundingClientRect().right - expander.getBoundingClientRect().right;
  if (over > 0) list.style.left = `${list.offsetLeft - over}px`;
}
