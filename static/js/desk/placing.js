// Where in a text a block may stand, as pure functions. States and edits are those of syntax.js.
//
// A block is {text, from, to}: lines that stand by themselves, and what is selected in them.

/** A block with blank lines around it, below the paragraph, list or box of the cursor. */
export function insertBlock({ text, start }, block) {
  const { from, to } = placeFor(text, start, block.text.startsWith("///"));
  const above = text.slice(0, from);
  const below = text.slice(to);
  const lead = !above || above.endsWith("\n\n") ? "" : above.endsWith("\n") ? "\n" : "\n\n";
  const tail = !below ? "\n" : "\n".repeat(Math.max(0, 2 - below.match(/^\n*/)[0].length));
  const isLast = !below.trim();
  const insert = lead + block.text + (isLast && below ? "" : tail);
  const first = from + lead.length;
  return { from, to, insert, start: first + block.from, end: first + block.to };
}

/** The selected lines inside a block made by `make(words)`; an empty block where none are. */
export function wrapBlock(state, make) {
  const { text, start, end } = state;
  const from = lineAround(text, start)[0];
  const to = lineAround(text, end > start && text[end - 1] === "\n" ? end - 1 : end)[1];
  const words = text.slice(from, to);
  const crosses = partsOf(text)
    .slice(rowAt(text, from), rowAt(text, to) + 1)
    .some((part) => part.fence || part.box);
  if (start === end || !words.trim() || crosses) return insertBlock(state, make(""));
  // As if the words were gone; they leave their old place with the same edit.
  const rest = text.slice(0, from) + text.slice(to);
  return { ...insertBlock({ text: rest, start: from }, make(words.trim())), to };
}

/** For each line, whether it is part of a fence and of a `///` box, their own lines included. */
export function partsOf(text) {
  let fence = "";
  const boxes = [];
  return text.split("\n").map((line) => {
    const sign = line.match(/^ *(`{3,}|~{3,})([^`]*)$/);
    if (fence) {
      const part = { fence: true, box: boxes.length > 0, closes: false };
      if (sign && sign[1].startsWith(fence) && !sign[2].trim()) {
        fence = "";
        part.closes = true;
      }
      return part;
    }
    if (sign) {
      fence = sign[1];
      return { fence: true, box: boxes.length > 0, closes: false };
    }
    const slashes = line.match(/^ {0,3}(\/{3,})\s*(.*)$/);
    if (!slashes) return { fence: false, box: boxes.length > 0, edge: false };
    if (slashes[2]) boxes.push(slashes[1]);
    else if (boxes.length) boxes.pop();
    return { fence: false, box: true, edge: true, closes: !slashes[2] && !boxes.length };
  });
}

function placeFor(text, place, isBox) {
  const lines = text.split("\n");
  const parts = partsOf(text);
  let row = rowAt(text, place);
  const startOf = (index) => lines.slice(0, index).join("\n").length + (index > 0 ? 1 : 0);
  const below = (index) => {
    const end = startOf(index) + lines[index].length;
    return { from: end, to: end };
  };
  const last = lines.length - 1;
  if (isBox && parts[row].box) {
    while (row < last && !(parts[row].edge && parts[row].closes)) row += 1;
    return below(row);
  }
  if (parts[row].fence) {
    while (row < last && !parts[row].closes) row += 1;
    return below(row);
  }
  if (!lines[row].trim()) return { from: startOf(row), to: startOf(row) + lines[row].length };
  const isAtTop = place === startOf(row) && (row === 0 || !lines[row - 1].trim());
  if (isAtTop && !parts[row].edge) return { from: place, to: place };
  const goesOn = (index) =>
    index <= last && lines[index].trim() && !parts[index].fence && !parts[index].edge;
  while (!parts[row].edge && goesOn(row + 1)) row += 1;
  return below(row);
}

export function lineAround(text, place) {
  const to = text.indexOf("\n", place);
  return [text.lastIndexOf("\n", place - 1) + 1, to < 0 ? text.length : to];
}

export function lineBefore(text, from) {
  return from > 0 ? text.slice(...lineAround(text, from - 1)) : "";
}

export function lineAfter(text, to) {
  return to < text.length ? text.slice(...lineAround(text, to + 1)) : "";
}

export const rowAt = (text, place) => text.slice(0, place).split("\n").length - 1;
