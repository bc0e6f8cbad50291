// Makes the sheet from what is ticked and typed. Every line is in the page already: this only
// shows those that apply and copies typed words. Nothing is fetched, sent or stored, and the
// page's policy would refuse it.
const form = document.querySelector("[data-visit-form]");
const sheet = document.querySelector("[data-sheet]");
const warning = form.querySelector("[data-opioid-warning]");
const condition = form.querySelector("select");
const other = form.querySelector("[data-other]");
const boxes = [...form.querySelectorAll("[data-copy]")];
const opioids = new Set(
  [...sheet.querySelectorAll("[data-opioids] [data-flag]")].map((line) => line.dataset.flag),
);
const MANY = 6; // flags; with more of them, the sheet is set in smaller type

const oneLine = (text) => text.replace(/\s*\n\s*/g, "; ").replace(/\s+/g, " ").trim();
const show = (elements, wanted) => {
  for (const element of elements) element.hidden = !wanted(element);
};

function words() {
  const found = new Map(boxes.map((box) => [box.dataset.copy, oneLine(box.value)]));
  const chosen = condition.selectedOptions[0];
  const named = condition.value === "other" ? found.get("other") : chosen.text;
  return found.set("condition", condition.value ? named : "");
}

// A row without words keeps its line, so that it can still be filled in by hand.
function fillRows(found) {
  for (const row of sheet.querySelectorAll("[data-row]")) {
    const text = found.get(row.dataset.row);
    row.querySelector("[data-words]").textContent = text;
    row.classList.toggle("sheet__line", !text);
  }
}

function make() {
  const flags = new Set([...form.querySelectorAll("input:checked")].map((tick) => tick.value));
  const found = words();
  const isMade = flags.size > 0 || condition.value !== "" || [...found.values()].some(Boolean);
  const takesOpioid = [...flags].some((flag) => opioids.has(flag));

  other.hidden = condition.value !== "other";
  fillRows(found);
  show(sheet.querySelectorAll("[data-flag]"), (line) => !isMade || flags.has(line.dataset.flag));
  show(sheet.querySelectorAll("[data-opioids]"), () => !isMade || takesOpioid);
  show(sheet.querySelectorAll("[data-none]"), () => isMade && flags.size === 0);
  const onlyOpioids = takesOpioid && [...flags].every((flag) => opioids.has(flag));
  show(sheet.querySelectorAll("[data-none-else]"), () => onlyOpioids);
  show(sheet.querySelectorAll("[data-blank]"), () => !isMade);
  show(sheet.querySelectorAll("[data-made]"), () => isMade);
  show(
    sheet.querySelectorAll("[data-evidence]"),
    (block) => block.dataset.evidence === condition.value,
  );
  sheet.classList.toggle("visit-sheet--made", isMade);
  sheet.classList.toggle("visit-sheet--full", flags.size > MANY);
  warn(takesOpioid);
}

function warn(isNeeded) {
  const isNew = isNeeded && warning.hidden;
  warning.hidden = !isNeeded;
  if (isNew) warning.scrollIntoView({ block: "nearest" });
}

function countLetters(box) {
  const left = box.maxLength - box.value.length;
  const place = document.getElementById(`${box.id}-hint`).querySelector("[data-left]");
  place.textContent = `${place.dataset.words} ${left}`;
}

form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("input", (event) => {
  if (event.target.matches("[data-copy]")) countLetters(event.target);
  make();
});
document.querySelector("[data-start-over]").addEventListener("click", (event) => {
  if (!window.confirm(event.currentTarget.dataset.question)) return;
  form.reset();
  boxes.forEach(countLetters);
  make();
  form.querySelector("input").focus();
});

// What a browser may have kept from an earlier visit is not shown to the next person.
form.reset();
form.hidden = false;
show(document.querySelectorAll("[data-with-script]"), () => true);
show(document.querySelectorAll("[data-without-script]"), () => false);
make();
