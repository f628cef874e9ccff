// Folds what test_by_hand_live.py packed by the screen's own scripts, and prints the totals of each filter.
import { readFileSync } from "node:fs";

const folder = process.argv[2];
const { cellsOf } = await import(`${folder}/cells.js`);
const { fold } = await import(`${folder}/fold.js`);
const headline = ["deaths", "detentions", "injuries", "participants"];
const plain = ({ low, high, open }) => (low === null ? null : [low, high, open]);
const said = [];
for (const [at, { period, whole }] of JSON.parse(readFileSync(`${folder}/asked.json`)).entries()) {
  const cells = await cellsOf(new Uint8Array(readFileSync(`${folder}/${at}.bin`)));
  const { totals } = fold(cells, period, whole, { measure: "events", towns: 1000, places: 1000, series: [], headline });
  said.push(Object.fromEntries(headline.map((measure) => {
    const { beyond, ...total } = totals[measure];
    return [measure, [plain(total), total.known, total.events, plain(beyond), beyond.known, beyond.events]];
  })));
}
console.log(JSON.stringify(said));
