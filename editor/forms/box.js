// One line (or several) of text, with a list of offers where there are some: an ARIA combobox, a plain input without.
export default {
  props: {
    value: String, options: Array, name: String, testid: String, inputid: String, describedby: String,
    free: Boolean, invalid: Boolean, disabled: Boolean, placeholder: String, nothing: String,
    kind: String, lines: Number, keep: Boolean, mono: Boolean,
  },
  emits: ["change", "leave", "enter"],
  template: `
  <div class="box" :class="{invalid, tall: lines > 1, mono}">
    <textarea v-if="lines > 1" ref="input" v-bind="common" :rows="lines" :value="text" @input="typed" @blur="leave"></textarea>
    <input v-else ref="input" v-bind="{...common, ...combo}" :type="kind || 'text'" :value="text"
      @input="typed" @keydown="key" @blur="leave" @click="show()">
    <span v-if="mark && (mark.badge || mark.icon)" class="type-badge" :title="mark.type" :role="mark.type ? 'img' : null" :aria-label="mark.type || null"><q-icon v-if="mark.icon" :name="mark.icon"/><template v-else>{{ mark.badge }}</template></span>
    <span v-if="options.length" class="box-open" aria-hidden="true" @mousedown.prevent="toggle"><q-icon name="expand_more"/></span>
    <q-menu v-if="ready && options.length" v-model="open" no-parent-event no-focus no-refocus fit :offset="[0, 4]" max-height="320px" class="box-menu" transition-duration="100" @hide="at = -1">
      <ul role="listbox" :id="list" :aria-label="name">
        <li v-for="(o, i) in found" :key="o.value" role="option" :id="list + i" :aria-selected="o.value === chosen" :class="{on: i === at}"
          @mousedown.prevent="pick(o)" @mousemove="at = i">
          <span class="box-label">{{ o.label }}<small v-if="o.note">{{ o.note }}</small></span>
          <span v-if="o.badge || o.icon" class="type-badge" :title="o.type"><q-icon v-if="o.icon" :name="o.icon"/><template v-else>{{ o.badge }}</template></span>
        </li>
        <li v-if="!found.length" class="box-nothing" role="option" aria-disabled="true" aria-selected="false">{{ nothing }}</li>
      </ul>
    </q-menu>
  </div>`,
  data() {
    return { chosen: this.value, text: this.label(this.value), open: false, ready: false, at: -1, searching: false, sent: [] };
  },
  computed: {
    list() { return this.inputid + "-list"; },
    common() {
      return {
        id: this.inputid, "data-testid": this.testid, "aria-label": this.name, "aria-invalid": this.invalid || null,
        "aria-describedby": this.describedby || null, placeholder: this.placeholder || null, disabled: this.disabled || null, title: this.full(),
        spellcheck: "false", autocomplete: "off", autocapitalize: "off",
      };
    },
    combo() {
      if (!this.options.length) return {};
      const active = this.open && this.at >= 0 ? this.list + this.at : null;
      return {
        role: "combobox", "aria-expanded": this.open, "aria-autocomplete": "list", "aria-haspopup": "listbox",
        "aria-controls": this.open ? this.list : null, "aria-activedescendant": active,
      };
    },
    mark() { return this.options.find((o) => o.value === (this.free ? this.text : this.chosen)); },
    found() {
      const words = this.searching ? this.text.toLowerCase().trim() : "";
      const fits = (o) => (o.label + " " + o.value + " " + (o.note || "")).toLowerCase().includes(words);
      return words ? this.options.filter(fits) : this.options;
    },
  },
  watch: {
    open() { this.ready = true; }, // the menu is made when it is first needed: a form has many boxes
    value(now) {
      // What we sent a moment ago comes back with other changes: it must not undo what was typed since.
      if (this.focused() && this.sent.includes(now)) return;
      this.chosen = now;
      this.text = this.label(now);
    },
    options() { if (!this.focused()) this.text = this.label(this.chosen); },
  },
  methods: {
    label(value) {
      const known = this.options.find((o) => o.value === value);
      return known && !this.free ? known.short || known.label : value || "";
    },
    full() {
      const known = this.free ? null : this.options.find((o) => o.value === this.chosen);
      return known?.short ? known.label : this.text.length > 12 ? this.text : null;
    },
    focused() { return document.activeElement === this.$refs.input; },
    focus() { this.$refs.input?.focus(); },
    clear() { this.text = ""; this.sent = []; },
    send(value) { this.chosen = value; this.sent.push(value); this.$emit("change", value); },
    typed(event) {
      this.text = event.target.value;
      this.searching = true;
      if (this.options.length) {
        // Free text that is complete, or like no offer, needs no list over the inputs below.
        const typed = this.text.trim().toLowerCase();
        const whole = this.found.some((o) => (this.free ? o.value : o.label).toLowerCase() === typed);
        this.open = this.free ? this.found.length > 0 && !whole : !(whole && this.found.length === 1);
        this.at = this.found.length && !this.free ? 0 : -1;
      }
      if (this.free) return this.send(this.text);
      const exact = this.options.find((o) => o.label.toLowerCase() === this.text.trim().toLowerCase());
      if (exact && exact.value !== this.chosen) this.send(exact.value);
    },
    show() { if (this.options.length && !this.open && !this.disabled) { this.searching = false; this.open = true; } },
    toggle() { this.focus(); this.open ? (this.open = false) : this.show(); },
    pick(o) {
      this.text = this.keep ? "" : this.free ? o.value : o.label;
      this.open = this.searching = false;
      this.send(o.value);
      if (this.keep) this.$emit("enter", o.value);
    },
    key(event) {
      if (event.key === "Escape" && this.open) { this.open = false; event.stopPropagation(); return; }
      if ((event.key === "ArrowDown" || event.key === "ArrowUp") && this.options.length && !event.altKey) {
        event.preventDefault();
        if (!this.open) return this.show();
        const count = this.found.length || 1;
        this.at = (this.at + (event.key === "ArrowDown" ? 1 : -1) + count) % count;
        this.$nextTick(() => document.getElementById(this.list + this.at)?.scrollIntoView({ block: "nearest" }));
      }
      if (event.key === "Enter") {
        if (this.open && this.at >= 0 && this.found[this.at]) { event.preventDefault(); return this.pick(this.found[this.at]); }
        this.open = false;
        if (this.keep) { event.preventDefault(); this.$emit("enter", this.text); this.text = ""; return; }
        this.$emit("leave", this.text);
      }
    },
    leave() {
      this.open = this.searching = false;
      this.sent = [];
      if (!this.free) this.text = this.label(this.chosen);
      this.$emit("leave", this.text);
      if (this.keep) this.text = "";
    },
  },
};
