// Folds what test_live_fold.py packed, by the screen's own scripts, and compares every number with the server's.
import assert from "node:assert";
import { readFileSync } from "node:fs";

const folder = process.argv[2];
const { cellsOf } = await import(`${folder}/cells.js`);
const { fold } = await import(`${folder}/fold.js`);
const plain = (value) => JSON.parse(JSON.stringify(value));
const bare = ({ events, known, low, high, open }) => ({ events, known, low, high, open });
let numbers = 0;
for (const [at, each] of JSON.parse(readFileSync(`${folder}/expected.json`)).entries()) {
  const { measure, whole, towns, places, regions, tests } = each;
  const cells = await cellsOf(new Uint8Array(readFileSync(`${folder}/${at}.bin`)));
  for (const { start, end, expected } of tests) {
    const where = `filter ${at}, ${start} to ${end}`;
    const shown = fold(cells, [start, end], whole, {
      measure, towns, places, series: Object.keys(expected.series), headline: Object.keys(expected.totals) });
    assert.equal(shown.events, expected.events, where);
    assert.equal(shown.leftOut, expected.leftOut, where);
    for (const [name, { beyond, ...total }] of Object.entries(expected.totals)) {
      assert.deepStrictEqual(bare(shown.totals[name]), bare(total), `${name}, ${where}`);
      assert.deepStrictEqual(bare(shown.totals[name].beyond), bare(beyond), `${name} beyond, ${where}`);
    }
    assert.deepStrictEqual(plain(shown.remainders), expected.remainders, `remainders, ${where}`);
    for (const name of Object.keys(expected.series)) {
      for (const part of ["series", "spans"]) assert.deepStrictEqual(plain(shown[part][name]), expected[part][name], `${part} of ${name}, ${where}`);
      assert.deepStrictEqual(bare(shown.spanned[name]), bare(expected.spanned[name]), `${name}, ${where}`);
      numbers += 5 * expected.series[name].length;
    }
    assert.deepStrictEqual(plain(shown.towns), expected.towns, where);
    const nowhere = regions.map((place, i) => [place, plain(shown.nowhere[i])]).filter(([, figure]) => figure.events);
    assert.deepStrictEqual(Object.fromEntries(nowhere), expected.nowhere, where);
    numbers += 10 * towns;
  }
}
console.log(numbers);
