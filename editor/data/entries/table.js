// A page of entries: heads that sort, rows that open and are chosen by mouse and keys. Only one row is in the tab order.
export default {
  props: { columns: Array, rows: Array, name: String, testid: String, choose: Boolean, words: Object, first: Number, total: Number },
  emits: ["sort", "open", "chosen"],
  template: `
  <div ref="wrap" class="grid-wrap entry-table" :data-testid="testid">
    <table class="grid" role="grid" :aria-label="name" :aria-rowcount="total < 0 ? -1 : total + 1" @keydown="key">
      <thead><tr aria-rowindex="1">
        <th v-if="choose" scope="col" class="chooser"><input type="checkbox" :aria-label="words.all" :checked="whole" :indeterminate="chosen.size > 0 && !whole" data-testid="choose-all" @change="all"></th>
        <th v-for="c in columns" :key="c.key" scope="col" :aria-sort="c.sorted || null" :class="{number: c.number}">
          <button v-if="c.sortable" type="button" class="head" :data-testid="'sort-' + c.key" @click="$emit('sort', c.key)">
            <span>{{ c.name }}</span><span v-if="c.badge || c.icon" class="type-badge" :title="c.type"><q-icon v-if="c.icon" :name="c.icon"/><template v-else>{{ c.badge }}</template><span class="unseen">{{ c.type }}</span></span>
            <q-icon v-if="c.sorted" :name="c.sorted === 'ascending' ? 'sym_o_arrow_upward' : 'sym_o_arrow_downward'" aria-hidden="true"/>
          </button>
          <span v-else class="head"><span>{{ c.name }}</span><span v-if="c.badge || c.icon" class="type-badge" :title="c.type"><q-icon v-if="c.icon" :name="c.icon"/><template v-else>{{ c.badge }}</template><span class="unseen">{{ c.type }}</span></span></span>
        </th>
      </tr></thead>
      <tbody>
        <tr v-for="(row, i) in rows" :key="row.id" :data-testid="'entry-' + row.id" :tabindex="i === at ? 0 : -1" :aria-rowindex="first + i + 2"
          :aria-selected="choose ? chosen.has(row.id) : null" :class="{open: row.id === opened}" @click="click($event, row, i)" @focus="at = i">
          <td v-if="choose" class="chooser"><input type="checkbox" :tabindex="i === at ? 0 : -1" :aria-label="words.one + ' ' + row.title" :checked="chosen.has(row.id)" @click.stop="toggle(row.id)"></td>
          <td v-for="(cell, c) in row.cells" :key="c" :class="{number: columns[c].number, gone: cell && cell.gone}">
            <span v-if="cell === null" class="null" aria-hidden="true">–</span>
            <a v-else-if="cell.href" :href="cell.href" :tabindex="i === at ? 0 : -1" :download="cell.file ? cell.text : null" :target="cell.out ? '_blank' : null" :rel="cell.out ? 'noopener noreferrer' : null" @click.stop>{{ cell.text }}</a>
            <span v-else :title="cell.text.length > 28 ? cell.text : null">{{ cell.text }}</span>
          </td>
        </tr>
      </tbody>
    </table>
  </div>`,
  data() { return { at: 0, chosen: new Set(), opened: null }; },
  computed: { whole() { return this.rows.length > 0 && this.rows.every((row) => this.chosen.has(row.id)); } },
  watch: {
    rows(now) {
      const here = new Set(now.map((row) => row.id));
      this.chosen = new Set([...this.chosen].filter((id) => here.has(id)));
      this.at = Math.min(this.at, Math.max(0, now.length - 1));
    },
  },
  methods: {
    mark(id) { this.opened = id; },
    none() { this.chosen = new Set(); },
    top() { this.$refs.wrap.scrollTop = 0; this.at = 0; },
    tell() { this.chosen = new Set(this.chosen); this.$emit("chosen", [...this.chosen]); },
    toggle(id) { this.chosen.has(id) ? this.chosen.delete(id) : this.chosen.add(id); this.tell(); },
    all() { const whole = this.whole; this.rows.forEach((row) => (whole ? this.chosen.delete(row.id) : this.chosen.add(row.id))); this.tell(); },
    click(event, row, i) {
      if (window.getSelection().toString() || event.target.closest("a, input")) return;
      this.at = i;
      this.$emit("open", row.id);
    },
    go(i) {
      this.at = Math.max(0, Math.min(this.rows.length - 1, i));
      this.$refs.wrap.querySelectorAll("tbody tr")[this.at]?.focus();
    },
    key(event) {
      const row = event.target.closest("tbody tr");
      if (!row || event.target.tagName === "INPUT" && event.key === " ") return;
      const moves = { ArrowDown: this.at + 1, ArrowUp: this.at - 1, Home: 0, End: this.rows.length - 1, PageDown: this.at + 10, PageUp: this.at - 10 };
      if (event.key in moves) { event.preventDefault(); this.go(moves[event.key]); }
      if (event.key === "Enter" && event.target === row) { event.preventDefault(); this.$emit("open", this.rows[this.at].id); }
      if (event.key === " " && event.target === row && this.choose) { event.preventDefault(); this.toggle(this.rows[this.at].id); }
    },
  },
};
