// Where the parts around the text box go: a bar above it, and room beside it.

export function arrange({ body }) {
  const bar = document.getElementById("desk-bar");
  const row = body.closest(".form-row") ?? body.parentElement;
  let beside = body.closest(".desk-beside");
  if (!beside) {
    // With everything that another script has put around the text.
    let box = body;
    while (box.parentElement !== row && !box.parentElement.matches(".flex-container")) {
      box = box.parentElement;
    }
    beside = document.createElement("div");
    beside.className = "desk-beside";
    box.before(bar, beside);
    beside.append(box);
    bar.hidden = false;
    row.classList.add("desk-live");
  }
  return { bar, beside, row };
}
