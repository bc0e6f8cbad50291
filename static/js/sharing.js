// Shows a button only where the browser can do what it says.
const url = document.querySelector("link[rel=canonical]")?.href ?? location.href;

for (const box of document.querySelectorAll(".share")) {
  const [copy, share] = box.querySelectorAll("button");
  const said = box.querySelector("[role=status]");
  copy.hidden = !navigator.clipboard;
  copy.addEventListener("click", async () => {
    said.textContent = ""; // so that it is said again the second time
    try {
      await navigator.clipboard.writeText(url);
      said.textContent = box.dataset.done;
    } catch {
      said.textContent = url; // to be copied by hand
    }
  });
  share.hidden = !navigator.share;
  share.addEventListener("click", () =>
    navigator.share({ title: document.title, url }).catch(() => {}), // closed without choosing
  );
}
