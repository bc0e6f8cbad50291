// Fetches the list of what links to the page when its panel is opened: finding them means
// looking through every text, which nobody should wait for who only wants to write.
const panel = document.querySelector("[data-links]");

panel?.addEventListener("toggle", async () => {
  if (!panel.open || panel.dataset.asked) {
    return;
  }
  panel.dataset.asked = "yes";
  try {
    const answer = await fetch(`${panel.dataset.links}?part=1`, { redirect: "error" });
    if (answer.ok) {
      panel.querySelector(".links-panel__list").innerHTML = await answer.text();
    }
  } catch {
    delete panel.dataset.asked; // the link in the panel still leads to the list
  }
});
