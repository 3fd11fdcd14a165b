// Light, dark, or as the system has it; kept in a cookie so that the very first paint is right.
const system = matchMedia("(prefers-color-scheme: dark)");
const chosen = () => (document.cookie.match(/(?:^|; )etapes_theme=(light|dark|auto)/) || [, "auto"])[1];
const resolved = () => (chosen() === "auto" ? (system.matches ? "dark" : "light") : chosen());
const paint = () => (document.documentElement.dataset.theme = resolved());
const keep = (name, value) => (document.cookie = `${name}=${value}; path=/; max-age=31536000; samesite=lax`);

window.etapes = {
  theme: resolved,
  setTheme(name) {
    keep("etapes_theme", name);
    paint();
  },
  setLanguage(language, title, lost) {
    keep("etapes_language", language);
    document.documentElement.lang = language;
    if (title) document.title = title;
    document.querySelectorAll("#popup span, #too_long_message_popup span").forEach((span, n) => (span.textContent = lost[n]));
  },
};
// The second click of a double click does nothing where one is enough, also where a sheet or another row is by then.
const ONCE = "[data-once], .q-btn.go, .q-btn.danger, .q-dialog__backdrop";
const once = (event) => {
  if (event.detail < 2 || !event.target.closest?.(ONCE)) return;
  event.preventDefault();
  event.stopImmediatePropagation();
};
document.addEventListener("click", once, true);
system.addEventListener("change", paint);
paint();
