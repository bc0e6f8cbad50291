// Where the parts around the text box go: a bar above it, and room beside and under it.

export function arrange({ body }) {
  const bar = document.getElementById("desk-bar");
  let beside = body.closest(".desk-beside");
  if (!beside) {
    beside = document.createElement("div");
    beside.className = "desk-beside";
    body.before(bar, beside);
    beside.append(body);
    bar.hidden = false;
  }
  const row = body.closest(".form-row") ?? beside.parentElement;
  row.classList.add("desk-writing");
  return { bar, beside, row };
}
