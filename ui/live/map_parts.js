// Towns so near each other that their marks would cover one another part a little; closer up they stand where they are.

const NEAR = 0.8; // of the sum of two radii: what lies nearer is pushed apart
const SMALL = 0.5; // a mark smaller than this share of the other lies on top of it and can be seen
const ROUNDS = 12;

// `towns`: with `x`, `y` in pixels, which move; `radii`: of each at its largest, 0 where it has none.
export function part(towns, radii) {
  const shown = towns.map((town, at) => ({ town, radius: radii[at] })).filter(({ radius }) => radius > 0);
  shown.sort((a, b) => b.radius - a.radius);
  for (let round = 0; round < ROUNDS; round++) {
    let moved = false;
    for (let one = 0; one < shown.length; one++)
      for (let other = one + 1; other < shown.length; other++) {
        const a = shown[one], b = shown[other];
        // A little mark on a large one needs its own middle only to be off the other's.
        const wanted = b.radius < SMALL * a.radius ? Math.min(a.radius * 0.5, b.radius + 4) : NEAR * (a.radius + b.radius);
        let dx = b.town.x - a.town.x, dy = b.town.y - a.town.y;
        const far = Math.hypot(dx, dy);
        if (far >= wanted) continue;
        if (far < 0.5) [dx, dy] = [Math.cos(other), Math.sin(other)];
        const length = Math.hypot(dx, dy), push = wanted - far;
        const share = a.radius ** 2 / (a.radius ** 2 + b.radius ** 2);
        b.town.x += (dx / length) * push * share;
        b.town.y += (dy / length) * push * share;
        a.town.x -= (dx / length) * push * (1 - share);
        a.town.y -= (dy / length) * push * (1 - share);
        moved = true;
      }
    if (!moved) break;
  }
}
