// What was done in this page and is not known to be on the server's disk: numbered, and kept over a reload.
// An entry is { n, key, step, field, value } for a text, { n, key, intent } for a deed of the board, { n } for the rest.

const NAMES = { "phase-name-": ["rename_phase", "phase"], "step-name-": ["rename_step", "step"] };

export class Unsent {
  constructor(place, etag) {
    this.place = `etapes-unsent:${place}`;
    Object.assign(this, { etag, asked: 0, kept: 0, entries: [] });
  }

  // What an earlier life of this page left behind, once.
  static left(place) {
    const found = sessionStorage.getItem(`etapes-unsent:${place}`);
    sessionStorage.removeItem(`etapes-unsent:${place}`);
    const left = found ? JSON.parse(found) : null;
    return left?.entries.length ? left : null;
  }

  add(entry = {}) {
    this.asked += 1;
    if (entry.key) this.entries = this.entries.filter((one) => one.key !== entry.key);
    this.entries.push({ n: this.asked, ...entry });
    this.keep();
    return this.asked;
  }

  text(field, value) {
    const id = field.dataset.testid ?? "";
    for (const [start, [deed, what]] of Object.entries(NAMES))
      if (id.startsWith(start)) return this.add({ key: `${deed} ${id}`, intent: { do: deed, [what]: id.slice(start.length), name: value } });
    const step = field.closest("[data-testid=inspector]")?.dataset.step;
    return this.add(id ? { key: `${step} ${id}`, step, field: id, value } : {});
  }

  intent(intent) {
    // What is taken back before it was saved was never there; what was saved before is taken back on the server.
    if (intent.do === "undo" || intent.do === "redo") {
      this.entries = this.entries.filter((one, at) => at < this.entries.length - 1 || one.n <= this.kept);
      return this.add();
    }
    const id = intent.step ?? intent.phase;
    const key = { rename_phase: `rename_phase phase-name-${id}`, rename_step: `rename_step step-name-${id}`, set_enabled: `on ${id}` }[intent.do];
    return this.add({ key, intent });
  }

  // A text was given up by Escape.
  drop(field) {
    this.entries = this.entries.filter((one) => !one.key?.endsWith(` ${field.dataset.testid}`));
    this.keep();
  }

  confirm(n, etag) {
    Object.assign(this, { kept: Math.max(this.kept, n), etag });
    this.entries = this.entries.filter((one) => one.n > n);
    this.keep();
  }

  keep() {
    const entries = this.entries.filter((one) => one.intent || one.field);
    const left = { page: window.clientId, etag: this.etag, entries };
    if (entries.length) sessionStorage.setItem(this.place, JSON.stringify(left));
    else sessionStorage.removeItem(this.place);
  }
}

const editorOf = (field) => {
  const part = field.closest(".nicegui-codemirror");
  return part && window.getElement(part.id.slice(1))?.editor;
};

export const textOf = (field) => editorOf(field)?.state.doc.toString() ?? field.value ?? "";

// Type a text as a person would, so that whoever listens hears it.
export function type(field, text) {
  const editor = editorOf(field);
  if (editor) return editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  const kind = field instanceof HTMLTextAreaElement ? HTMLTextAreaElement : HTMLInputElement;
  Object.getOwnPropertyDescriptor(kind.prototype, "value").set.call(field, text);
  for (const name of ["input", "change", "focusout"]) field.dispatchEvent(new Event(name, { bubbles: true }));
  field.dispatchEvent(new Event("blur"));
}

// The field of an entry, once it is drawn; null after a while.
export async function fieldOf(entry, tries = 150) {
  const place = entry.step ? `[data-testid=inspector][data-step="${CSS.escape(entry.step)}"] ` : "";
  for (; tries; tries -= 1) {
    const found = document.querySelector(`${place}[data-testid="${CSS.escape(entry.field)}"]`);
    if (found) return found;
    await new Promise((later) => setTimeout(later, 20));
  }
  return null;
}
