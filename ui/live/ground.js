// The country under the circles: our own outlines, fetched from our own server once a page and drawn on a canvas.
const WEST = 46.5, SOUTH = 40.5, EAST = 87.3, NORTH = 55.5; // what the view must show: as in atlas/drawing/maps.py
const LAYERS = ["neighbours", "kazakhstan", "water", "oblasts"];
const fetched = {};

// The server's own address by way of this file's, so that a base path or a proxy's stays in front.
const layer = (name) =>
  (fetched[name] ??= fetch(new URL(`../../../api/basemap/${name}.geojson`, import.meta.url)).then((answer) => {
    if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
    return answer.json();
  }).catch(() => { delete fetched[name]; return { features: [] }; }));

const x = (lon) => (lon + 180) / 360;
const y = (lat) => (1 - Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360)) / Math.PI) / 2;

// From degrees to the pixels of a box, on a web map that holds the whole country above a strip for the key.
export function projection(width, height, strip = 0) {
  const [left, right, top, bottom] = [x(WEST), x(EAST), y(NORTH), y(SOUTH)];
  const scale = Math.min((0.97 * width) / (right - left), (0.97 * (height - strip)) / (bottom - top));
  const middle = [(left + right) / 2, (top + bottom) / 2];
  const down = Math.min(height / 2, height - strip - (0.5 * (bottom - top) * scale) / 0.97);
  return (lon, lat) => [(x(lon) - middle[0]) * scale + width / 2, (y(lat) - middle[1]) * scale + down];
}

function trace(path, project, geometry) {
  const line = (points) => points.forEach(([lon, lat], at) => path[at ? "lineTo" : "moveTo"](...project(lon, lat)));
  const { type, coordinates: inside } = geometry;
  if (type === "LineString") line(inside);
  else if (type === "MultiLineString" || type === "Polygon") inside.forEach(line);
  else if (type === "MultiPolygon") inside.flat().forEach(line);
}

// The outlines in pixels of one projection; moving and zooming then draws the same paths anew.
export function ground(canvas) {
  let wanted = null, made = null;
  const paths = ({ features }, project) => features.map(({ geometry }) => {
    const path = new Path2D();
    trace(path, project, geometry);
    return { path, area: geometry.type.endsWith("Polygon") };
  });

  function paint() {
    const { width, height, view, colours } = wanted;
    const dots = window.devicePixelRatio || 1;
    const [wide, high] = [Math.round(width * dots), Math.round(height * dots)];
    if (canvas.width !== wide) canvas.width = wide;
    if (canvas.height !== high) canvas.height = high;
    const pen = canvas.getContext("2d");
    pen.setTransform(1, 0, 0, 1, 0, 0);
    pen.fillStyle = colours.abroad;
    pen.fillRect(0, 0, wide, high);
    pen.setTransform(dots * view.scale, 0, 0, dots * view.scale, dots * view.left, dots * view.top);
    const layers = [["neighbours", colours.abroad, colours.oblast, 0.6], ["kazakhstan", colours.land, null, 0],
      ["water", colours.water, colours.shore, 0.6], ["oblasts", null, colours.oblast, 0.6], ["kazakhstan", null, colours.border, 1.2]];
    for (const [name, fill, stroke, thick] of layers)
      for (const { path, area } of made[name]) {
        if (fill && area) { pen.fillStyle = fill; pen.fill(path, "evenodd"); }
        if (stroke) { pen.strokeStyle = stroke; pen.lineWidth = thick / view.scale; pen.stroke(path); }
      }
  }

  return {
    // Another size, other colours.
    async lay(width, height, view, colours) {
      const mine = (wanted = { width, height, view, colours });
      const found = await Promise.all(LAYERS.map(layer));
      if (mine !== wanted) return;
      made = Object.fromEntries(LAYERS.map((name, at) => [name, paths(found[at], view.base)]));
      paint();
    },
    // The view has moved.
    paint() { if (made) paint(); },
  };
}
