// A log of many lines that stays quick: only the lines in sight are drawn. Rows are [number, time, level, step, text].
const ROW = 20;
const RANK = { debug: 0, info: 1, warning: 2, error: 3 };

export default {
  template: `
    <section class="logview" :aria-label="words.log">
      <div class="logview-tools">
        <select v-model="level" :aria-label="words.level" data-testid="log-level">
          <option v-for="name in ['debug', 'info', 'warning', 'error']" :value="name">{{ words[name] }}</option>
        </select>
        <input type="search" v-model="text" :placeholder="words.search" :aria-label="words.search" data-testid="log-search">
        <span class="logview-count" aria-live="off">{{ counted }}</span>
      </div>
      <div class="logview-scroll" ref="scroll" tabindex="0" role="log" aria-live="off" :aria-label="words.log" @scroll.passive="look" data-testid="log-lines">
        <p v-if="!shown.length" class="logview-empty">{{ words.empty }}</p>
        <div class="logview-all" :style="{ height: shown.length * ${ROW} + 'px' }">
          <div v-for="row in inSight" :key="row[0]" class="logview-row" :class="row[2]" :style="{ top: row.at * ${ROW} + 'px' }" :title="row[4]">
            <span class="logview-time">{{ row[1] }}</span><b class="logview-step">{{ row[3] }}</b><span class="logview-level" v-if="row[2] === 'warning' || row[2] === 'error'">{{ words[row[2]] }}</span><span class="logview-text">{{ row[4] }}</span>
          </div>
        </div>
      </div>
      <button v-if="!atEnd && shown.length" type="button" class="logview-end" @click="toEnd">{{ words.end }}</button>
    </section>`,
  props: { words: Object, kept: Number },
  data: () => ({ shown: Vue.shallowRef([]), level: "info", text: "", top: 0, height: 400, atEnd: true, turn: 0 }),
  created() {
    this.rows = [];
    this.dropped = 0;
  },
  mounted() {
    this.watcher = new ResizeObserver(() => (this.atEnd ? this.toEnd() : this.look()));
    this.watcher.observe(this.$refs.scroll);
  },
  beforeUnmount() {
    this.watcher.disconnect();
  },
  computed: {
    counted() {
      const lang = document.documentElement.lang, count = this.shown.length;
      const form = new Intl.PluralRules(lang).select(count) === "one" ? this.words.one : this.words.other;
      return form.replace("{count}", count.toLocaleString(lang));
    },
    inSight() {
      const first = Math.max(0, Math.floor(this.top / ROW) - 10);
      const last = Math.min(this.shown.length, Math.ceil((this.top + this.height) / ROW) + 10);
      return this.shown.slice(first, last).map((row, index) => Object.assign([...row], { at: first + index }));
    },
  },
  watch: {
    level() {
      this.sift();
    },
    text() {
      clearTimeout(this.soon);
      this.soon = setTimeout(() => this.sift(), 80);
    },
  },
  methods: {
    passes(row) {
      const sought = this.text.trim().toLowerCase();
      return RANK[row[2]] >= RANK[this.level] && (!sought || `${row[3]} ${row[4]}`.toLowerCase().includes(sought));
    },
    append(rows) {
      this.rows.push(...rows);
      const over = this.rows.length - this.kept;
      if (over > 0) {
        this.dropped = this.rows[over - 1][0];
        this.rows.splice(0, over);
      }
      const passing = rows.filter((row) => this.passes(row));
      if (passing.length) this.show(over > 0 ? this.rows.filter((row) => this.passes(row)) : [...this.shown, ...passing]);
    },
    replace(rows) {
      this.rows = [];
      this.show([]);
      this.append(rows);
    },
    sift() {
      this.show(this.rows.filter((row) => this.passes(row)));
      this.turn += 1;
      const first = this.rows.length ? this.rows[0][0] : 0;
      if (this.text.trim() && first > 1) this.$emit("seek", { text: this.text.trim(), level: this.level, turn: this.turn });
    },
    found(turn, rows) {
      if (turn !== this.turn) return;
      const first = this.rows.length ? this.rows[0][0] : Infinity;
      this.show([...rows.filter((row) => row[0] < first), ...this.rows.filter((row) => this.passes(row))]);
    },
    show(rows) {
      this.shown = rows;
      if (this.atEnd) this.$nextTick(this.toEnd);
    },
    toEnd() {
      const scroll = this.$refs.scroll;
      if (scroll) scroll.scrollTop = scroll.scrollHeight;
      this.look();
    },
    look() {
      const scroll = this.$refs.scroll;
      if (!scroll) return;
      this.top = scroll.scrollTop;
      this.height = scroll.clientHeight;
      this.atEnd = scroll.scrollTop + scroll.clientHeight >= scroll.scrollHeight - ROW;
    },
  },
};
