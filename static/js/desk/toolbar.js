// The toolbar above the text: its buttons, its menu, its keys. What each does to the text is in
// syntax.js and blocks.js; what the dialogs ask is in a module each.

import { BOX_KINDS, box } from "./blocks.js";
import { citationActions, createExpander } from "./citing.js";
import { createDialogs } from "./dialogs.js";
import { figureActions } from "./figures.js";
import { linkActions } from "./pagelinks.js";
import { createLook } from "./looking.js";
import { startMenu } from "./menu.js";
import { passageActions } from "./passages.js";
import { pictureActions, watchForPictures } from "./pictures.js";
import { insertBlock, wrapBlock } from "./placing.js";
import { continueList, emphasize, heading, list, put } from "./syntax.js";
import { tableActions, watchForTables } from "./tabling.js";
import { replaceRange } from "./text.js";

const KEYS = [
  { key: "b", does: "bold" },
  { key: "i", does: "italic" },
  { key: "k", does: "link" },
  { code: "Digit2", alt: true, does: "heading2" },
  { code: "Digit3", alt: true, does: "heading3" },
  { code: "KeyC", alt: true, does: "citation" },
  { code: "Digit7", shift: true, does: "numbered" },
  { code: "Digit8", shift: true, does: "bulleted" },
];

export function startToolbar(editor) {
  const template = document.getElementById("desk-toolbar");
  if (!template) return;
  const { body } = editor;
  const toolbar = template.content.cloneNode(true).querySelector("[role=toolbar]");
  const tools = createTools(editor);
  const actions = createActions(tools);

  for (const button of toolbar.querySelectorAll("[data-do]")) {
    if (!(button.dataset.do in actions)) button.remove(); // nobody answers it here
  }
  const files = watchForPictures(tools, actions.pictures);
  const expander = createExpander(tools, body);
  const writing = document.createElement("div");
  writing.className = "desk-writing";
  body.before(writing);
  // Each element finds the text inside it when it comes into the page.
  expander.append(body);
  files.append(expander);
  writing.append(toolbar, files);

  const act = (name) => actions[name]?.();
  toolbar.addEventListener("click", (event) => {
    const button = event.target.closest("[data-do]");
    if (button) act(button.dataset.do);
  });
  startRoving(toolbar, body);
  startMenu(toolbar.querySelector("[data-menu]"));
  startKeys(body, toolbar, act);
  startLists(tools, body);
  watchForTables(tools, body);
}

/** What every action is given: ways to ask, and to change the text so that undo takes it back. */
function createTools(editor) {
  const { body } = editor;
  const state = () => ({ text: body.value, start: body.selectionStart, end: body.selectionEnd });
  const apply = (edit) => {
    if (body.readOnly || body.disabled) return;
    body.focus();
    body.setSelectionRange(edit.from, edit.to);
    if (edit.insert) replaceRange(body, edit.from, edit.to, edit.insert);
    else if (edit.from < edit.to) document.execCommand("delete");
    body.setSelectionRange(edit.start, edit.end);
  };
  return {
    editor,
    state,
    apply,
    insert: (block) => apply(insertBlock(state(), block)),
    type: (words) => apply(put(state(), words)),
    ask: createDialogs(body),
    look: createLook(editor),
  };
}

function createActions(tools) {
  const change = (edit) => () => tools.apply(edit(tools.state()));
  const boxes = BOX_KINDS.map((kind) => [
    kind,
    change((state) => wrapBlock(state, (words) => box(kind, words))),
  ]);
  return {
    heading2: change((state) => heading(state, 2)),
    heading3: change((state) => heading(state, 3)),
    bold: change((state) => emphasize(state, "**")),
    italic: change((state) => emphasize(state, "*")),
    bulleted: change((state) => list(state, "bullet")),
    numbered: change((state) => list(state, "number")),
    keys: () => tools.ask("keys", { read: () => null }),
    ...Object.fromEntries(boxes),
    ...linkActions(tools),
    ...citationActions(tools),
    ...passageActions(tools),
    ...tableActions(tools),
    ...figureActions(tools),
    ...pictureActions(tools),
  };
}

// One tab stop for the whole bar; arrow keys go from button to button.
function startRoving(toolbar, body) {
  const all = [...toolbar.querySelectorAll(":scope > button, :scope > div > button")];
  const buttons = () => all.filter((button) => button.offsetParent); // a phone shows fewer
  const enter = (button) => {
    for (const other of all) other.tabIndex = other === button ? 0 : -1;
  };
  enter(all[0]);
  toolbar.addEventListener("focusin", (event) => {
    if (buttons().includes(event.target)) enter(event.target);
  });
  toolbar.addEventListener("keydown", (event) => {
    const shown = buttons();
    const at = shown.indexOf(event.target);
    if (at < 0) return;
    const to = {
      ArrowRight: (at + 1) % shown.length,
      ArrowLeft: (at - 1 + shown.length) % shown.length,
      Home: 0,
      End: shown.length - 1,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      shown[to].focus();
    } else if (event.key === "Escape" && !event.defaultPrevented) {
      body.focus();
    }
  });
}

function startKeys(body, toolbar, act) {
  body.addEventListener("keydown", (event) => {
    if (event.altKey && event.key === "F10") {
      event.preventDefault();
      toolbar.querySelector("[tabindex='0']").focus();
      return;
    }
    // AltGr types signs such as @ and arrives as Ctrl and Alt.
    if (event.isComposing || event.getModifierState("AltGraph")) return;
    if (!event.ctrlKey && !event.metaKey) return;
    const pressed = KEYS.find(
      ({ key, code, alt = false, shift = false }) =>
        (code ? event.code === code : event.key.toLowerCase() === key) &&
        event.altKey === alt &&
        event.shiftKey === shift,
    );
    if (!pressed) return;
    event.preventDefault();
    act(pressed.does);
  });
}

function startLists(tools, body) {
  body.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing || event.defaultPrevented) return;
    if (event.shiftKey || event.ctrlKey || event.altKey || event.metaKey) return;
    if (body.hasAttribute("aria-activedescendant")) return; // Enter takes a source from the list
    const edit = continueList(tools.state());
    if (!edit) return;
    event.preventDefault();
    tools.apply(edit);
  });
}
