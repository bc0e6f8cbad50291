// One message: tells colleagues who have it open of each other. The page works without it.
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

// After a step, whoever listens or types goes on where the desk says what was done.
const done = document.querySelector(".messagelist");
if (done) {
  done.tabIndex = -1;
  done.focus();
}
