import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { LabError } from '../lab-error.js';

/** nginx's configuration as it stands in the folder nginx/ of this package. */
export interface NginxTemplates {
  /** The frame of an nginx of its own; nothing in it is filled in. */
  readonly main: string;
  /** The healthy publishing. */
  readonly exchange: string;
  /** A second proxy behind the first, which one fault leads through. */
  readonly innerProxy: string;
  /** What is added for each fault, by its name. */
  readonly faults: ReadonlyMap<string, string>;
}

const suffix = '.conf.template';
const folder = new URL('../../nginx/', import.meta.url);

/** The program that runs nginx, and ends it when the lab is gone. */
export const nginxKeeper = fileURLToPath(new URL('end-with-the-lab.js', folder));

/** Throws LabError where the folder is not there. */
export async function readNginxTemplates(): Promise<NginxTemplates> {
  const faultsFolder = new URL('templates/faults/', folder);
  const read = (name: string, base: URL) => readFile(new URL(name, base), 'utf8');
  try {
    const names = (await readdir(faultsFolder)).filter((name) => name.endsWith(suffix)).toSorted();
    const texts = await Promise.all(names.map((name) => read(name, faultsFolder)));
    return {
      main: await read('nginx.conf', folder),
      exchange: await read(`templates/exchange${suffix}`, folder),
      innerProxy: await read(`templates/inner-proxy${suffix}`, folder),
      faults: new Map(names.map((name, index) => [name.slice(0, -suffix.length), texts[index] ?? ''])),
    };
  } catch (error) {
    throw new LabError(
      `The configuration of nginx can't be read: ${(error as Error).message}. It is a part of this package; install it anew.`,
      { cause: error },
    );
  }
}
