// One message: tells colleagues who have it open of each other, and loses no note that was begun.
// The page works without it.
import { createPoster } from "./fetching.js";
import { startPresence } from "./presence.js";

const data = JSON.parse(document.getElementById("message-data").textContent);
const form = document.getElementById("message-presence");
const said = document.getElementById("message-said");

startPresence({
  editor: {
    form,
    urls: data.urls,
    post: createPoster({ form, username: data.username, againUrl: data.urls.again }),
    announce(words) {
      said.textContent = words;
    },
  },
  slot: data.slot,
  tab: data.tab,
});

const note = document.querySelector("form.note");
let isSending = false;

document.addEventListener("submit", ({ target, submitter }) => {
  isSending = target === note || submitter?.name === "do";
  // The button of another form would leave behind what is typed here: it takes the note along.
  if (note?.elements.text.value.trim() && submitter?.name === "do") {
    for (const name of ["kind", "text"]) {
      const input = document.createElement("input");
      Object.assign(input, { type: "hidden", name, value: note.elements[name].value });
      target.append(input);
    }
  }
});
addEventListener("pageshow", () => {
  isSending = false;
});
addEventListener("beforeunload", (event) => {
  if (note?.elements.text.value.trim() && !isSending) event.preventDefault();
});

// After a step, whoever listens or types goes on where the desk says what was done.
const done = document.querySelector(".messagelist");
if (done) {
  done.tabIndex = -1;
  done.focus();
}
