// Marks the compiled programs as executable, as npm does when it first links them; part of `npm run build`.
// `npx` in a checkout keeps the link of an earlier build, and a new file behind it would answer "Permission denied".
import { chmod, readFile } from 'node:fs/promises';

const { bin } = JSON.parse(await readFile(new URL('../package.json', import.meta.url), 'utf8'));
for (const program of Object.values(bin)) await chmod(new URL(`../${program}`, import.meta.url), 0o755);
