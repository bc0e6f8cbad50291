// Words for people, in the language of the desk.

export const _ = globalThis.gettext ?? ((words) => words);

// The words for one or for many; `%(count)s` in them becomes the number.
export function count(number, one, many) {
  const plural = globalThis.ngettext ?? ((a, b, n) => (n === 1 ? a : b));
  return fill(plural(one, many, number), { count: number });
}

// Puts values in place of `%(name)s`, as Django's own messages have it.
export function fill(words, values) {
  return words.replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
}
