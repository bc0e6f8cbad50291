// A page on the screen as it would be on paper: its rules for print hold, those for screens do not.

const written = new WeakMap(); // list of media -> its words in the stylesheet

export function showAsPrinted(page, isPrinted) {
  for (const media of mediaOf(page)) {
    if (!written.has(media)) written.set(media, media.mediaText);
    const words = written.get(media);
    media.mediaText = isPrinted ? words.split(",").map(onPaper).join(", ") : words;
  }
  // About what browsers leave free at the edge of a sheet.
  page.documentElement.style.padding = isPrinted ? "0.4in" : "";
}

function onPaper(query) {
  const [, not, type] = /^\s*(not\s+|only\s+)?(print|screen)\b/i.exec(query) ?? [];
  if (type?.toLowerCase() === "print") return query.replace(/print/i, "all");
  if (type) return not?.trim().toLowerCase() === "not" ? "all" : "not all";
  return /prefers-color-scheme:\s*dark/i.test(query) ? "not all" : query;
}

function* mediaOf(page) {
  for (const sheet of page.styleSheets) {
    if (sheet.media.length) yield sheet.media;
    yield* mediaWithin(sheet.cssRules);
  }
}

function* mediaWithin(rules) {
  for (const rule of rules) {
    if (rule.media) yield rule.media;
    if (rule.cssRules) yield* mediaWithin(rule.cssRules);
  }
}
