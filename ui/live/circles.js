// Figures to circles: a disc for the lowest in a ring for the highest, as atlas/drawing/circles.py has it.
export const SMALLEST = 3, ZERO = 2, UNKNOWN = 5, FEWEST = 25;

// The area grows with the figure; the same for all years, so that circles can be compared.
export const scaleOf = (most, width) => {
  const whole = Math.max(FEWEST, most);
  const largest = width >= 380 ? 34 : 22;
  const radius = (figure) =>
    figure <= 0 ? 0 : Math.round(Math.max(SMALLEST, largest * Math.sqrt(figure / whole)) * 10) / 10;
  return { most: whole, radius };
};

// Round figures for the key, largest first, each at most a quarter of the one before.
export const references = ({ most, radius }) => {
  const chosen = [];
  for (let digits = 10 ** String(most).length; digits >= 1; digits /= 10)
    for (const step of [5, 2, 1]) {
      const figure = step * digits;
      if (chosen.length < 3 && figure <= (chosen.length ? Math.floor(chosen.at(-1) / 4) : most) && radius(figure) > SMALLEST)
        chosen.push(figure);
    }
  return chosen;
};

// The radii of a figure's ring and disc; and of a dashed ring for what reaches beyond the period, where nothing counts in it.
export const circleOf = (figure, radius) => {
  if (!figure.events) return { outer: 0, inner: 0, beyond: 0 };
  const further = figure.beyond?.known && figure.beyond.low !== null ? radius(figure.beyond.high) || ZERO : 0;
  if (figure.low === null) return { outer: UNKNOWN, inner: 0, beyond: further };
  return { outer: radius(figure.high) || ZERO, inner: figure.high === 0 ? ZERO : radius(figure.low), beyond: further };
};
