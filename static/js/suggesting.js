// Offers places on this site while somebody types in the search box: an ARIA 1.2 combobox with a
// list. Only the first two letters of a word are sent; which places fit all of the words is found
// out here. Without this script the box is a search box.

const LETTERS = 2; // as the site takes them: see ldn_site/search/beginning.py
const MOST = 6;
const MILLISECONDS_STILL = 150;

// The same as `words_of` in ldn_site/search/words.py.
function wordsOf(text) {
  const plain = text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
  const words = plain.match(/\d+(?:[.,]\d+)+|[\p{L}\p{N}]+(?:['’][\p{L}\p{N}]+)*/gu) ?? [];
  return words.map((word) => word.replace(/['’]/g, ""));
}

// The places that hold a word for each one typed, those called so first. One that fits by another
// of its names says which in `called`.
export function fitting(places, typed) {
  const words = wordsOf(typed);
  const begun = words.join(" ");
  const holds = (text, some) =>
    some.filter((word) => wordsOf(text).some((one) => one.startsWith(word)));
  const fits = [];
  for (const place of places) {
    const names = place.also?.split(", ") ?? [];
    if (holds([place.name, ...names].join(" "), words).length < words.length) continue;
    const missing = words.filter((word) => !holds(place.name, [word]).length);
    const called = names.find((name) => holds(name, missing).length) ?? "";
    const isCalledSo = [place.name, ...names].some((name) =>
      wordsOf(name).join(" ").startsWith(begun),
    );
    fits.push({ ...place, called, isCalledSo });
  }
  return fits.sort((one, other) => other.isCalledSo - one.isCalledSo).slice(0, MOST);
}

function lettersOf(typed) {
  const word = wordsOf(typed).reverse().find((one) => one.length >= LETTERS);
  return word?.slice(0, LETTERS) ?? "";
}

function suggest(box) {
  const list = box.parentElement.querySelector("[role=listbox]");
  const status = box.form.querySelector("[role=status]");
  const known = new Map(); // letters -> places
  let asking = new AbortController();
  let chosen = -1;
  let timer;

  async function placesFor(letters) {
    asking.abort(); // only the newest question is worth an answer
    if (!known.has(letters)) {
      asking = new AbortController();
      const address = `${box.dataset.suggest}?q=${encodeURIComponent(letters)}`;
      const answer = await fetch(address, { credentials: "omit", signal: asking.signal });
      if (!answer.ok) return [];
      known.set(letters, (await answer.json()).places);
    }
    return known.get(letters);
  }

  async function look() {
    const typed = box.value;
    const letters = lettersOf(typed);
    try {
      const found = letters ? fitting(await placesFor(letters), typed) : [];
      if (box.value === typed && document.activeElement === box) show(found);
    } catch {
      // Given up for a newer question, or no connection: the form still searches.
    }
  }

  function show(places) {
    list.replaceChildren(...places.map(option));
    list.hidden = !places.length;
    box.setAttribute("aria-expanded", String(!list.hidden));
    choose(-1);
    const words = places.length === 1 ? status.dataset.one : status.dataset.many;
    status.textContent = places.length ? words.replace("{}", places.length) : "";
  }

  function option(place, number) {
    const item = document.createElement("li");
    item.id = `${list.id}-${number}`;
    item.className = "suggestion";
    item.setAttribute("role", "option");
    item.setAttribute("aria-selected", "false");
    item.dataset.path = place.path;
    const part = place.called ? `${place.part_of}: ${place.called}` : place.part_of;
    item.append(line("name", place.name), " ", line("part", part));
    return item;
  }

  function line(part, text) {
    const span = document.createElement("span");
    span.className = `suggestion__${part}`;
    span.textContent = text;
    return span;
  }

  function choose(number) {
    list.children[chosen]?.setAttribute("aria-selected", "false");
    chosen = number;
    const item = list.children[chosen];
    item?.setAttribute("aria-selected", "true");
    if (item) box.setAttribute("aria-activedescendant", item.id);
    else box.removeAttribute("aria-activedescendant");
  }

  function step(by) {
    const places = list.children.length + 1; // the box itself is one of them
    choose(((chosen + 1 + by + places) % places) - 1);
  }

  function close() {
    clearTimeout(timer);
    asking.abort();
    show([]);
  }

  function go(item) {
    close();
    location.assign(item.dataset.path);
  }

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(look, MILLISECONDS_STILL);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    const item = list.children[chosen];
    if (event.key === "ArrowDown" && list.hidden) look();
    else if (list.hidden) return;
    else if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && item) go(item);
    else return;
    event.preventDefault();
  });
  box.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the box keeps the focus
  list.addEventListener("click", (event) => {
    const item = event.target.closest("[role=option]");
    if (item) go(item);
  });

  box.type = "text"; // what HTML allows to be a combobox
  box.setAttribute("role", "combobox");
  box.setAttribute("aria-autocomplete", "list");
  box.setAttribute("aria-controls", list.id);
  box.setAttribute("aria-expanded", "false");
}

document.querySelectorAll("[data-suggest]").forEach(suggest);
