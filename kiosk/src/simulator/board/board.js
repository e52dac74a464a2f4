// The device board: what the kiosk says and prints, and how its devices are, comes by itself.
'use strict';
new EventSource('/banco/flusso').onmessage = event => {
  for (const [id, part] of Object.entries(JSON.parse(event.data))) document.getElementById(id).innerHTML = part;
};
