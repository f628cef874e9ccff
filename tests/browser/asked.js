// Put into every page of the browser tests before its own scripts: hears what the page asks of Streamlit's server and
// whether the server has begun and ended the run that answers it. Between a click and the server's first word the page
// looks as finished as before; how long that takes depends on the machine, so it is heard rather than waited for.
(() => {
  // Fields of Streamlit's messages (streamlit/proto): BackMsg, ClientState, ForwardMsg.
  const RERUN = 11, BY_TIMER = 6, NEW_RUN = 4, FINISHED = 6;
  const heard = (window.atlasHeard = { runs: 0, open: false });

  // The fields of a protocol buffer: [number, value], a value being a number or the bytes of what lies inside.
  function* fields(bytes) {
    let at = 0;
    const varint = () => {
      let value = 0, shift = 1, byte;
      do { byte = bytes[at++]; value += (byte & 127) * shift; shift *= 128; } while (byte & 128);
      return value;
    };
    while (at < bytes.length) {
      const tag = varint(), number = Math.floor(tag / 8), kind = tag % 8;
      if (kind === 0) yield [number, varint()];
      else if (kind === 2) { const length = varint(); yield [number, bytes.subarray(at, (at += length))]; }
      else at += kind === 1 ? 8 : 4;
    }
  }
  const bytesOf = (data) => (data instanceof ArrayBuffer ? new Uint8Array(data) : data instanceof Uint8Array ? data : null);

  const Real = window.WebSocket;
  window.WebSocket = class extends Real {
    constructor(...how) {
      super(...how);
      // What an earlier connection asked is answered no more; the new one asks again.
      heard.open = false;
      this.addEventListener("message", ({ data }) => {
        const bytes = bytesOf(data);
        for (const [number] of bytes ? fields(bytes) : []) {
          if (number === NEW_RUN) { heard.runs++; heard.begun = true; }
          if (number === FINISHED && heard.begun) heard.open = heard.begun = false;
        }
      });
    }
    send(data) {
      const bytes = bytesOf(data);
      for (const [number, inside] of bytes ? fields(bytes) : [])
        // A timer's own request is not always answered: what it would have moved may be gone.
        if (number === RERUN && ![...fields(inside)].some(([field, value]) => field === BY_TIMER && value)) {
          heard.open = true;
          heard.begun = false;
        }
      super.send(data);
    }
  };
})();
