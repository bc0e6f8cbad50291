// The table dialog, for a new table and for one pasted from a spreadsheet.

import { table } from "./blocks.js";
import { isFilled, tell } from "./dialogs.js";
import { gridFrom, MOST_COLUMNS, MOST_ROWS } from "./tables.js";

const _ = globalThis.gettext ?? ((words) => words);
const SHOWN_ROWS = 5;

export function tableActions(tools) {
  return {
    async table() {
      const made = await tools.ask("table", { start: (dialog) => start(dialog, null), read });
      if (made) tools.insert(made.block);
    },
  };
}

/** Offers to make a table of what is pasted; plain paste stays one key away. */
export function watchForTables(tools, body) {
  body.addEventListener("paste", async (event) => {
    const text = event.clipboardData?.getData("text/plain") ?? "";
    // Spreadsheets and the like add a picture of what was copied; where there are words, the
    // picture is not what is meant.
    if (text.trim()) event.stopPropagation();
    const grid = gridFrom({ html: event.clipboardData?.getData("text/html"), text });
    if (!grid) return;
    event.preventDefault();
    const made = await tools.ask("table", { start: (dialog) => start(dialog, grid), read });
    if (made?.block) tools.insert(made.block);
    else if (made) tools.type(text);
  });
}

function start(dialog, grid) {
  dialog.grid = grid;
  for (const part of dialog.querySelectorAll("[data-when]")) {
    part.hidden = (part.dataset.when === "pasted") !== Boolean(grid);
  }
  const columns = dialog.querySelector("[name=columns]");
  const isFirst = dialog.querySelector("[name=first]");
  const redraw = () => drawHeadings(dialog);
  columns.oninput = isFirst.onchange = redraw;
  redraw();
  if (grid) {
    showRows(dialog.querySelector("[data-rows]"), grid);
    if (grid[0].length > MOST_COLUMNS || grid.length > MOST_ROWS + 1) tell(dialog, tooLarge(grid));
  }
  dialog.querySelector("[name=caption]").focus();
}

function read(dialog, submitter) {
  const { grid } = dialog;
  if (submitter?.value === "plain") return { block: null };
  if (grid && (grid[0].length > MOST_COLUMNS || grid.length > MOST_ROWS + 1)) {
    tell(dialog, tooLarge(grid));
    return undefined;
  }
  if (!isFilled(dialog, "caption", _("Say in a few words what the table shows."))) return undefined;
  const count = grid ? [] : [["columns", MOST_COLUMNS], ["rows", MOST_ROWS]];
  for (const [name, most] of count) {
    const field = dialog.querySelector(`[name=${name}]`);
    if (field.value >= 1 && field.value <= most && Number.isInteger(Number(field.value))) continue;
    tell(dialog, _("Write a whole number from 1 to %s.").replace("%s", most), field);
    return undefined;
  }
  const headings = [...dialog.querySelectorAll("[data-headings] input")];
  const blank = headings.find((field) => !field.value.trim());
  if (blank) {
    tell(dialog, _("Every column needs a heading, so that each number can be read out with it."), blank);
    return undefined;
  }
  const rows = grid
    ? grid.slice(dialog.querySelector("[name=first]").checked ? 1 : 0)
    : Array.from({ length: Number(dialog.querySelector("[name=rows]").value) }, () => []);
  return {
    block: table({
      caption: dialog.querySelector("[name=caption]").value,
      header: headings.map((field) => field.value),
      rows,
    }),
  };
}

// A field for each column. What was typed into one stays when columns are added.
function drawHeadings(dialog) {
  const place = dialog.querySelector("[data-headings]");
  const typed = [...place.querySelectorAll("input")].map((field) => field.value);
  const { grid } = dialog;
  const isFirst = dialog.querySelector("[name=first]").checked;
  const asked = Number(dialog.querySelector("[name=columns]").value) || 0;
  const count = Math.max(0, Math.min(grid ? grid[0].length : asked, MOST_COLUMNS));
  place.replaceChildren(
    ...Array.from({ length: count }, (_nothing, index) => {
      const label = document.createElement("label");
      label.textContent = _("Heading of column %s").replace("%s", index + 1);
      const field = document.createElement("input");
      field.value = grid ? (isFirst ? grid[0][index] : "") : (typed[index] ?? "");
      label.append(field);
      return label;
    }),
  );
}

function showRows(place, grid) {
  const rows = grid.slice(0, SHOWN_ROWS).map((row) => {
    const line = document.createElement("tr");
    line.append(...row.map((words) => Object.assign(document.createElement("td"), { textContent: words })));
    return line;
  });
  place.querySelector("tbody").replaceChildren(...rows);
  place.querySelector("[data-size]").textContent = _("%1 columns, %2 rows.")
    .replace("%1", grid[0].length)
    .replace("%2", grid.length);
}

function tooLarge(grid) {
  return _(
    "This table has %1 columns and %2 rows. A page holds at most %3 columns and %4 rows. " +
      "Copy a part of it, or put it in as plain text.",
  )
    .replace("%1", grid[0].length)
    .replace("%2", grid.length)
    .replace("%3", MOST_COLUMNS)
    .replace("%4", MOST_ROWS);
}
