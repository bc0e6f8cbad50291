// Takes a fresh token before a kept form is sent again: signing in has made the old one useless.

import { putToken } from "./fetching.js";
import { fetchToken } from "./session.js";

const form = document.getElementById("kept");

form.addEventListener("submit", async (event) => {
  event.preventDefault();
  try {
    putToken((await fetchToken(form.dataset.again)).token);
  } finally {
    form.submit();
  }
});
