// Chooses the point of a picture that every crop keeps: by a click on it, or with arrow keys.

const STEP = 1;
const LONG_STEP = 10;
const RATIOS = { wide: 16 / 9, square: 1 };
const MOVES = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const clamp = (value, low, high) => Math.min(Math.max(value, low), high);

function start(frame) {
  const inputs = ["x", "y"].map((axis) => document.getElementById(`id_focal_${axis}`));
  if (inputs.some((input) => !input)) return;
  const picture = frame.querySelector("img");
  const size = { width: Number(frame.dataset.width), height: Number(frame.dataset.height) };
  const previews = previewsOf(picture);
  const point = document.createElement("button");
  point.type = "button";
  point.className = "focal__point";
  const hint = document.createElement("p");
  hint.className = "focal__hint";
  hint.textContent = frame.dataset.hint;
  frame.append(point);
  frame.after(hint);
  frame.classList.add("focal--live");

  const value = () => inputs.map((input) => clamp(Math.round(Number(input.value)) || 0, 0, 100));

  function show() {
    const [x, y] = value();
    point.style.left = `${x}%`;
    point.style.top = `${y}%`;
    point.setAttribute("aria-label", frame.dataset.label.replace("{x}", x).replace("{y}", y));
    for (const [crop, preview] of previews) place(preview, crop, size, x, y);
  }

  function set(x, y) {
    inputs[0].value = clamp(Math.round(x), 0, 100);
    inputs[1].value = clamp(Math.round(y), 0, 100);
    // Others on the page, such as the warning about unsaved changes, listen to the boxes.
    for (const input of inputs) input.dispatchEvent(new Event("input", { bubbles: true }));
  }

  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    set(((event.clientX - box.left) / box.width) * 100, ((event.clientY - box.top) / box.height) * 100);
    point.focus();
  });
  point.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (!move) return;
    event.preventDefault();
    const step = event.shiftKey ? LONG_STEP : STEP;
    const [x, y] = value();
    set(x + move[0] * step, y + move[1] * step);
  });
  for (const input of inputs) input.addEventListener("input", show);
  show();
}

/** The crops on the page, each showing the whole picture through its window from now on. */
function previewsOf(picture) {
  const previews = [...document.querySelectorAll("[data-focal-crops] img")];
  return previews.map((preview) => {
    preview.src = picture.currentSrc || picture.src;
    return [preview.dataset.crop, preview];
  });
}

/** The same sum as crop_box in ldn_site/media/renditions.py, as a position in percent. */
function place(preview, crop, { width, height }, x, y) {
  const across = Math.min(width, height * RATIOS[crop]);
  const down = Math.min(height, width / RATIOS[crop]);
  const left = clamp((width * x) / 100 - across / 2, 0, width - across);
  const top = clamp((height * y) / 100 - down / 2, 0, height - down);
  const percent = (offset, room) => (room > 0 ? (offset / room) * 100 : 50);
  preview.style.objectPosition = `${percent(left, width - across)}% ${percent(top, height - down)}%`;
}

document.querySelectorAll("[data-focal]").forEach(start);
