// What stands on no town, as a sentence: in the words of ui/shared/city_map.py.

export const nowhere = (live) => ({ nowhere: found, towns }) => {
  const { data, words: { map: words }, say: speaker } = live;
  const events = found.reduce((sum, each) => sum + each.events, 0);
  let text = events ? speaker.fill(words.nowhere, { events: speaker.number(events) }) : words.everywhere;
  const count = live.measure === "events";
  const places = found.map((each, at) => [each, data.places[at]])
    .filter(([each]) => each.events && (count || (each.known && !(each.high === 0 && each.open & 2))))
    .map(([each, place]) => speaker.fill(words.figure, { place, figure: count ? speaker.number(each.events) : speaker.range(each) }));
  if (places.length) text += ` ${speaker.fill(words.nowhere_figures, { unit: live.label(live.measure), places: speaker.list(places) })}`;
  const pointless = towns.filter((each, at) => each.events && data.towns[at][2] === null);
  if (pointless.length)
    text += ` ${speaker.counted(words.pointless, pointless.length, { towns: speaker.number(pointless.length), events: speaker.number(pointless.reduce((sum, each) => sum + each.events, 0)) })}`;
  return data.borders ? `${text} ${data.borders}` : text;
};
