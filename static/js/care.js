// Shows the number to call above the box while somebody is typing. Nothing is sent or kept: the
// words to look for come with the page, from the table that the site itself uses.

const SECONDS_STILL = 0.4; // so that a screen reader is not interrupted at every letter
const MOST_READ = 20000;

const patterns = Object.entries(JSON.parse(document.getElementById("care-words").textContent)).map(
  ([kind, words]) => [kind, new RegExp(`\\b(?:${words.join("|")})\\b`)],
);
const region = document.querySelector(".care-live");
const box = region.closest("form").querySelector("textarea");

// The same as `folded` in ldn_site/contact/crisis.py.
function folded(text) {
  return text
    .replace(/['’‘`´]/g, "")
    .normalize("NFKD")
    .replace(/[\p{M}\p{Cf}]/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, " ")
    .trim();
}

// The same as `care_for` there.
export function careFor(text) {
  const words = folded(text.slice(0, MOST_READ));
  const found = patterns.filter(([, pattern]) => pattern.test(words)).map(([kind]) => kind);
  return found.filter((kind) => kind !== "reaction" || !found.includes("opioid"));
}

// What the page says already, above a form that came back, is not said twice.
const said = new Set([...document.querySelectorAll(".care-now")].map((care) => care.dataset.kind));

let shown = "";
function look() {
  const kinds = careFor(box.value).filter((kind) => !said.has(kind));
  if (kinds.join() === shown) return; // what stands there is not read out again
  shown = kinds.join();
  const before = box.getBoundingClientRect().top;
  region.replaceChildren(
    ...kinds.map((kind) =>
      document.querySelector(`template[data-care="${kind}"]`).content.cloneNode(true),
    ),
  );
  // What is being typed stays where it is on the screen, or moves down as far as it must.
  if (document.activeElement === box) {
    scrollBy(0, box.getBoundingClientRect().top - Math.max(before, region.offsetHeight));
  }
}

let timer;
box.addEventListener("input", () => {
  clearTimeout(timer);
  timer = setTimeout(look, SECONDS_STILL * 1000);
});
look(); // browsers bring back what was typed before the page was left
