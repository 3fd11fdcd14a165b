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
    setDark(resolved() === "dark"); // once: NiceGUI's own switch paints the whole page anew at every change of any part
  },
  setLanguage(language, title) {
    keep("etapes_language", language);
    document.documentElement.lang = language;
    if (title) document.title = title;
  },
  setWords(lost) {
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
// What is too long for one message is not half taken: it becomes a file where the input has one beside it (`data-long`
// names it), else it is refused as the page words it.
const LONGEST = 900_000;
const paste = (event) => {
  const text = event.clipboardData?.getData("text") ?? "";
  if (JSON.stringify(text).length + (event.target.value?.length ?? 0) < LONGEST) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const beside = event.target.closest?.("[data-long]")?.dataset.long;
  if (!beside) {
    const told = document.getElementById("too_long_message_popup");
    told.ariaHidden = false;
    setTimeout(() => (told.ariaHidden = true), 8000);
    return;
  }
  const input = document.querySelector(`[data-testid="${beside}"] input[type=file]`), files = new DataTransfer();
  files.items.add(new File([text], "pasted.json", { type: "application/json" }));
  input.files = files.files;
  input.dispatchEvent(new Event("change", { bubbles: true }));
};
document.addEventListener("paste", paste, true);
system.addEventListener("change", paint);
paint();
