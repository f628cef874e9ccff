// Which towns are named on the map and where, so that no two names overlap: as atlas/drawing/labels.py has it.
const SIZE = 13, MOST = 12, CLOSEST = 60; // so many at the first view, and at most so many closer up

const touches = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];

// `shown`: the places of the towns with a circle; `frame`: width and height of the map, how close it is, and boxes that
// something else takes. Out: which town, text, x and y of its baseline, anchor, and its box.
export function namesOf(shown, towns, circles, figures, live, { width, height, scale, covered }) {
  const radius = (at) => Math.max(circles[at].outer, circles[at].beyond) + (live.selected.includes(live.data.towns[at][0]) ? 6 : 0);
  const disc = (at) => { const { x, y } = towns[at], r = radius(at); return [x - r, y - r, x + r, y + r]; };
  const chosen = (at) => live.selected.includes(live.data.towns[at][0]);
  const ranked = [...shown].sort((a, b) =>
    chosen(b) - chosen(a) || (figures[b].high ?? -1) - (figures[a].high ?? -1) || figures[b].events - figures[a].events || a - b);
  const discs = shown.map((at) => [at, disc(at)]);
  const taken = [...covered];
  const most = Math.min(Math.round(MOST * scale), CLOSEST);
  const names = [];
  for (const at of ranked) {
    if (names.length === most) break;
    const { x, y } = towns[at];
    if (x < 0 || y < 0 || x > width || y > height) continue;
    const text = live.data.towns[at][1];
    const [wide, high, gap] = [0.56 * SIZE * text.length, 1.15 * SIZE, radius(at) + 3];
    const half = wide / 2;
    const free = [
      [[x - half, y - gap - high, x + half, y - gap], x, y - gap - 3, "middle"],
      [[x + gap, y - high / 2, x + gap + wide, y + high / 2], x + gap, y + 4, "start"],
      [[x - gap - wide, y - high / 2, x - gap, y + high / 2], x - gap, y + 4, "end"],
      [[x - half, y + gap, x + half, y + gap + high], x, y + gap + 10, "middle"],
    ].find(([box]) =>
      box[0] >= 0 && box[1] >= 0 && box[2] <= width && box[3] <= height &&
      !taken.some((other) => touches(box, other)) && !discs.some(([other, around]) => other !== at && touches(box, around)));
    if (!free) continue;
    taken.push(free[0]);
    names.push({ at, text, box: free[0], x: free[1], y: free[2], anchor: free[3] });
  }
  return names;
}
