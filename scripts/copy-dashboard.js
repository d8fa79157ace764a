// Puts beside the compiled page what needs no compiling: its HTML, its styles, and the libraries that its import map names;
// part of `npm run build`. The package carries them, so that the page asks nobody else for anything.
import { cp, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('..', import.meta.url));
const source = join(project, 'src', 'dashboard');
const target = join(project, 'dist', 'dashboard');
const libraries = join(project, 'node_modules');

/** What the import map names, and where its package has it. */
const vendored = {
  'preact.js': 'preact/dist/preact.mjs',
  'hooks.js': 'preact/hooks/dist/hooks.mjs',
  'jsx-runtime.js': 'preact/jsx-runtime/dist/jsxRuntime.mjs',
  'signals.js': '@preact/signals/dist/signals.mjs',
  'signals-core.js': '@preact/signals-core/dist/signals-core.mjs',
  'eventsource-parser/index.js': 'eventsource-parser/dist/index.js',
  'eventsource-parser/stream.js': 'eventsource-parser/dist/stream.js',
};

const licences = ['preact', '@preact/signals', '@preact/signals-core', 'eventsource-parser'];

// What an earlier build has put there and this one does not.
for (const name of ['vendor', 'style', 'index.html']) await rm(join(target, name), { recursive: true, force: true });
await mkdir(join(target, 'vendor', 'eventsource-parser'), { recursive: true });
// Beside the files that are served as they are: the page has an address of its own, and headers that belong to it.
await cp(join(source, 'index.html'), join(project, 'dist', 'dashboard.html'));
await cp(join(source, 'style'), join(target, 'style'), { recursive: true });
for (const [name, from] of Object.entries(vendored)) {
  const code = await readFile(join(libraries, from), 'utf8');
  // Their source maps stay behind: a browser's tools would ask for them in vain.
  await writeFile(join(target, 'vendor', name), code.replace(/\n\/\/# sourceMappingURL=.*\s*$/, '\n'));
}
const texts = await Promise.all(
  licences.map(async (name) => `${name}\n\n${await readFile(join(libraries, ...name.split('/'), 'LICENSE'), 'utf8')}`),
);
await writeFile(join(target, 'vendor', 'LICENSES.txt'), texts.join('\n\n'));
