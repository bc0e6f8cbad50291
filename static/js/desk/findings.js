// The lists of what the checker found and of how hard each part of the page is to read.
import { _, count, fill } from "./words.js";

const KINDS = ["blocker", "warning", "hint"];
const FIELDS = {
  title: _("Go to the title"),
  topic: _("Go to the topic"),
  slug: _("Go to the address"),
  summary: _("Go to the short answer"),
  evidence: _("Go to the grade"),
  evidence_reason: _("Go to the reason for the grade"),
  body: _("Go to the text"),
};

export function countsInWords({ blocker, warning, hint }) {
  const said = [
    blocker && count(blocker, _("%(count)s must be mended"), _("%(count)s must be mended")),
    warning && count(warning, _("%(count)s warning"), _("%(count)s warnings")),
    hint && count(hint, _("%(count)s hint"), _("%(count)s hints")),
  ];
  return said.filter(Boolean).join(", ") || _("nothing found");
}

// `go` is {toLine(line), toField(name), toSentence(sentence)}.
export function findingsAsList(findings, go) {
  if (!findings.length) return [make("p", {}, _("The checker found nothing to mend."))];
  return KINDS.flatMap((kind) => {
    const some = findings.filter((finding) => finding.severity === kind);
    if (!some.length) return [];
    const list = make("ul", { className: "desk-findings" });
    for (const finding of some) {
      const item = make("li", { className: `desk-finding desk-finding--${kind}` });
      item.append(make("span", {}, `${finding.message} ${finding.remedy} `));
      const where = buttonOf(finding, go);
      if (where) item.append(where);
      list.append(item);
    }
    return [make("h3", {}, `${some[0].severity_label} (${some.length})`), list];
  });
}

function buttonOf({ code, line, field }, go) {
  if (line) {
    const words = fill(_("Go to line %(line)s"), { line });
    return button(words, `${code} ${line}`, () => go.toLine(line));
  }
  return field in FIELDS && button(FIELDS[field], `${code} ${field}`, () => go.toField(field));
}

export function gradesAsTable(grades, { words, smog }, go) {
  if (!grades.length && !words) return [make("p", {}, _("There is nothing to read yet."))];
  if (!grades.length) return [make("p", {}, _("Reading grades are worked out for English only."))];
  const table = make("table", { className: "desk-grades" });
  const head = make("tr");
  for (const name of [_("Part"), _("Words"), _("Grade")]) {
    head.append(make("th", { scope: "col" }, name));
  }
  table.createTHead().append(head);
  const body = table.createTBody();
  for (const section of grades) body.append(rowOf(section, go));
  const whole = smog
    ? fill(_("The whole page: %(words)s words, SMOG grade %(smog)s. Aim for 8 or less."), { words, smog })
    : count(words, _("The whole page: %(count)s word."), _("The whole page: %(count)s words."));
  return [make("p", {}, whole), ...sentencesOf(grades, go), table];
}

function rowOf(section, go) {
  const row = make("tr");
  const name = make("th", { scope: "row" });
  name.append(
    button(section.name, `part ${section.name}`, () =>
      section.line ? go.toLine(section.line) : go.toField("summary"),
    ),
  );
  row.append(
    name,
    make("td", {}, String(section.words)),
    make("td", { className: isOver(section) ? "desk-grades__over" : "" }, gradeInWords(section)),
  );
  return row;
}

function isOver(section) {
  return section.is_judged && section.grade > section.most;
}

export function gradeInWords(section) {
  if (!section.is_judged) return _("too short to judge");
  const values = { grade: section.grade.toFixed(1), most: section.most };
  return isOver(section)
    ? fill(_("%(grade)s, too hard: aim for %(most)s"), values)
    : fill(_("%(grade)s, good"), values);
}

function sentencesOf(grades, go) {
  const hard = grades.flatMap((section) => section.hard);
  if (!hard.length) return [];
  const list = make("ul", { className: "desk-findings" });
  for (const sentence of hard) {
    const item = make("li", { className: "desk-finding desk-finding--hard" });
    const words = fill(_("Grade %(grade)s: “%(text)s” "), {
      grade: sentence.grade.toFixed(1),
      text: shortened(sentence.text),
    });
    const place = sentence.line
      ? fill(_("Go to this sentence in line %(line)s"), sentence)
      : FIELDS.summary;
    item.append(
      make("span", {}, words),
      button(place, `sentence ${sentence.text}`, () => go.toSentence(sentence)),
    );
    list.append(item);
  }
  return [make("h4", {}, _("Sentences to begin with")), list];
}

function shortened(text) {
  return text.length > 160 ? `${text.slice(0, 157).replace(/\s+\S*$/, "")} …` : text;
}

// `key` finds the same button again when the list is made anew.
function button(words, key, act) {
  const made = make("button", { type: "button", className: "desk-goto" }, words);
  made.dataset.key = key;
  made.addEventListener("click", act);
  return made;
}

function make(tag, properties = {}, words = "") {
  const element = Object.assign(document.createElement(tag), properties);
  if (words) element.textContent = words;
  return element;
}
