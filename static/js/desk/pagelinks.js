// The link dialog: a page of the site, perhaps one of its headings, or an address typed by hand.

import { link } from "./blocks.js";
import { isFilled, tell } from "./dialogs.js";
import { createPicker } from "./picker.js";
import { put } from "./syntax.js";

const _ = globalThis.gettext ?? ((words) => words);
const ADDRESS = /^(?:\/(?!\/)|https:\/\/[^/]|#[^\s]|tel:\+?\d|mailto:[^@]+@)[^\s<>"`{}|^\\]*$/;

export function linkActions(tools) {
  let picker = null;

  function start(dialog, words) {
    picker ??= createPicker(dialog, {
      look: tools.look,
      search: "pickPages",
      key: (page) => page.path,
      show: (page) => ({ title: page.title, lines: [`${page.about} · ${page.path}`] }),
      onChoose: ([page]) => offerHeadings(dialog, page, tools.look),
    });
    dialog.querySelector("[name=words]").value = words;
    offerHeadings(dialog, null);
    picker.start();
    picker.field.focus();
  }

  function read(dialog) {
    const [page] = picker.chosen();
    const field = dialog.querySelector("[name=address]");
    const typed = field.value.trim();
    const words = dialog.querySelector("[name=words]");
    if (typed && !ADDRESS.test(typed)) {
      tell(dialog, _("Begin the address with / for a page of this site, or with https://."), field);
      return undefined;
    }
    if (!typed && !page) {
      tell(dialog, _("Choose a page from the list, or type an address."), picker.field);
      return undefined;
    }
    if (typed || words.value.trim()) {
      if (!isFilled(dialog, "words", _("Write the words that readers will see."))) return undefined;
    }
    const part = dialog.querySelector("[name=heading]").value;
    const address = typed || page.path + (part ? `#${part}` : "");
    return link(words.value.trim() || page.title, address);
  }

  return {
    async link() {
      const { text, start: from, end } = tools.state();
      const words = text.slice(from, end);
      const made = await tools.ask("link", { start: (dialog) => start(dialog, words), read });
      if (made) tools.apply(put(tools.state(), made));
    },
  };
}

async function offerHeadings(dialog, page, look) {
  const select = dialog.querySelector("[name=heading]");
  const row = select.closest(".desk-dialog__field");
  select.replaceChildren(new Option(_("The top of the page"), ""));
  row.hidden = !page?.id;
  if (!page?.id) return;
  select.dataset.page = page.id;
  try {
    const { results } = await look("pickHeadings", { article: page.id });
    if (select.dataset.page !== page.id) return; // another page was chosen meanwhile
    for (const heading of results) {
      const indent = "\u2003".repeat(Math.max(0, heading.level - 2));
      select.add(new Option(indent + heading.text, heading.id));
    }
  } catch {
    row.hidden = true; // a link to the top of the page is always right
  }
}
