// What the toolbar does to a text, as pure functions.
//
// A state is {text, start, end}: the text and what is selected in it. An edit is
// {from, to, insert, start, end}: put `insert` in place of text[from..to), then select start..end.

import { lineAfter, lineAround, lineBefore, partsOf, rowAt } from "./placing.js";

const MARKER = /^\s*(?:#{1,6}\s+|[-*+]\s+|\d+[.)]\s+)/;
const BULLET = /^\s*[-*+]\s+/;
const NUMBER = /^\s*\d+[.)]\s+/;
const LETTER = /[\p{L}\p{N}'’]/u;
const LEFT_ALONE = /^\s*(?:$|\/\/\/|```|~~~|\||\{\{)/; // no words of a sentence stand there

/** Bold (`**`) or italic (`*`) around what is selected or the word at the cursor; off if it is on. */
export function emphasize(state, mark) {
  const { text, start, end } = state;
  if (text.slice(start, end).includes("\n")) return emphasizeLines(state, mark);
  const [from, to] = start === end ? wordAt(text, start) : trimmed(text, start, end);
  const inside = text.slice(from, to);
  const size = mark.length;
  const around = Math.min(starsBefore(text, from), starsAfter(text, to));
  if (isOn(around, mark)) {
    const edit = { from: from - size, to: to + size, insert: inside };
    return { ...edit, start: start - size, end: end - size };
  }
  if (inside.length > 2 * size && isOn(starsAround(inside), mark)) {
    const bare = inside.slice(size, -size);
    return { from, to, insert: bare, start: from, end: from + bare.length };
  }
  const insert = `${mark}${inside}${mark}`;
  if (start === end) return { from, to, insert, start: start + size, end: end + size };
  return { from, to, insert, start: from + size, end: from + size + inside.length };
}

/** The line of the cursor as a heading of `level`; plain again if it is one. */
export function heading({ text, start, end }, level) {
  const [from, to] = lineAround(text, start);
  const line = text.slice(from, to);
  const old = line.match(MARKER)?.[0] ?? "";
  const marker = old.trim() === "#".repeat(level) ? "" : `${"#".repeat(level)} `;
  const before = marker && lineBefore(text, from).trim() ? "\n" : "";
  const after = marker && lineAfter(text, to).trim() ? "\n" : "";
  const moved = (place) =>
    from + before.length + marker.length + Math.max(0, Math.min(place, to) - from - old.length);
  return {
    from,
    to,
    insert: before + marker + line.slice(old.length) + after,
    start: moved(start),
    end: moved(end),
  };
}

/** The selected lines as a list, "bullet" or "number"; plain again if they are one. */
export function list({ text, start, end }, kind) {
  const from = lineAround(text, start)[0];
  const to = lineAround(text, end > start && text[end - 1] === "\n" ? end - 1 : end)[1];
  const rows = text.slice(from, to).split("\n");
  const isItem = (row) => (kind === "bullet" ? BULLET : NUMBER).test(row);
  const counts = (row) => row.trim() || rows.length === 1;
  const isOn = rows.filter(counts).every(isItem);
  let number = 0;
  const made = rows.map((row) => {
    if (!counts(row)) return row;
    number += 1;
    const marker = isOn ? "" : kind === "bullet" ? "- " : `${number}. `;
    return marker + row.replace(MARKER, "");
  });
  const isAlone = (row) => !row.trim() || BULLET.test(row) || NUMBER.test(row);
  const before = isOn || isAlone(lineBefore(text, from)) ? "" : "\n";
  const after = isOn || isAlone(lineAfter(text, to)) ? "" : "\n";
  const insert = before + made.join("\n") + after;
  if (start !== end) {
    const first = from + before.length;
    return { from, to, insert, start: first, end: first + made.join("\n").length };
  }
  const place = Math.max(from, start + made[0].length - rows[0].length) + before.length;
  return { from, to, insert, start: place, end: place };
}

/** What Enter does at the end of a list item; null where it is an ordinary Enter. */
export function continueList({ text, start, end }) {
  if (start !== end) return null;
  const [from, to] = lineAround(text, start);
  const found = text.slice(from, to).match(/^(\s*)(?:[-*+]|(\d+)([.)]))(\s+)/);
  if (!found || start < from + found[0].length || partsOf(text)[rowAt(text, start)].fence) {
    return null;
  }
  const [marker, indent, number, point, gap] = found;
  if (!text.slice(from + marker.length, to).trim()) {
    // A second Enter ends the list; the blank line keeps what follows out of its last item.
    return { from, to, insert: "\n", start: from + 1, end: from + 1 };
  }
  const next = number ? `${Number(number) + 1}${point}` : marker.trim();
  const insert = `\n${indent}${next}${gap}`;
  return { from: start, to: start, insert, start: start + insert.length, end: start + insert.length };
}

/** Citation marks of `keys` at the cursor, joined to one that already stands there. */
export function cite({ text, start, end }, keys) {
  const there = markAround(text, start);
  if (there) {
    const known = text.slice(there.from, there.to).match(/@[^\s;\]]+/g) ?? [];
    const more = keys.map((key) => `@${key}`).filter((key) => !known.includes(key));
    const insert = `[${[...known, ...more].join("; ")}]`;
    const place = there.from + insert.length;
    return { ...there, insert, start: place, end: place };
  }
  const gap = end > 0 && /[^\s([]/.test(text[end - 1]) ? " " : "";
  const insert = `${gap}[${keys.map((key) => `@${key}`).join("; ")}]`;
  return { from: end, to: end, insert, start: end + insert.length, end: end + insert.length };
}

/** Words in place of what is selected. */
export function put({ start, end }, words) {
  const place = start + words.length;
  return { from: start, to: end, insert: words, start: place, end: place };
}

function emphasizeLines({ text, start, end }, mark) {
  const size = mark.length;
  const rows = text.slice(start, end).split("\n").map((row) => {
    if (LEFT_ALONE.test(row)) return { lead: row, words: "", tail: "" };
    const lead = row.match(MARKER)?.[0] ?? row.match(/^\s*/)[0];
    const tail = row.match(/\s*$/)[0];
    return { lead, words: row.slice(lead.length, row.length - tail.length), tail };
  });
  const full = rows.filter((row) => row.words);
  const isOff = full.some((row) => !isOn(starsAround(row.words), mark));
  const change = (words) => {
    if (!words || (isOff && isOn(starsAround(words), mark))) return words;
    return isOff ? mark + words + mark : words.slice(size, -size);
  };
  const insert = rows.map((row) => row.lead + change(row.words) + row.tail).join("\n");
  return { from: start, to: end, insert, start, end: start + insert.length };
}

const isOn = (stars, mark) => stars === 3 || stars === mark.length;
const starsBefore = (text, place) => text.slice(0, place).match(/\**$/)[0].length;
const starsAfter = (text, place) => text.slice(place).match(/^\**/)[0].length;
const starsAround = (words) => Math.min(starsAfter(words, 0), starsBefore(words, words.length));

function wordAt(text, place) {
  let [from, to] = [place, place];
  while (from > 0 && LETTER.test(text[from - 1])) from -= 1;
  while (to < text.length && LETTER.test(text[to])) to += 1;
  return [from, to];
}

function trimmed(text, start, end) {
  const words = text.slice(start, end);
  if (!words.trim()) return [start, end];
  return [start + words.search(/\S/), start + words.trimEnd().length];
}

function markAround(text, place) {
  const [from, to] = lineAround(text, place);
  for (const found of text.slice(from, to).matchAll(/\[@[^[\]]*\]/g)) {
    const first = from + found.index;
    const last = first + found[0].length;
    if (first < place && place <= last) return { from: first, to: last };
  }
  return null;
}
