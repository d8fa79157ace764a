// Publishes the JSON schema of lab.json beside the compiled program; part of `npm run build`.
import { writeFile } from 'node:fs/promises';
import { labSchema } from '../dist/config.js';

await writeFile(new URL('../dist/lab.schema.json', import.meta.url), `${JSON.stringify(labSchema, null, 2)}\n`);
