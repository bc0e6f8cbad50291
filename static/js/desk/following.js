// Brings the place of the preview into view that shows what stands at the cursor.

const FENCE = /^ *(`{3,}|~{3,})/;
const HEADING = /^#{2,6} +(.+?) *#*$/;

// Calls `act` when the cursor of the text has moved, once for each picture that the screen shows.
export function onCursor(body, act) {
  let isComing = false;
  document.addEventListener("selectionchange", () => {
    if (isComing || document.activeElement !== body) return;
    isComing = true;
    requestAnimationFrame(() => {
      isComing = false;
      act();
    });
  });
}

export function follow(body, frame) {
  const page = frame.contentDocument;
  const marks = page && marksIn(body.value, page);
  if (!marks) return;
  const at = body.selectionStart;
  const next = marks.findIndex((mark) => mark.at > at);
  const [from, to] = next > 0 ? [marks[next - 1], marks[next]] : [marks.at(-1), marks.at(-1)];
  const share = to.at > from.at ? (at - from.at) / (to.at - from.at) : 0;
  const top = from.top + share * (to.top - from.top);

  const { scrollY, innerHeight } = frame.contentWindow;
  const isInView = top > scrollY + innerHeight * 0.1 && top < scrollY + innerHeight * 0.75;
  if (!isInView) frame.contentWindow.scrollTo({ top: top - innerHeight / 3, behavior: "instant" });
}

// Places of the text with where they are shown, in order: its beginning, its headings, its end.
// Between two of them a place is found by its share of the way.
function marksIn(source, page) {
  const parts = page.querySelectorAll(".prose");
  if (!parts.length) return null;
  const topOf = (element) => element.getBoundingClientRect().top + page.defaultView.scrollY;
  const marks = [{ at: 0, top: topOf(parts[0]) }];
  const shown = [...page.querySelectorAll(".prose :is(h2, h3, h4, h5, h6)")];
  for (const { at, words } of headingsOf(source)) {
    // A heading that comes out of a shared passage stands only in the preview: it is passed by.
    const found = shown.findIndex((heading) => lettersOf(heading.textContent) === words);
    if (found < 0) continue;
    marks.push({ at, top: topOf(shown[found]) });
    shown.splice(0, found + 1);
  }
  const last = [...parts].at(-1);
  marks.push({ at: source.length + 1, top: topOf(last) + last.offsetHeight });
  return marks;
}

function* headingsOf(source) {
  let at = 0;
  let fence = "";
  for (const line of source.split("\n")) {
    const mark = FENCE.exec(line)?.[1];
    const heading = HEADING.exec(line);
    if (fence) {
      if (mark?.startsWith(fence)) fence = "";
    } else if (mark) {
      fence = mark;
    } else if (heading) {
      yield { at, words: lettersOf(heading[1]) };
    }
    at += line.length + 1;
  }
}

// Signs are left out: the renderer makes others of them.
function lettersOf(words) {
  return words.replace(/\[@[^\]]*\]|[^\p{L}\p{N}]/gu, "").toLowerCase();
}
