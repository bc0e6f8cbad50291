// The dialogs of the toolbar. Each stands in the page as a template and is put into it when it
// is first asked for, outside the form, so that nothing in it is sent with the article.

/**
 * Returns `ask(name, {start, read})`, which opens a dialog and resolves with what `read` makes
 * of it, or with null where it was left. `read(dialog)` gives undefined where something is
 * missing, after `tell` said so; it may be asynchronous.
 *
 * However a dialog ends, the text has the focus again and the selection that it had.
 */
export function createDialogs(body) {
  return async function ask(name, { start = () => {}, read }) {
    const dialog = dialogOf(name);
    const selection = [body.selectionStart, body.selectionEnd];
    clear(dialog);
    dialog.showModal();
    start(dialog); // after it is shown, so that it may choose where the focus goes
    const answer = await answerOf(dialog, read);
    body.focus();
    body.setSelectionRange(...selection);
    return answer;
  };
}

/** Says in the dialog what to do, and goes to the field that it is about. */
export function tell(dialog, words, field = null) {
  const problem = dialog.querySelector(".desk-dialog__problem");
  problem.textContent = ""; // so that the same words said twice are read out twice
  problem.textContent = words;
  if (field) {
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", problem.id);
    field.focus();
  }
}

/** Whether the field `name` is filled in; where it is not, says `words`. */
export function isFilled(dialog, name, words) {
  const field = dialog.querySelector(`[name="${name}"]`);
  if (field.value.trim()) return true;
  tell(dialog, words, field);
  return false;
}

export function clearProblems(dialog) {
  dialog.querySelector(".desk-dialog__problem").textContent = "";
  for (const field of dialog.querySelectorAll("[aria-invalid]")) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
}

function dialogOf(name) {
  const known = document.querySelector(`dialog[data-dialog="${name}"]`);
  if (known) return known;
  const template = document.querySelector(`template[data-dialog="${name}"]`);
  const dialog = template.content.cloneNode(true).querySelector("dialog");
  dialog.dataset.dialog = name;
  document.body.append(dialog);
  return dialog;
}

function clear(dialog) {
  dialog.querySelector("form").reset();
  clearProblems(dialog);
}

function answerOf(dialog, read) {
  return new Promise((resolve) => {
    const ended = new AbortController();
    const { signal } = ended;
    let answer = null;
    let isBusy = false;
    dialog.querySelector("form").addEventListener(
      "submit",
      async (event) => {
        event.preventDefault();
        if (isBusy) return;
        isBusy = true;
        clearProblems(dialog);
        const made = await read(dialog, event.submitter);
        isBusy = false;
        // It may have been left while an upload was under way.
        if (made === undefined || !dialog.open) return;
        answer = made;
        dialog.close();
      },
      { signal },
    );
    dialog.addEventListener(
      "click",
      (event) => {
        if (event.target.closest("[data-cancel]")) dialog.close();
      },
      { signal },
    );
    dialog.addEventListener(
      "close",
      () => {
        ended.abort();
        resolve(answer);
      },
      { signal },
    );
  });
}
