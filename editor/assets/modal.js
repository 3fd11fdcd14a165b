// What lies behind a modal sheet is inert from the sheet's first moment until it begins to go; then the keyboard is back
// where it was. Toasts stay alive: they tell what a deed in the sheet came to.
(() => {
  const OPEN = ".q-dialog[aria-modal=true] .q-dialog__inner:not([class*=-leave-])", SHEETS = "[id^=q-portal--dialog]";
  let last = null, still = false;
  const settle = () => {
    const open = document.querySelector(OPEN) !== null;
    if (open === still) return;
    still = open;
    document.querySelectorAll(".q-layout > :not(.toast)").forEach((part) => (part.inert = open));
    const here = document.activeElement;
    if (!open && (here === document.body || here.closest(SHEETS))) last?.focus({ preventScroll: true });
  };
  const inside = new MutationObserver(settle);
  const places = new MutationObserver((changes) => {
    for (const place of changes.flatMap((change) => [...change.addedNodes]))
      if (place.matches?.(SHEETS)) inside.observe(place, { subtree: true, childList: true, attributeFilter: ["class"] });
    settle();
  });
  document.addEventListener("focusin", ({ target }) => target.closest(SHEETS) ?? (last = target));
  document.addEventListener("DOMContentLoaded", () => places.observe(document.body, { childList: true }));
})();
