// The pages before the account speak both languages at once; the switch only chooses, so nothing typed is lost.
const page = document.documentElement;
const speak = (language) => {
  window.etapes.setLanguage(language, page.dataset["title" + (language === "fr" ? "Fr" : "En")]);
  document.querySelectorAll("input[name=language]").forEach((field) => (field.value = language));
};
document.querySelector("[data-testid=language]").addEventListener("click", () => speak(page.lang === "fr" ? "en" : "fr"));
document.querySelector("[data-testid=theme]").addEventListener("click", () => window.etapes.setTheme(window.etapes.theme() === "dark" ? "light" : "dark"));
