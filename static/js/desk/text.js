// Changes to a text box that the browser's own undo can take back.

// Puts `text` where the cursor is, or in place of what is selected.
export function insertText(box, text) {
  box.focus();
  // The one way that keeps undo; browsers still support it, whatever its name in the standard.
  if (!document.execCommand("insertText", false, text)) {
    box.setRangeText(text, box.selectionStart, box.selectionEnd, "end");
    box.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

export function replaceRange(box, start, end, text) {
  box.setSelectionRange(start, end);
  insertText(box, text);
}

// The number of the line (from 1) that holds this place of the text.
export function lineAt(box, place = box.selectionStart) {
  return box.value.slice(0, place).split("\n").length;
}

// Selects a line (from 1) and brings it into view.
export function goToLine(box, line) {
  const lines = box.value.split("\n");
  const before = lines.slice(0, line - 1).join("\n");
  const start = before.length + (line > 1 ? 1 : 0);
  goToRange(box, start, start + (lines[line - 1] ?? "").length);
}

export function goToRange(box, start, end) {
  box.focus();
  box.setSelectionRange(start, end);
  // Browsers do not scroll a text box to what a script selects.
  box.scrollTop = heightUpTo(box, box.value.slice(0, start)) - box.clientHeight / 3;
}

// How tall the text is that stands before a place, measured on a copy of the box.
function heightUpTo(box, text) {
  const copy = box.cloneNode();
  copy.removeAttribute("id");
  copy.removeAttribute("name");
  copy.rows = 1;
  copy.setAttribute("aria-hidden", "true");
  copy.tabIndex = -1;
  Object.assign(copy.style, {
    position: "absolute",
    visibility: "hidden",
    blockSize: "0",
    minBlockSize: "0",
    inlineSize: `${box.clientWidth}px`,
  });
  copy.value = text;
  box.after(copy);
  const height = copy.scrollHeight;
  copy.remove();
  return height;
}
