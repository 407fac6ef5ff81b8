// A form is sent once: a second click while the first is under way does nothing (data-again opts out).
// The server is safe against a double submit by itself (versions, claims); this only spares people the refusal.

function sendOnce(root) {
  root.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("form[method=post]:not([data-again])")) return;
    if (form.dataset.sent) {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    // Only looks disabled: a button that is really disabled would drop its own name and value from what is sent.
    for (const button of form.querySelectorAll("button[type=submit]")) button.setAttribute("aria-disabled", "true");
  });
  // Coming back with the browser's back button restores the page as it was left: let it be sent again.
  globalThis.addEventListener("pageshow", () => {
    for (const form of root.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  });
}

sendOnce(document);
