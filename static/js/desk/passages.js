// What is chosen from a list and put in by its name: glossary words, passages, facts.

import { fact, shared } from "./blocks.js";
import { tell } from "./dialogs.js";
import { createPicker } from "./picker.js";
import { put } from "./syntax.js";

const _ = globalThis.gettext ?? ((words) => words);

const LISTS = {
  term: {
    search: "pickTerms",
    key: (term) => term.term,
    show: (term) => ({ title: term.term, lines: [term.definition] }),
    missing: _("Choose a word from the list."),
  },
  block: {
    search: "pickBlocks",
    key: (block) => block.name,
    show: (block) => ({ title: block.name, lines: [block.starts] }),
    missing: _("Choose a passage from the list."),
  },
  fact: {
    search: "pickFacts",
    key: (found) => found.name,
    show: (found) => ({
      title: found.label,
      lines: [found.value || _("Not filled in yet: its paragraph does not show.")],
    }),
    missing: _("Choose a fact from the list."),
  },
};

export function passageActions(tools) {
  const pickers = {};

  async function choose(name, query = "") {
    const { missing, ...options } = LISTS[name];
    return tools.ask(name, {
      start(dialog) {
        pickers[name] ??= createPicker(dialog, { look: tools.look, ...options });
        pickers[name].start(query);
        pickers[name].field.focus();
      },
      read(dialog) {
        const [chosen] = pickers[name].chosen();
        if (!chosen) tell(dialog, missing, pickers[name].field);
        return chosen;
      },
    });
  }

  return {
    async term() {
      const { text, start, end } = tools.state();
      const words = text.slice(start, end);
      const term = await choose("term", words.length < 40 ? words : "");
      if (term) tools.apply(put(tools.state(), inSentence(tools.state(), term.term)));
    },
    async block() {
      const found = await choose("block");
      if (found) tools.insert(shared(found.name));
    },
    async fact() {
      const found = await choose("fact");
      if (found) tools.insert(fact(found.name));
    },
  };
}

// "Placebo" begins with a capital in the glossary and not in the middle of a sentence.
function inSentence({ text, start }, word) {
  const before = text.slice(0, start).trimEnd();
  const isStart = !before || /[.!?:|\n#*-]$/.test(before) || /\n\s*$/.test(text.slice(0, start));
  const isName = /^\p{Lu}[^\s-]*[\p{Lu}\d]/u.test(word); // AIDS, A1c
  return isStart || isName ? word : word[0].toLowerCase() + word.slice(1);
}
