// The editor's scripts, started one by one on the plain form that Django sends. Each adds to
// the form; none is needed to write and save.
import { createPoster } from "./fetching.js";
import { startKeeping } from "./keeping.js";
import { startPreview } from "./preview.js";
import { startProblems } from "./problems.js";
import { startToolbar } from "./toolbar.js";

const data = JSON.parse(document.getElementById("editor-data").textContent);
const form = document.getElementById("article_form");
const body = form?.elements.body;

if (body) {
  const editor = {
    ...data, // article, version, username, urls
    form,
    body,
    post: createPoster({ form, username: data.username, againUrl: data.urls.again }),
    values() {
      const values = new FormData(form);
      values.set("article", data.article);
      return values;
    },
    announce: announcer(),
  };
  for (const start of [startKeeping, startToolbar, startProblems, startPreview]) {
    try {
      start(editor);
    } catch (error) {
      console.error(error); // one part that fails must not take the others with it
    }
  }
}

// Says a sentence to people who listen to the page; others see what happened.
function announcer() {
  const place = document.createElement("p");
  place.className = "visually-hidden";
  place.setAttribute("role", "status");
  form.append(place);
  return (words) => {
    place.textContent = words;
  };
}
