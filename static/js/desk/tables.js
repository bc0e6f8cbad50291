// Tables as they come from a spreadsheet's clipboard, as pure functions.
// A grid is a list of rows, each a list of words; every row is as long as the longest.

export const MOST_COLUMNS = 10;
export const MOST_ROWS = 60;
const STYLES = /<style[^]*?<\/style>|\sstyle=(?:"[^"]*"|'[^']*'|[^\s>]+)/gi;

/** The grid on a clipboard; null where it holds anything but one table of two columns or more. */
export function gridFrom({ html, text }) {
  const grid = gridOfHtml(html) ?? gridOfText(text);
  return grid && grid.length > 1 && grid[0].length > 1 ? grid : null;
}

export function gridOfHtml(html) {
  if (!html) return null;
  // It runs and fetches nothing. Its styles would only make the site's policy complain.
  const page = new DOMParser().parseFromString(html.replace(STYLES, ""), "text/html");
  const tables = page.querySelectorAll("table");
  if (tables.length !== 1) return null;
  const [table] = tables;
  const cells = [...table.rows].map((row) => [...row.cells].flatMap(wordsOf));
  table.remove();
  for (const silent of page.querySelectorAll("script, title")) silent.remove();
  if (page.body.textContent.trim()) return null; // a text with a table in it is pasted as text
  return squared(cells);
}

/** Cells between tabs. A cell with line breaks in it stands in quotes, as Excel writes it. */
export function gridOfText(text) {
  if (!text?.includes("\t")) return null;
  const rows = [[]];
  const cell = /"((?:[^"]|"")*)"(?=[\t\n]|$)|([^\t\n]*)/y;
  const all = text.replaceAll("\r\n", "\n").replaceAll("\r", "\n").replace(/\n+$/, "");
  let place = 0;
  while (place <= all.length) {
    cell.lastIndex = place;
    const [whole, quoted, bare] = cell.exec(all);
    rows.at(-1).push(clean(quoted?.replaceAll('""', '"') ?? bare));
    place += whole.length;
    if (all[place] === "\n") rows.push([]);
    place += 1;
  }
  const isEven = rows.every((row) => row.length === rows[0].length);
  return isEven ? squared(rows) : null;
}

function wordsOf(cell) {
  for (const line of cell.querySelectorAll("br")) line.replaceWith(" ");
  const span = Math.min(cell.colSpan || 1, MOST_COLUMNS + 1);
  return [clean(cell.textContent), ...Array(span - 1).fill("")];
}

const clean = (words) => words.replace(/\s+/g, " ").trim();

function squared(rows) {
  const full = rows.filter((row) => row.some(Boolean));
  const width = Math.max(0, ...full.map((row) => row.length));
  // Columns that are empty from top to bottom are the spreadsheet's, not the table's.
  const kept = [...Array(width).keys()].filter((index) => full.some((row) => row[index]));
  return full.map((row) => kept.map((index) => row[index] ?? ""));
}
