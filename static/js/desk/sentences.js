// Finds a sentence in the text as it was typed, with its marks between the words.

// Between two words: anything but a letter or number, a citation, or the address of a link.
const BETWEEN = String.raw`(?:\[@[^\]\n]*\]|\]\([^)\n]*\)|[^\p{L}\p{N}])*?`;

// Returns [start, end], or null where the words no longer stand at `line` (from 1) or after it.
export function rangeOf(source, sentence, line) {
  const words = sentence.match(/[\p{L}\p{N}]+/gu);
  if (!words) return null;
  const from = source.split("\n").slice(0, line - 1).join("\n").length;
  const found = new RegExp(words.join(BETWEEN), "u").exec(source.slice(from));
  if (!found) return null;
  const start = from + found.index;
  return [start, start + found[0].length];
}
