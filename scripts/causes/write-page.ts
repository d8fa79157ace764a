import { writeFileSync } from 'node:fs';
import { causesPage } from './page.js';

/** `npm run causes`, in the project's folder. */
writeFileSync('docs/causes.md', causesPage());
