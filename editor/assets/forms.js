// What the forms need done in the browser itself.
window.etapesForms = {
  // The first input in (or at) the element with this test id, once it is there.
  focus(testId, tries = 30) {
    const at = document.querySelector(`[data-testid="${CSS.escape(testId)}"]`);
    const input = at && (at.matches("input, textarea") ? at : at.querySelector("input, textarea"));
    if (input) input.focus();
    else if (tries) requestAnimationFrame(() => this.focus(testId, tries - 1));
  },
  // A code editor gets its name, its test id, and the page's theme, now and whenever that changes.
  async dress(id, name, testId, light = "githubLight", tries = 300) {
    const part = getElement(id);
    if (!part?.editorPromise) {
      if (tries) requestAnimationFrame(() => this.dress(id, name, testId, light, tries - 1));
      return;
    }
    if (!part.editor) await part.editorPromise;
    const text = part.editor.contentDOM;
    text.setAttribute("aria-label", name);
    text.dataset.testid = testId;
    text.tabIndex = 0;
    const paint = () => part.setTheme(document.documentElement.dataset.theme === "dark" ? "githubDark" : light);
    const watch = new MutationObserver(() => (text.isConnected ? paint() : watch.disconnect()));
    watch.observe(document.documentElement, { attributes: true, attributeFilter: ["data-theme"] });
    paint();
  },
};
