import { render } from 'preact';
import { App } from './app.js';
import { followLab } from './state/lab.js';
import { applyTheme } from './state/theme.js';

/** A file that is dropped beside the places that take one would replace the page. */
function refuseFile(event: DragEvent): void {
  if (event.defaultPrevented || !event.dataTransfer?.types.includes('Files')) return;
  event.preventDefault();
  event.dataTransfer.dropEffect = 'none';
}

document.addEventListener('dragover', refuseFile);
document.addEventListener('drop', refuseFile);
applyTheme();
followLab();
const place = document.getElementById('lab');
if (!place) throw new Error('The page has no place for the dashboard.');
place.replaceChildren();
render(<App />, place);
