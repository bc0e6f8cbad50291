// A button[data-copies] copies the words of the element whose id it names. Without a script it
// stays hidden: nobody meets a button that does nothing.
const said = document.querySelector("[data-copied]");

async function copy(button) {
  const source = document.getElementById(button.dataset.copies);
  try {
    await navigator.clipboard.writeText(source.innerText.trim());
    tell(button, said.dataset.copied);
  } catch {
    // No leave to write, or a plain-http address: one press of the copy keys is left to do.
    getSelection().selectAllChildren(source);
    tell(button, said.dataset.selected);
  }
}

function tell(button, words) {
  document.querySelector("[data-is-copied]")?.removeAttribute("data-is-copied");
  button.dataset.isCopied = words;
  said.textContent = `${words} ${button.querySelector("span").textContent.trim()}`;
}

for (const button of document.querySelectorAll("[data-copies]")) {
  button.hidden = false;
  button.addEventListener("click", () => copy(button));
}
