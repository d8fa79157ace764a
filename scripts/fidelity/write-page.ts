import { writeFileSync } from 'node:fs';
import { fidelityPage } from './page.js';

/** `npm run fidelity`, in the project's folder. */
writeFileSync('docs/fidelity.md', fidelityPage());
