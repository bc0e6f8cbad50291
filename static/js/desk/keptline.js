// The line beside the buttons that says how safe the text is.
const _ = globalThis.gettext ?? ((words) => words);

const TICK = 5000;

export function createLine(editor) {
  const line = document.createElement("p");
  line.className = "keeping-line";
  line.setAttribute("role", "status");
  line.setAttribute("aria-live", "off"); // it changes every few seconds; trouble is announced
  const row = editor.form.querySelector(".submit-row:last-of-type") ?? editor.form;
  row.append(line);

  let keptAt = 0;
  let isTrouble = false;

  function say(words, trouble = false) {
    line.textContent = words;
    line.classList.toggle("keeping-line--trouble", trouble);
    if (trouble !== isTrouble) editor.announce(words);
    isTrouble = trouble;
  }
  setInterval(() => {
    if (keptAt && !isTrouble) line.textContent = ago(keptAt);
  }, TICK);

  return {
    say: (words) => {
      keptAt = 0;
      say(words);
    },
    showKept(isKept) {
      keptAt = isKept ? Date.now() : 0;
      say(isKept ? ago(keptAt) : "");
    },
    showTrouble(words, isInBrowser) {
      const rest = isInBrowser
        ? _("Your text is safe in this browser.")
        : _("Leave this page open.");
      say(`${words} ${rest}`, true);
    },
  };
}

function ago(time) {
  const seconds = Math.round((Date.now() - time) / 1000);
  if (seconds < 5) return _("Kept just now");
  if (seconds < 60) return _("Kept %s seconds ago").replace("%s", seconds);
  const minutes = Math.floor(seconds / 60);
  return minutes === 1 ? _("Kept a minute ago") : _("Kept %s minutes ago").replace("%s", minutes);
}
