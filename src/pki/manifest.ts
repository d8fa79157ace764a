import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from './atomic-file.js';
import { isStoreFile, manifestFile } from './file-names.js';
import { CertificateStoreError, fileError, unreadableFile } from './store-error.js';
import { type CertificateWorld, describeWorld, isSameWorld } from './world.js';

/** The list of what belongs to the store. It is written last: what it names is complete, what it doesn't name isn't there. */
export interface Manifest {
  readonly version: typeof manifestVersion;
  readonly world: CertificateWorld;
  readonly initialAuthCertificateThumbprint: string;
  /** SHA-256 in hex of every file, by its name. */
  readonly files: Readonly<Record<string, string>>;
}

export const manifestVersion = 1;

/** The mode of every file: each of them is a private key, or tells what the lab trusts. */
export const fileMode = 0o600;

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}

export async function writeManifest(directory: string, manifest: Manifest): Promise<void> {
  await writeFileAtomically(join(directory, manifestFile), `${JSON.stringify(manifest, undefined, 2)}\n`, fileMode);
}

/** The manifest of the directory, or undefined where no store was ever begun. */
export async function readManifest(directory: string, wanted: CertificateWorld): Promise<Manifest | undefined> {
  const text = await readOptional(join(directory, manifestFile), directory);
  if (text === undefined) {
    const leftover = (await readdir(directory)).find(isStoreFile);
    if (leftover === undefined) return undefined;
    const problem = `is missing though ${leftover} is there: the first start was interrupted, or the file was deleted`;
    throw fileError('incomplete', directory, manifestFile, problem);
  }
  const manifest = parseManifest(text, directory);
  if (!isSameWorld(manifest.world, wanted)) {
    const names = `were made for ${describeWorld(manifest.world)}, but wanted are ${describeWorld(wanted)}`;
    const remedy = 'Start with the names they were made for, or choose another --data-dir for the other ones.';
    throw new CertificateStoreError('otherWorld', `The certificates in ${directory} ${names}. ${remedy}`);
  }
  return manifest;
}

async function readOptional(path: string, directory: string): Promise<string | undefined> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw unreadableFile(directory, manifestFile, code);
  }
}

function parseManifest(text: string, directory: string): Manifest {
  const damaged = (problem: string) => fileError('damaged', directory, manifestFile, problem);
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw damaged('is not JSON');
  }
  if (!isRecord(value)) throw damaged('is not a manifest of the lab');
  if (value.version !== manifestVersion) {
    throw damaged(`has version ${JSON.stringify(value.version)}, this program knows version ${manifestVersion}`);
  }
  if (!isManifest(value)) throw damaged('is not a manifest of the lab');
  return value;
}

function isManifest(value: Record<string, unknown>): value is Manifest & Record<string, unknown> {
  const { world, files, initialAuthCertificateThumbprint } = value;
  return (
    isWorld(world) &&
    typeof initialAuthCertificateThumbprint === 'string' &&
    isRecord(files) &&
    Object.entries(files).every(([name, hash]) => isStoreFile(name) && typeof hash === 'string')
  );
}

function isWorld(value: unknown): value is CertificateWorld {
  return (
    isRecord(value) &&
    typeof value.organization === 'string' &&
    typeof value.organizationDomain === 'string' &&
    isStrings(value.organizationNames) &&
    isStrings(value.cloudNames)
  );
}

function isStrings(value: unknown): value is readonly string[] {
  return Array.isArray(value) && value.every((element) => typeof element === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
