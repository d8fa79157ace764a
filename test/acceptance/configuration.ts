import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A lab's configuration as it is on disk, but for what is another one each time: GUIDs, dates, keys and their thumbprints; the order of objects is none. */
export function configurationOf(dataDir: string): unknown {
  const state: unknown = JSON.parse(readFileSync(join(dataDir, 'state.json'), 'utf8'));
  return plain(state);
}

const varying: readonly (readonly [RegExp, string])[] = [
  [/[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/gi, '<guid>'],
  [/\b(?:[0-9a-f]{32,64}|[0-9A-F]{16})\b/gi, '<hex>'],
  [/\d{4}-\d{2}-\d{2}T[\d:.]+Z/g, '<date>'],
  [/[A-Za-z0-9+/_-]{60,}={0,2}/g, '<base64>'],
];

function plain(value: unknown): unknown {
  if (typeof value === 'string') return varying.reduce((text, [pattern, mark]) => text.replace(pattern, mark), value);
  if (typeof value === 'number') return value > 1e12 ? '<date>' : value;
  if (Array.isArray(value)) {
    const items = value.map(plain);
    const isObjects = items.every((item) => typeof item === 'object');
    return isObjects ? items.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)) : items;
  }
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).filter(
    ([key, part]) => key !== 'whenCreated' && key !== 'whenChanged' && part !== false && part !== '', // as good as left out
  );
  return Object.fromEntries(entries.map(([key, part]) => [plain(key), plain(part)]));
}
