// Tells the site that this tab is open, and its person who else is here.
const EVERY = 15_000;

export function startPresence({ editor, slot, tab }) {
  const panel = document.getElementById("keeping-others");
  let shown = [];
  let timer = 0;

  function about(more) {
    const { person, seen_version: seen } = editor.form.elements;
    return { person: person.value, slot, tab, seen_version: seen?.value ?? "", ...more };
  }

  async function call() {
    clearTimeout(timer);
    if (document.visibilityState === "hidden") return;
    try {
      const response = await editor.post(editor.urls.here, about());
      if (response.ok) show((await response.json()).words);
    } catch {
      // No connection or signed out: what is typed says so, when it cannot be kept.
    }
    timer = setTimeout(call, EVERY);
  }

  function show(words) {
    const fresh = words.filter((sentence) => !shown.includes(sentence));
    shown = words;
    panel.replaceChildren(...words.map(paragraph));
    panel.hidden = !words.length;
    if (fresh.length) editor.announce(fresh.join(" "));
  }

  document.addEventListener("visibilitychange", call);
  addEventListener("pageshow", (event) => event.persisted && call());
  addEventListener("pagehide", () => {
    const data = new FormData();
    const token = editor.form.elements.csrfmiddlewaretoken.value;
    const last = about({ leaving: "1", csrfmiddlewaretoken: token });
    for (const [name, value] of Object.entries(last)) data.set(name, value);
    navigator.sendBeacon(editor.urls.here, data);
  });
  call();
}

function paragraph(words) {
  const element = document.createElement("p");
  element.textContent = words;
  return element;
}
