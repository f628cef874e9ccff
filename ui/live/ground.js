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

// From degrees to the pixels of a box, on a web map that holds the whole country.
export function projection(width, height) {
  const [left, right, top, bottom] = [x(WEST), x(EAST), y(NORTH), y(SOUTH)];
  const scale = Math.min((0.97 * width) / (right - left), (0.95 * height) / (bottom - top));
  const middle = [(left + right) / 2, (top + bottom) / 2];
  return (lon, lat) => [(x(lon) - middle[0]) * scale + width / 2, (y(lat) - middle[1]) * scale + height / 2];
}

function trace(pen, project, geometry) {
  const line = (points) => points.forEach(([lon, lat], at) => pen[at ? "lineTo" : "moveTo"](...project(lon, lat)));
  const { type, coordinates: inside } = geometry;
  if (type === "LineString") line(inside);
  else if (type === "MultiLineString" || type === "Polygon") inside.forEach(line);
  else if (type === "MultiPolygon") inside.flat().forEach(line);
}

let drawn = 0;

export async function ground(canvas, width, height, project, colours) {
  const turn = ++drawn;
  const [neighbours, country, water, oblasts] = await Promise.all(LAYERS.map(layer));
  if (turn !== drawn) return;
  const dots = window.devicePixelRatio || 1;
  canvas.width = Math.round(width * dots);
  canvas.height = Math.round(height * dots);
  const pen = canvas.getContext("2d");
  pen.scale(dots, dots);
  pen.fillStyle = colours.abroad;
  pen.fillRect(0, 0, width, height);
  const paint = ({ features }, fill, stroke, thick = 0.6) => {
    for (const { geometry } of features) {
      pen.beginPath();
      trace(pen, project, geometry);
      if (fill && geometry.type.endsWith("Polygon")) { pen.fillStyle = fill; pen.fill("evenodd"); }
      if (stroke) { pen.strokeStyle = stroke; pen.lineWidth = thick; pen.stroke(); }
    }
  };
  paint(neighbours, colours.abroad, colours.oblast);
  paint(country, colours.land);
  paint(water, colours.water, colours.shore);
  paint(oblasts, null, colours.oblast);
  paint(country, null, colours.border, 1.2);
}
