// A table of many rows of which only those in sight exist: sticky head, types, empty values in italics, nested ones open.
const HEIGHT = 29;
export default {
  props: { columns: Array, rows: Array, name: String, testid: String, high: Number, nothing: String },
  template: `
  <div ref="wrap" class="grid-wrap data-grid" tabindex="0" role="region" :aria-label="name" :data-testid="testid"
    :style="{maxHeight: high ? high + 'px' : null}" @scroll.passive="look">
    <table class="grid" :aria-rowcount="rows.length + 1">
      <thead><tr>
        <th v-for="c in columns" :key="c.name" scope="col"><span>{{ c.name }}</span>
          <span v-if="c.badge || c.icon" class="type-badge" :title="c.type"><q-icon v-if="c.icon" :name="c.icon"/><template v-else>{{ c.badge }}</template><span class="unseen">{{ c.type }}</span></span></th>
      </tr></thead>
      <tbody>
        <tr v-if="first" aria-hidden="true" :style="{height: first * 29 + 'px'}"></tr>
        <template v-for="(row, i) in seen" :key="first + i">
          <tr :aria-rowindex="first + i + 2">
            <td v-for="(cell, c) in row" :key="c" :class="{number: columns[c].number, null: cell === null}">
              <template v-if="cell === null">null</template>
              <button v-else-if="cell.json !== undefined" type="button" class="nested" :aria-expanded="open === (first + i) + '.' + c"
                @click="toggle((first + i) + '.' + c, cell.json)">{{ cell.short }}</button>
              <span v-else-if="cell.exact !== undefined" :title="cell.exact">{{ cell.shown }}</span>
              <span v-else :title="cell.length > 24 ? cell : null">{{ cell }}</span>
            </td>
          </tr>
          <tr v-if="open.startsWith((first + i) + '.')" class="nested-row"><td :colspan="columns.length"><pre>{{ shown }}</pre></td></tr>
        </template>
        <tr v-if="rest > 0" aria-hidden="true" :style="{height: rest * 29 + 'px'}"></tr>
      </tbody>
    </table>
  </div>`,
  data() { return { first: 0, count: 40, open: "", shown: "" }; },
  computed: {
    seen() { return this.rows.slice(this.first, this.first + this.count); },
    rest() { return this.rows.length - this.first - this.seen.length; },
  },
  watch: { rows() { this.open = ""; this.$nextTick(this.look); } },
  mounted() { this.look(); this.sizes = new ResizeObserver(() => this.look()); this.sizes.observe(this.$refs.wrap); },
  beforeUnmount() { this.sizes?.disconnect(); },
  methods: {
    look() {
      const wrap = this.$refs.wrap;
      if (!wrap) return;
      const top = Math.max(0, Math.floor(wrap.scrollTop / HEIGHT) - 10);
      if (!this.open) this.first = top - (top % 2);
      this.count = Math.ceil(wrap.clientHeight / HEIGHT) + 24;
    },
    toggle(at, json) {
      this.open = this.open === at ? "" : at;
      this.shown = json;
    },
  },
};
