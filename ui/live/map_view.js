// What of the country the map shows: from degrees to pixels, closer or further, and how far it may be pushed aside.
import { projection } from "./ground.js";

const CLOSEST = 24;
const between = (least, value, most) => Math.min(Math.max(value, least), most);

export function mapView() {
  let width = 0, height = 0, base = null, scale = 1, left = 0, top = 0;
  // The country's own box always covers the middle of the map: nobody gets lost.
  const hold = () => {
    scale = between(1, scale, CLOSEST);
    const slack = scale === 1 ? 0 : 0.5;
    left = between(width * (1 - scale - slack), left, width * slack);
    top = between(height * (1 - scale - slack), top, height * slack);
    if (scale === 1) left = top = 0;
  };
  return {
    get scale() { return scale; },
    get left() { return left; },
    get top() { return top; },
    get base() { return base; },
    // `strip`: what of the height the key needs below the country.
    size(wide, high, strip) {
      // The same middle in another frame: full screen and back.
      const middle = width ? [(width / 2 - left) / scale / width, (height / 2 - top) / scale / height] : [0.5, 0.5];
      [width, height] = [wide, high];
      base = projection(width, height, strip);
      left = width / 2 - middle[0] * width * scale;
      top = height / 2 - middle[1] * height * scale;
      hold();
    },
    at(lon, lat) {
      const [x, y] = base(lon, lat);
      return [x * scale + left, y * scale + top];
    },
    // Closer by a factor, the place under (x, y) staying where it is. Whether anything changed.
    zoom(factor, x = width / 2, y = height / 2) {
      const before = scale, next = between(1, scale * factor, CLOSEST);
      if (next === before) return false;
      left = x - ((x - left) * next) / before;
      top = y - ((y - top) * next) / before;
      scale = next;
      hold();
      return true;
    },
    move(dx, dy) {
      const before = [left, top];
      left += dx;
      top += dy;
      hold();
      return left !== before[0] || top !== before[1];
    },
    home() {
      const away = scale !== 1;
      scale = 1;
      hold();
      return away;
    },
  };
}
