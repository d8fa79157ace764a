import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';

/** Pictures of the docs, which the test run makes. */

const pictures = fileURLToPath(new URL('../../docs/pictures', import.meta.url));

interface Picture {
  readonly file: string;
  readonly width: number;
  readonly height: number;
  readonly bytes: number;
}

/**
 * A picture for docs/pictures. It goes there where it is missing, or all are made anew (UPDATE_PICTURES=1); else, and in CI,
 * which changes nothing that is committed, to the test's own folder.
 */
export function screenshot(page: Page, name: string, folder: string): Promise<Picture> {
  const kept = join(pictures, name);
  const update = process.env.UPDATE_PICTURES === '1' || (process.env.CI !== 'true' && !existsSync(kept));
  return takePicture(page, update ? kept : join(folder, name));
}

/** Writes what the window shows as a PNG. */
export async function takePicture(page: Page, file: string): Promise<Picture> {
  const png = await page.screenshot({ animations: 'disabled', caret: 'hide', scale: 'css' });
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, png);
  return { file, ...dimensions(png), bytes: png.length };
}

/** A PNG begins with its size: eight bytes of signature, then the length and the name of the header chunk. */
function dimensions(png: Buffer): { readonly width: number; readonly height: number } {
  if (png.toString('latin1', 12, 16) !== 'IHDR') throw new Error('This is no PNG.');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20) };
}
