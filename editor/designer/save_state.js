// Saved, saving, or not saved and why. What the server says is shown only while it has heard everything done here.
import { Unsent, fieldOf, textOf, type } from "etapes-board/unsent.js";

const SIGNS = { saved: "check_circle", saving: "sync", failed: "error" };
const PATIENCE = 5000, LEAVING = 3000;
const TEXTS = ".flow-name, .phase-name, .naming input, .side input, .side textarea, .side [contenteditable=true]";
const LATE = ".phase-name, .naming input, [data-late]"; // sent when they are left, not at every key
const CHOICES = ".side .q-btn, .side [role=checkbox], .side [role=switch], .side .q-toggle, .q-menu [role=option]";

export default {
  props: { kind: String, words: String, kept: Number, etag: String, place: String, says: Object, editable: Boolean },
  emits: ["typed", "back", "left", "look"],
  template: `
    <span class="save-state" :class="now.kind" data-testid="save-state" role="status" :title="now.words">
      <i class="q-icon material-symbols-outlined notranslate" aria-hidden="true">{{ now.sign }}</i><span class="cut">{{ now.words }}</span>
      <teleport v-if="offered.length" to=".board-notices">
        <div class="notice warn over unsent" role="alert" data-testid="unsent">
          <div class="grow"><p>{{ says.unsent }}</p><ul><li v-for="one in offered" :key="one.n">{{ told(one) }}</li></ul></div>
          <button type="button" class="word" data-testid="unsent-write" @click="write(offered)">{{ says.write }}</button>
          <button type="button" class="word" data-testid="unsent-drop" @click="drop">{{ says.drop }}</button>
        </div></teleport>
    </span>`,
  data: () => ({ asked: 0, lost: false, late: false, restoring: false, offered: [] }),
  computed: {
    now() {
      const { says } = this;
      const as = (kind, words) => ({ kind, words, sign: SIGNS[kind] });
      if (this.lost) return as("failed", says.offline);
      if (this.late) return as("failed", says.slow);
      if (this.kind === "failed") return as("failed", this.words);
      if (this.offered.length) return as("failed", says.unsent);
      if (this.restoring || this.asked > this.kept) return as("saving", says.saving);
      return as(this.kind, this.words);
    },
  },
  watch: {
    kept(n) { this.unsent.confirm(n, this.etag); this.wait(); },
    etag(now) { this.unsent.etag = now; },
  },
  created() { this.unsent = new Unsent(this.place, this.etag); },
  mounted() {
    const left = Unsent.left(this.place);
    this.listeners = [
      [document, "input", this.typed, true], [document, "keydown", this.keyed, true], [document, "focusout", this.blurred, true],
      [document, "click", this.clicked, true], [window, "etapes-intent", this.intended, false], [window, "beforeunload", this.leaving, false],
      [window, "offline", this.loses, false], [window, "online", this.finds, false],
    ];
    if (this.editable) for (const [place, name, act, early] of this.listeners) place.addEventListener(name, act, early);
    this.connect();
    this.restoring = Boolean(left && this.editable);
    if (this.restoring) this.$emit("left", left);
  },
  beforeUnmount() {
    for (const [place, name, act, early] of this.listeners) place.removeEventListener(name, act, early);
    clearTimeout(this.timer);
  },
  methods: {
    // The page's own reload after the server came back asks nobody: what is unsent is kept.
    connect(tries = 100) {
      const socket = window.socket;
      if (!socket) return tries && setTimeout(() => this.connect(tries - 1), 20);
      const own = socket.listeners("connect_error");
      socket.off("connect_error");
      socket.on("connect_error", (wrong) => {
        this.reloading = true;
        own.forEach((act) => act(wrong));
      });
      socket.on("disconnect", this.loses);
      socket.on("connect", this.finds);
    },
    loses() { this.lost = true; },
    finds() {
      if (!window.socket?.connected) return;
      this.lost = this.reloading = false;
      this.$emit("back", this.asked);
    },
    // A number goes after what it counts: the server has then heard both.
    tell(n) {
      this.asked = this.unsent.asked;
      this.wait();
      if (n) setTimeout(() => this.$emit("typed", n));
    },
    wait() {
      clearTimeout(this.timer);
      this.late = false;
      if (this.asked > this.kept) this.timer = setTimeout(() => (this.late = this.asked > this.kept && !this.held), PATIENCE);
    },
    typed(event) {
      const field = event.target;
      if (!field.matches?.(TEXTS)) return;
      if (field.matches(LATE)) {
        this.held = field;
        this.numbers = [...(this.numbers ?? []), this.unsent.text(field, textOf(field))];
        this.tell(0);
      } else this.tell(this.unsent.text(field, textOf(field)));
    },
    keyed(event) {
      if (event.target !== this.held || this.held.matches("textarea") || !["Enter", "Escape"].includes(event.key)) return;
      if (event.key === "Escape") this.unsent.drop(this.held);
      this.release();
    },
    blurred(event) { if (event.target === this.held) this.release(); },
    release() {
      const numbers = this.numbers ?? [];
      this.held = this.numbers = null;
      setTimeout(() => numbers.forEach((n) => this.$emit("typed", n)));
    },
    clicked(event) {
      const link = event.target.closest("a[href]");
      if (link && !link.target && !event.ctrlKey && !event.metaKey && !event.shiftKey) return this.follow(event, link.href);
      if (event.target.closest(CHOICES)) this.tell(this.unsent.add());
    },
    intended(event) { this.tell(this.unsent.intent(event.detail)); },
    // A link waits for what is on its way.
    async follow(event, address) {
      document.activeElement?.blur();
      if (this.asked <= this.kept || this.lost) return;
      event.preventDefault();
      for (let rest = LEAVING; rest > 0 && this.asked > this.kept; rest -= 20) await new Promise((later) => setTimeout(later, 20));
      location.href = address;
    },
    leaving(event) {
      if (!this.reloading && (this.asked > this.kept || this.kind === "failed")) event.preventDefault();
    },
    // Called by the server: what never arrived there is done again.
    async resend(numbers) {
      const again = this.unsent.entries.filter((one) => numbers.includes(one.n) && (one.intent || one.field));
      await this.write(again);
      for (const n of numbers) this.$emit("typed", n);
    },
    offer(entries) {
      this.offered = entries;
      this.restoring = false;
    },
    drop() { this.offered = []; },
    async write(entries) {
      const rest = [];
      this.offered = [];
      for (const one of entries) {
        if (one.intent) {
          const n = this.unsent.intent(one.intent);
          this.$emit("left", { again: [one] });
          this.tell(n);
          continue;
        }
        if (one.step) this.$emit("look", one.step);
        const field = await fieldOf(one);
        if (field) type(field, one.value);
        else rest.push(one);
      }
      this.offered = rest;
      this.restoring = false;
    },
    told(one) { return one.intent ? [this.says.deeds[one.intent.do] ?? one.intent.do, one.intent.name].filter(Boolean).join(": ") : one.value; },
  },
};
