// The site's own constructs, as text: boxes, tables, figures, links. Pure functions.

const _ = globalThis.gettext ?? ((words) => words);

/** A block, with the part between ⟦ and ⟧ selected once it is inserted. */
function block(template) {
  const from = template.indexOf("⟦");
  const to = template.indexOf("⟧") - 1;
  if (from < 0) return plain(template);
  return { text: template.replace("⟦", "").replace("⟧", ""), from, to };
}

/** A block after which the cursor stands at its end. */
export function plain(text) {
  return { text, from: text.length, to: text.length };
}

const asItems = (words) =>
  words.replace(/^(?:\s*[-*+]\s+|\s*\d+[.)]\s+)?(?=\S)/gm, "- ").replace(/\n{2,}/g, "\n");

const BOXES = {
  warning: (words) =>
    `/// warning | ⟦${_("Title")}⟧\n\n${words || _("What to do, and why.")}\n\n///`,
  info: (words) => `/// info | ⟦${_("Title")}⟧\n\n${words || _("Good to know.")}\n\n///`,
  facts: (words) =>
    `/// facts\n\n${words ? asItems(words) : `- ⟦${_("First fact, with its source.")}⟧`}\n\n///`,
  emergency: (words) => care("emergency", words),
  urgent: (words) => care("urgent", words),
  routine: (words) => care("routine", words),
  do: (words) => `/// do\n\n${words ? asItems(words) : `- ⟦${_("What to do")}⟧`}\n\n///`,
  dont: (words) =>
    `/// dont\n\n${words ? asItems(words) : `- ${_("Do not")} ⟦${_("what to avoid")}⟧`}\n\n///`,
  details: (words) => `/// details | ⟦${_("Question")}⟧\n\n${words || _("Answer.")}\n\n///`,
};

function care(rank, words) {
  return `/// care | ${rank}\n\n${words || `⟦${_("Whom to call, and when.")}⟧`}\n\n///`;
}

export const BOX_KINDS = Object.keys(BOXES);

/** A box of `kind` around `words`; without words, with some to write over. */
export function box(kind, words) {
  return block(BOXES[kind](words));
}

/** A table with its caption. Each row has as many cells as the header. */
export function table({ caption, header, rows }) {
  const line = (cells) => `| ${cells.map(cell).join(" | ")} |`;
  const rule = `| ${header.map(() => "---").join(" | ")} |`;
  const full = rows.map((row) => header.map((_name, index) => row[index] ?? ""));
  const body = [line(header), rule, ...full.map(line)].join("\n");
  const text = `/// table | ${oneLine(caption)}\n\n${body}\n\n///`;
  // The first empty cell is where one types next; a full table is left behind.
  const empty = text.indexOf("|  |", text.indexOf(rule));
  return empty < 0 ? plain(text) : { text, from: empty + 2, to: empty + 2 };
}

const cell = (words) => oneLine(words).replaceAll("\\", "\\\\").replaceAll("|", "\\|");
const oneLine = (words) => words.replace(/\s+/g, " ").trim();

/** A fence with the fields of a figure in it; empty fields are left out. */
export function figure(kind, fields) {
  const lines = [];
  for (const [name, value] of Object.entries(fields)) {
    if (Array.isArray(value)) {
      lines.push(`${name}:`);
      for (const row of value) {
        const pairs = Object.entries(row).filter(([, word]) => oneLine(word));
        pairs.forEach(([key, word], index) => {
          lines.push(`${index ? "    " : "  - "}${key}: ${scalar(word)}`);
        });
      }
    } else if (oneLine(value)) {
      lines.push(`${name}: ${scalar(value)}`);
    }
  }
  return plain(`\`\`\`${kind}\n${lines.join("\n")}\n\`\`\``);
}

/** A word or number as YAML reads it back. */
function scalar(value) {
  const words = oneLine(value);
  const isNumber = /^-?(0|[1-9]\d*)(\.\d+)?$/.test(words);
  const isWord = /^\p{L}[^:#"\\[\]{}]*$/u.test(words) && !/^(true|false|null)$/i.test(words);
  return isNumber || isWord ? words : `"${words.replaceAll("\\", "\\\\").replaceAll('"', '\\"')}"`;
}

export const shared = (name) => plain(`{{ block: ${name} }}`);
export const fact = (name) => plain(`{{ pharmacy: ${name} }}`);

export function link(words, address) {
  return `[${oneLine(words).replace(/[[\]]/g, "")}](${address})`;
}
