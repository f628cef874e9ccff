// The figures of some groups: summed as atlas/folds/aggregates.py sums them, and told as the screen reads them.

// The figures of some groups while they are summed, and as the screen reads them: the same objects every frame.
export class Groups {
  pool = [];
  shown = [];
  room = 0;

  clear(count) {
    if (count > this.room || !this.room) {
      this.room = Math.max(count, 2 * this.room, 1);
      for (const name of ["events", "known", "low", "high", "first", "last"]) this[name] = new Float64Array(this.room);
      this.open = new Uint8Array(this.room);
      while (this.pool.length < this.room) this.pool.push({ events: 0, known: 0, low: null, high: null, open: 0, start: null, end: null, beyond: null });
    } else for (const column of [this.events, this.known, this.low, this.high, this.open]) column.fill(0, 0, count);
    this.first.fill(Infinity, 0, count);
    this.last.fill(-Infinity, 0, count);
    if (this.shown.length !== count) this.shown = this.pool.slice(0, count);
  }

  // Add to a group what stands at one place of a measure's columns.
  add(group, additive, figures, at) {
    const low = figures.low[at], high = figures.high[at], open = figures.open[at];
    this.known[group] += figures.known[at];
    if (additive) {
      this.low[group] += low;
      this.high[group] += high;
      this.open[group] |= open;
      return;
    }
    if (low > this.low[group]) this.low[group] = low;
    // Of turnouts only the largest is shown, so only the largest can leave the figure open.
    if (high > this.high[group]) {
      this.high[group] = high;
      this.open[group] = open;
    } else if (high === this.high[group]) this.open[group] |= open;
  }

  // The same, and over which days it reaches.
  reach(group, additive, figures, at, start, end) {
    this.add(group, additive, figures, at);
    if (start < this.first[group]) this.first[group] = start;
    if (end > this.last[group]) this.last[group] = end;
  }

  // Unknown is null, never 0. `events`: how many there are of each group, where another has counted them. `beyond`: the
  // groups of what reaches beyond; each figure then has its own under that name. `start`, `end`: of those that `reach`.
  figures(measure, events = this.events, beyond = null) {
    const further = beyond?.figures("");
    const count = measure === "events";
    this.shown.forEach((each, at) => {
      each.events = events[at];
      each.beyond = further ? further[at] : null;
      each.start = this.first[at] === Infinity ? null : this.first[at];
      each.end = each.start === null ? null : this.last[at];
      each.known = count ? events[at] : this.known[at];
      each.open = this.open[at];
      if (count) each.low = each.high = events[at];
      else if (!each.known) each.low = each.high = null;
      else {
        // A remainder can come out with its bounds crossed: see Range.of.
        each.low = Math.min(this.low[at], this.high[at]);
        each.high = Math.max(this.low[at], this.high[at]);
      }
    });
    return this.shown;
  }
}
