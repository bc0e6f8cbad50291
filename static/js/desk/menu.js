// A menu button, by the pattern of WAI-ARIA: arrows, Home, End, Escape and first letters.

/** Makes the button and the menu in `root` work. What an item does is its own click. */
export function startMenu(root) {
  const button = root.querySelector("[aria-haspopup]");
  const menu = root.querySelector("[role=menu]");
  const items = () => [...menu.querySelectorAll("[role=menuitem]")];

  function open(last = false) {
    menu.hidden = false;
    place();
    button.setAttribute("aria-expanded", "true");
    items().at(last ? -1 : 0).focus();
  }

  // Under its button, inside the bar: the page around it cuts off what stands out.
  function place() {
    const bar = menu.offsetParent;
    const left = button.offsetLeft + button.offsetWidth - menu.offsetWidth;
    const most = bar.clientWidth - menu.offsetWidth;
    menu.style.left = `${Math.max(0, Math.min(left, most))}px`;
    menu.style.top = `${button.offsetTop + button.offsetHeight + 2}px`;
  }

  function close(isBack) {
    if (menu.hidden) return;
    menu.hidden = true;
    button.setAttribute("aria-expanded", "false");
    if (isBack) button.focus();
  }

  button.addEventListener("click", () => (menu.hidden ? open() : close(true)));
  button.addEventListener("keydown", (event) => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    open(event.key === "ArrowUp");
  });
  // Before the click of the item itself, which may open a dialog.
  menu.addEventListener("click", () => close(false), { capture: true });
  root.addEventListener("focusout", (event) => {
    if (!root.contains(event.relatedTarget)) close(false);
  });
  document.addEventListener("pointerdown", (event) => {
    if (!root.contains(event.target)) close(false);
  });
  menu.addEventListener("keydown", (event) => {
    const all = items();
    const at = all.indexOf(event.target);
    const to = {
      ArrowDown: (at + 1) % all.length,
      ArrowUp: (at - 1 + all.length) % all.length,
      Home: 0,
      End: all.length - 1,
    }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      all[to].focus();
    } else if (event.key === "Escape") {
      event.preventDefault();
      close(true);
    } else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const letter = event.key.toLowerCase();
      const after = [...all.slice(at + 1), ...all.slice(0, at + 1)];
      const item = after.find((other) => other.textContent.trim().toLowerCase().startsWith(letter));
      if (!item) return;
      event.preventDefault();
      item.focus();
    }
  });
}
