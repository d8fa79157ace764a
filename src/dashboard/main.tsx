import { render } from 'preact';
import { App } from './app.js';
import { followLab } from './state/lab.js';
import { applyTheme } from './state/theme.js';

applyTheme();
followLab();
const place = document.getElementById('lab');
if (!place) throw new Error('The page has no place for the dashboard.');
place.replaceChildren();
render(<App />, place);
