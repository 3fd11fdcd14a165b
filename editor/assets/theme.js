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
system.addEventListener("change", paint);
paint();
