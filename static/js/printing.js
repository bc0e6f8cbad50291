// A button that prints stands only where it works. Elsewhere the browser's own menu prints.
for (const button of document.querySelectorAll("[data-print]")) {
  button.hidden = !window.print;
  button.addEventListener("click", () => window.print());
}
