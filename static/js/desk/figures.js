// The dialogs of figures: a form of a few fields and rows each, written out as a fence.

import { figure } from "./blocks.js";
import { told } from "./citing.js";
import { tell } from "./dialogs.js";
import { createPicker } from "./picker.js";

const _ = globalThis.gettext ?? ((words) => words);
const MOST_ROWS = 24;

// Of each figure: the name of its list of rows, the fields of a row (label, whether it must be
// filled in, whether it is a number), and how many rows it begins with.
const ROWS = {
  "icon-array": {
    list: "groups",
    fields: {
      name: { label: _("Group") },
      count: { label: _("How many"), isNumber: true },
      of: { label: _("Out of"), isNumber: true, first: "100" },
    },
    firsts: [{ name: "LDN" }, { name: "Placebo" }],
  },
  "bar-chart": {
    list: "bars",
    fields: {
      name: { label: _("Bar") },
      value: { label: _("Value"), isNumber: true },
      low: { label: _("Likely from"), isNumber: true, isOptional: true },
      high: { label: _("Likely to"), isNumber: true, isOptional: true },
    },
    firsts: [{ name: "LDN" }, { name: "Placebo" }],
  },
  timeline: {
    list: "events",
    fields: { when: { label: _("When") }, what: { label: _("What happened") } },
    firsts: [{}, {}],
  },
  steps: {
    list: "steps",
    fields: { title: { label: _("Step") }, text: { label: _("What to do") } },
    firsts: [{}, {}],
  },
};

export function figureActions(tools) {
  const rowed = Object.keys(ROWS).map((kind) => [kind, () => draw(tools, kind)]);
  return { ...Object.fromEntries(rowed), study: studyAction(tools) };
}

async function draw(tools, kind) {
  const { list, fields, firsts } = ROWS[kind];
  const made = await tools.ask(kind, {
    start(dialog) {
      const place = dialog.querySelector("[data-rows]");
      place.replaceChildren(...firsts.map((values) => row(fields, values)));
      dialog.querySelector("[data-add]").onclick = () => addRow(dialog, fields);
      if (dialog.querySelector("[data-picker]")) startSources(dialog, tools);
      dialog.querySelector("input").focus();
    },
    read(dialog) {
      const values = {};
      for (const field of dialog.querySelectorAll("[data-field]")) {
        if (field.required && !field.value.trim()) return missing(dialog, field);
        values[field.name] = field.value;
      }
      values[list] = readRows(dialog, fields);
      if (!values[list]) return undefined;
      const sources = dialog.sources?.chosen().map((reference) => reference.key) ?? [];
      return figure(kind, { ...values, cite: sources.join("; ") });
    },
  });
  if (made) tools.insert(made);
}

function startSources(dialog, { look }) {
  dialog.sources ??= createPicker(dialog, {
    look,
    search: "pickReferences",
    key: (reference) => reference.key,
    show: told,
    many: true,
  });
  dialog.sources.start();
}

function row(fields, values) {
  const group = document.createElement("div");
  group.className = "desk-rows__row";
  group.setAttribute("role", "group");
  group.setAttribute("aria-label", _("Row"));
  for (const [name, { label, isNumber, first = "" }] of Object.entries(fields)) {
    const field = Object.assign(document.createElement("input"), {
      value: values[name] ?? first,
      inputMode: isNumber ? "decimal" : "text",
    });
    field.dataset.cell = name;
    const wrapper = document.createElement("label");
    wrapper.append(label, field);
    group.append(wrapper);
  }
  const remove = document.createElement("button");
  Object.assign(remove, { type: "button", className: "button", textContent: _("Remove") });
  remove.addEventListener("click", () => {
    const next = group.nextElementSibling ?? group.previousElementSibling;
    if (!next) return; // one row is left to write in
    group.remove();
    next.querySelector("input").focus();
  });
  group.append(remove);
  return group;
}

function addRow(dialog, fields) {
  const place = dialog.querySelector("[data-rows]");
  if (place.children.length >= MOST_ROWS) {
    tell(dialog, _("A figure holds at most %s. Nobody reads more.").replace("%s", MOST_ROWS));
    return;
  }
  place.append(row(fields, {}));
  place.lastElementChild.querySelector("input").focus();
}

/** The rows as typed, empty ones left out; null after something missing was told. */
function readRows(dialog, fields) {
  const rows = [];
  for (const group of dialog.querySelectorAll(".desk-rows__row")) {
    const cells = [...group.querySelectorAll("[data-cell]")];
    const isUntouched = cells.every((cell) => {
      return !cell.value.trim() || cell.value === fields[cell.dataset.cell].first;
    });
    if (isUntouched) continue;
    for (const cell of cells) {
      const { isNumber, isOptional } = fields[cell.dataset.cell];
      if (!cell.value.trim() && !isOptional) return missing(dialog, cell) ?? null;
      if (isNumber && cell.value.trim() && !/^-?\d+(\.\d+)?$/.test(cell.value.trim())) {
        tell(dialog, _("Write a number with digits only, such as 45 or 4.5."), cell);
        return null;
      }
    }
    rows.push(Object.fromEntries(cells.map((cell) => [cell.dataset.cell, cell.value])));
  }
  if (rows.length) return rows;
  tell(dialog, _("Fill in at least one row."), dialog.querySelector("[data-cell]"));
  return null;
}

function missing(dialog, field) {
  const label = field.closest("label, .desk-dialog__field").textContent.trim();
  tell(dialog, _("Fill in “%s”.").replace("%s", label), field);
  return undefined;
}

function studyAction(tools) {
  let picker = null;
  return async () => {
    const made = await tools.ask("study", {
      start(dialog) {
        const outcome = dialog.querySelector("[name=outcome]");
        const offer = ([reference]) => {
          const all = new Option(_("Every outcome"), "");
          const outcomes = (reference?.outcomes ?? []).map((name) => new Option(name, name));
          outcome.replaceChildren(all, ...outcomes);
          outcome.closest(".desk-dialog__field").hidden = !reference;
        };
        picker ??= createPicker(dialog, {
          look: tools.look,
          search: "pickReferences",
          params: { drawable: "1" },
          key: (reference) => reference.key,
          show: told,
          onChoose: offer,
        });
        offer([]);
        picker.start();
        picker.field.focus();
      },
      read(dialog) {
        const [reference] = picker.chosen();
        if (!reference) {
          tell(dialog, _("Choose a study from the list."), picker.field);
          return undefined;
        }
        const outcome = dialog.querySelector("[name=outcome]").value;
        return figure("study", { key: reference.key, outcome });
      },
    });
    if (made) tools.insert(made);
  };
}
