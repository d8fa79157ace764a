import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startLab } from '../../src/index.js';
import { scenarios } from '../../src/scenarios/catalogue.js';
import { indexPage } from './index-page.js';
import { scenarioPage } from './page.js';
import { partsOf } from './parts.js';

/** `npm run scenarios`, in the project's folder: runs every scenario in a lab of its own and writes its page. */
const directory = 'docs/scenarios';
const dataDir = mkdtempSync(join(tmpdir(), 'scenario-pages-'));
const lab = await startLab({ exchangePort: 0, exchangeHttpPort: 0, cloudPort: 0, controlPort: 0, dataDir });
try {
  mkdirSync(directory, { recursive: true });
  const pages = new Map<string, string>();
  for (const { id } of scenarios) pages.set(`${id}.md`, scenarioPage(await partsOf(lab, id)));
  for (const old of readdirSync(directory)) if (!pages.has(old)) rmSync(join(directory, old));
  for (const [name, text] of pages) writeFileSync(join(directory, name), text);
  writeFileSync('docs/scenarios.md', indexPage());
} finally {
  await lab.close();
  rmSync(dataDir, { recursive: true, force: true });
}
