// Saving and leaving: nobody loses a text because their session or their connection ended.
import { SignedOut } from "./fetching.js";

const _ = globalThis.gettext ?? ((words) => words);

export function watchLeaving({ editor, keeper, copy, line, isUnsaved }) {
  const { form } = editor;
  let isChecking = false;
  let isSending = false;

  // A form is gone once it is sent, so the site is asked first whether it will take it.
  form.addEventListener("submit", async (event) => {
    if (isSending) return;
    if (event.submitter?.formTarget === "_blank") return; // a preview: the form stays where it is
    event.preventDefault();
    if (isChecking) return;
    isChecking = true;
    line.say(_("Saving…"));
    const { submitter } = event;
    try {
      await keeper.flush();
    } catch (error) {
      line.showTrouble(
        error instanceof SignedOut
          ? _("Not saved: sign in again, then save.")
          : _("Not saved: no connection. Try again soon."),
        copy.isWritten(),
      );
      return;
    } finally {
      isChecking = false;
    }
    isSending = true;
    form.requestSubmit(submitter);
    keeper.stop();
  });

  addEventListener("beforeunload", (event) => {
    if (!isSending && isUnsaved()) event.preventDefault();
  });
  addEventListener("pagehide", () => {
    if (!isSending) keeper.sendLast();
  });
  // The browser brought the page back as it was left, with the back button.
  addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    isSending = false;
    keeper.goOn();
  });
}
