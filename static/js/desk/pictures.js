// Pictures: chosen among those that are here, or sent in. Nothing is put into the text before
// somebody said what it shows, or that it shows nothing of its own.

import "../../vendor/github/file-attachment-element/index.js";
import { plain } from "./blocks.js";
import { tell } from "./dialogs.js";
import { createPicker } from "./picker.js";
import { SignedOut } from "./session.js";

const _ = globalThis.gettext ?? ((words) => words);
const [MOST_WIDE, MOST_HIGH] = [320, 240]; // of the preview, in pixels
const TAKEN = ["image/jpeg", "image/png", "image/webp"];

export function pictureActions(tools) {
  const { urls } = tools.editor;
  if (!urls.pictureSearch) return {};
  let picker = null;
  const actions = {
    async picture() {
      const found = await tools.ask("picture", {
        start(dialog) {
          picker ??= createPicker(dialog, {
            look: tools.look,
            search: "pictureSearch",
            key: (picture) => picture.name,
            show: (picture) => ({
              title: picture.name,
              lines: [picture.alt || _("Decorative")],
              image: thumbnail(picture),
            }),
          });
          dialog.querySelector("[value=upload]").hidden = !urls.pictureUpload;
          picker.start();
          picker.field.focus();
        },
        read(dialog, submitter) {
          if (submitter?.value === "upload") return { isNew: true };
          const [chosen] = picker.chosen();
          if (!chosen) tell(dialog, _("Choose a picture from the list."), picker.field);
          return chosen;
        },
      });
      if (found?.isNew) await upload(tools, null, "");
      else if (found) tools.insert(plain(fence(found.name)));
    },
  };
  if (urls.pictureUpload) {
    actions.pictures = async (files) => {
      for (const [index, file] of files.entries()) {
        const place = files.length > 1 ? countOf(index, files.length) : "";
        await upload(tools, file, place); // one that is left out does not stop the others
      }
    };
  }
  return actions;
}

/** The element around the text that takes files which are dropped or pasted on it. */
export function watchForPictures(tools, send) {
  const files = document.createElement("file-attachment");
  files.addEventListener("file-attachment-accept", (event) => {
    if (!send) event.preventDefault();
  });
  files.addEventListener("file-attachment-accepted", (event) => {
    const all = event.detail.attachments.map((attachment) => attachment.file);
    const pictures = all.filter((file) => TAKEN.includes(file.type));
    if (pictures.length < all.length) {
      tools.editor.announce(_("Only pictures can be put in here: JPEG, PNG or WebP."));
    }
    if (pictures.length) send(pictures);
  });
  return files;
}

const fence = (name) => `\`\`\`picture\npicture: ${name}\n\`\`\``;
const countOf = (index, all) =>
  _("Picture %1 of %2.").replace("%1", index + 1).replace("%2", all);

function thumbnail({ url, width, height }) {
  const image = document.createElement("img");
  return Object.assign(image, { src: url, width, height, alt: "", loading: "lazy" });
}

/** Asks for the words of a picture, sends it and puts it in, unless the dialog is left. */
async function upload(tools, file, place) {
  const made = await tools.ask("upload", {
    start(dialog) {
      const field = dialog.querySelector("[name=file]");
      dialog.file = file;
      dialog.querySelector("[data-place]").textContent = place;
      field.closest(".desk-dialog__field").hidden = Boolean(file);
      field.onchange = () => preview(dialog, field.files[0]);
      dialog.querySelector("[data-name]").textContent = file?.name ?? "";
      preview(dialog, file);
      (file ? dialog.querySelector("[name=alt]") : field).focus();
    },
    read: (dialog) => send(dialog, tools),
  });
  if (!made) return;
  tools.insert(plain(made.markdown.trimEnd()));
  tools.editor.announce(_("The picture is in the text."));
}

async function send(dialog, { editor }) {
  const form = dialog.querySelector("form");
  const data = new FormData(form);
  const file = dialog.file ?? form.elements.file.files[0];
  if (!file) {
    tell(dialog, _("Choose a file: JPEG, PNG or WebP."), form.elements.file);
    return undefined;
  }
  if (!data.get("alt").trim() && !data.has("is_decorative")) {
    tell(
      dialog,
      _("Say what the picture shows, or mark it as decorative."),
      form.elements.alt,
    );
    return undefined;
  }
  data.set("file", file);
  setBusy(dialog, true);
  try {
    const response = await editor.post(editor.urls.pictureUpload, data, { ask: true });
    if (response.status === 201) return await response.json();
    if (response.status === 400) showErrors(dialog, (await response.json()).errors);
    else tell(dialog, wordsFor(response.status));
  } catch (error) {
    tell(
      dialog,
      error instanceof SignedOut
        ? _("You are signed out. What you typed is still here: press Upload to sign in again.")
        : _("The picture did not arrive. What you typed is still here: press Upload again."),
    );
  } finally {
    setBusy(dialog, false);
  }
  return undefined;
}

function wordsFor(status) {
  if (status === 413) return _("The file is too large: 10 MB at most. Save it smaller, then try again.");
  if (status === 403) return _("Your account may not add pictures. Ask a manager for that right.");
  return _("The site could not take the picture. What you typed is still here: try again soon.");
}

function showErrors(dialog, errors) {
  const form = dialog.querySelector("form");
  const words = Object.values(errors).flat().join(" ");
  const name = Object.keys(errors).find((known) => form.elements[known]);
  const field = name === "file" && dialog.file ? null : form.elements[name];
  tell(dialog, words, field ?? null);
}

function setBusy(dialog, isBusy) {
  const button = dialog.querySelector("[type=submit]");
  button.setAttribute("aria-disabled", String(isBusy)); // a disabled one would lose the focus
  dialog.querySelector("progress").hidden = !isBusy;
  dialog.querySelector("[data-progress]").textContent = isBusy ? _("Sending the picture…") : "";
}

// Drawn from the bytes: the policy of the site allows no picture that has no address here.
async function preview(dialog, file) {
  const canvas = dialog.querySelector("canvas");
  canvas.hidden = true;
  if (!file) return;
  try {
    const bitmap = await createImageBitmap(file);
    const scale = Math.min(1, MOST_WIDE / bitmap.width, MOST_HIGH / bitmap.height);
    canvas.width = Math.round(bitmap.width * scale);
    canvas.height = Math.round(bitmap.height * scale);
    canvas.getContext("2d").drawImage(bitmap, 0, 0, canvas.width, canvas.height);
    canvas.hidden = false;
  } catch {
    canvas.hidden = true; // the server says what is wrong with the file
  }
}
