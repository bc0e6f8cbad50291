// What the checker says of the text while it is written, under the text.
import { arrange } from "./arranging.js";
import { createAsker } from "./asking.js";
import { SignedOut } from "./fetching.js";
import { countsInWords, findingsAsList, gradeInWords, gradesAsTable } from "./findings.js";
import { onCursor } from "./following.js";
import { recall, remember } from "./remembering.js";
import { rangeOf } from "./sentences.js";
import { goToLine, goToRange, lineAt } from "./text.js";
import { _, count, fill } from "./words.js";

const PAUSE = 1000; // milliseconds after the last key

export function startProblems(editor) {
  const panel = document.getElementById("desk-problems");
  if (!panel) return;
  const { bar, row } = arrange(editor);
  const part = (name) => panel.querySelector(`[data-${name}]`);
  const place = bar.querySelector("[data-place]");
  let answer = null;

  row.append(panel);
  panel.hidden = false;
  panel.open = recall("desk-problems") !== "closed";
  panel.addEventListener("toggle", () => remember("desk-problems", panel.open ? "open" : "closed"));

  const go = {
    toLine: (line) => goToLine(editor.body, line),
    toField: (name) => editor.form.elements[name]?.focus(),
    toSentence({ text, line }) {
      const range = line && rangeOf(editor.body.value, text, line);
      if (range) goToRange(editor.body, ...range);
      else if (line) go.toLine(line);
      else go.toField("summary");
    },
  };

  const asker = createAsker(editor, {
    url: editor.urls.problems,
    pause: PAUSE,
    isWanted: () => true,
    async onAnswer(response) {
      const before = answer;
      answer = await response.json();
      part("word").textContent = "";
      if (JSON.stringify(before) !== JSON.stringify(answer)) {
        keepingFocus(panel, () => {
          part("counts").textContent = countsInWords(answer.counts);
          part("findings").replaceChildren(...findingsAsList(answer.findings, go));
          part("grades").replaceChildren(...gradesAsTable(answer.grades, answer.counts, go));
        });
        if (before && before.counts.blocker !== answer.counts.blocker) {
          editor.announce(toMend(answer.counts.blocker));
        }
      }
      // What was found in the saved text is the same list, only older.
      for (const saved of document.querySelectorAll(".desk-saved-findings")) saved.hidden = true;
      tellPlace();
    },
    onTrouble(error) {
      part("word").textContent =
        error instanceof SignedOut
          ? _("You are signed out, so nothing is checked for now. Your text is still here.")
          : _("The text could not be checked just now. It is still here; go on writing.");
    },
  });

  // How hard the section is in which the cursor stands.
  function tellPlace() {
    if (!answer) return;
    const line = lineAt(editor.body);
    const section = answer.grades
      .filter((one) => !one.is_box && one.line && one.line <= line)
      .at(-1);
    const { words } = answer.counts;
    const said = [count(words, _("%(count)s word"), _("%(count)s words"))];
    if (section) {
      const words = section.is_judged ? _("“%(name)s”: grade %(said)s") : _("“%(name)s”: %(said)s");
      said.push(fill(words, { name: section.name, said: gradeInWords(section) }));
    }
    place.textContent = said.join(" · ");
  }

  onCursor(editor.body, tellPlace);
  asker.now();
}

function toMend(blockers) {
  return blockers
    ? count(blockers, _("%(count)s problem must be mended."), _("%(count)s problems must be mended."))
    : _("Nothing must be mended any more.");
}

// A list that is made anew must not take the focus away from who stands in it.
function keepingFocus(panel, change) {
  const key = panel.contains(document.activeElement) && document.activeElement.dataset.key;
  change();
  if (!key) return;
  const same = [...panel.querySelectorAll("[data-key]")].find((one) => one.dataset.key === key);
  (same ?? panel.querySelector("summary")).focus();
}
