// The page as readers will see it, beside the text, at the width of a phone, a desktop or a sheet
// of paper. Nothing is asked of the desk while it is closed.
import { arrange } from "./arranging.js";
import { createAsker } from "./asking.js";
import { SignedOut } from "./fetching.js";
import { follow, onCursor } from "./following.js";
import { showAsPrinted } from "./printing.js";
import { recall, remember } from "./remembering.js";
import { _ } from "./words.js";

const PAUSE = 600; // milliseconds after the last key
const WIDTHS = { phone: 390, desktop: 1280, print: 816 }; // a sheet of US Letter is 8.5 inches
const WIDE = matchMedia("(min-width: 1100px)"); // as in desk-live.css
const BEFORE_TEXT = ["title", "summary"];

export function startPreview(editor) {
  const pane = document.getElementById("desk-preview");
  if (!pane) return;
  const { bar, beside } = arrange(editor);
  const toggle = bar.querySelector("[data-toggle-preview]");
  const frame = pane.querySelector("iframe");
  const stage = frame.parentElement;
  const word = pane.querySelector("[data-word]");
  const choices = [...pane.querySelectorAll("[data-width]")];
  let isOpen = false;
  let width = "phone";

  beside.append(pane);
  toggle.hidden = false;

  const asker = createAsker(editor, {
    url: editor.urls.preview,
    pause: PAUSE,
    more: { beside: "1" },
    isHasty: true,
    isWanted: () => isOpen,
    async onAnswer(response) {
      await show(frame, await response.text(), prepare);
      word.textContent = "";
      follow(editor.body, frame);
    },
    onTrouble(error) {
      word.textContent =
        error instanceof SignedOut
          ? _("You are signed out, so the preview stands still. Your text is still here.")
          : _("The preview could not be made just now. Your text is still here; go on writing.");
    },
  });

  // Once for each document in the frame; its body is changed, and the document stays.
  function prepare() {
    const page = frame.contentDocument;
    showAsPrinted(page, width === "print");
    page.addEventListener("click", (event) => {
      if (event.target.closest("a, button")) event.preventDefault();
    });
    page.addEventListener("keydown", (event) => {
      if (event.key === "Escape") editor.body.focus();
      onShortcut(event);
    });
  }

  function open(isToOpen) {
    if (!isToOpen && pane.contains(document.activeElement)) editor.body.focus();
    isOpen = isToOpen;
    pane.hidden = !isOpen;
    beside.classList.toggle("is-open", isOpen);
    toggle.setAttribute("aria-expanded", String(isOpen));
    if (!isOpen) return;
    fit();
    asker.now();
  }

  function choose(name) {
    width = name in WIDTHS ? name : "phone";
    for (const choice of choices) {
      choice.setAttribute("aria-pressed", String(choice.dataset.width === width));
    }
    if (frame.contentDocument?.styleSheets.length) {
      showAsPrinted(frame.contentDocument, width === "print");
    }
    fit();
  }

  // The frame keeps the width of its reader's screen and is made smaller as a whole.
  function fit() {
    if (!isOpen) return;
    const scale = Math.min(1, stage.clientWidth / WIDTHS[width]);
    const free = stage.clientWidth - WIDTHS[width] * scale;
    Object.assign(frame.style, {
      inlineSize: `${WIDTHS[width]}px`,
      blockSize: `${stage.clientHeight / scale}px`,
      insetInlineStart: `${free / 2}px`,
      transform: `scale(${scale})`,
    });
    follow(editor.body, frame);
  }

  function onShortcut(event) {
    // AltGr, with which some keyboards type letters, looks like both keys.
    if (event.getModifierState("AltGraph")) return;
    if (!(event.ctrlKey && event.altKey && event.code === "KeyP")) return;
    event.preventDefault();
    openAndRemember(!isOpen);
    editor.announce(isOpen ? _("The preview is open.") : _("The preview is closed."));
  }

  function openAndRemember(isToOpen) {
    open(isToOpen);
    remember(placeOfChoice(), isOpen ? "open" : "closed");
    if (isOpen && !WIDE.matches) pane.scrollIntoView({ block: "nearest" });
  }

  toggle.addEventListener("click", () => openAndRemember(!isOpen));
  pane.querySelector("[data-back]").addEventListener("click", () => editor.body.focus());
  for (const choice of choices) {
    choice.addEventListener("click", () => {
      choose(choice.dataset.width);
      remember("desk-preview-width", width);
    });
  }
  document.addEventListener("keydown", onShortcut);
  onCursor(editor.body, () => isOpen && follow(editor.body, frame));
  editor.form.addEventListener("focusin", (event) => {
    if (isOpen && BEFORE_TEXT.includes(event.target.name)) frame.contentWindow.scrollTo({ top: 0 });
  });
  new ResizeObserver(fit).observe(stage);
  const start = () => open((recall(placeOfChoice()) ?? (WIDE.matches ? "open" : "")) === "open");
  WIDE.addEventListener("change", start);
  choose(recall("desk-preview-width"));
  start();
}

// Fills the frame. Only the body is exchanged where a page stands there already: the styles
// stay, nothing flickers, and the place that was read stays in view.
async function show(frame, html, prepare) {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  // Whoever goes through the desk by keyboard would have to pass every link of the page.
  for (const element of parsed.querySelectorAll("a, button, input, select, textarea")) {
    element.tabIndex = -1;
  }
  const page = frame.contentDocument;
  if (page?.querySelector("main")) {
    const { scrollY } = frame.contentWindow;
    page.body.replaceWith(page.adoptNode(parsed.body));
    frame.contentWindow.scrollTo({ top: scrollY, behavior: "instant" });
    return;
  }
  await new Promise((resolve) => {
    frame.addEventListener("load", resolve, { once: true });
    frame.srcdoc = `<!doctype html>${parsed.documentElement.outerHTML}`;
  });
  prepare();
}

// Wide and narrow screens each remember their own.
function placeOfChoice() {
  return WIDE.matches ? "desk-preview-wide" : "desk-preview-narrow";
}
