import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from './atomic-file.js';
import type { KeyedCertificate, StoredCertificate } from './certificate.js';
import { bothFiles, exchangeName, fixedNames, manifestFile, rootsFile, thumbprintInName } from './file-names.js';
import type { FixedCertificates } from './lab-certificates.js';
import { fileMode, type Manifest, sha256 } from './manifest.js';
import { fileError, unreadableFile } from './store-error.js';
import { isKeyOf, thumbprintOf } from './thumbprint.js';

export type Files = Readonly<Record<string, string>>;

/** The content of the files of a certificate of the Exchange servers, by file name. */
export function exchangeCertificateFiles({ certificate, privateKey }: StoredCertificate): Files {
  const name = exchangeName(thumbprintOf(certificate));
  return privateKey === undefined ? { [bothFiles(name)[0]]: certificate } : pair(name, { certificate, privateKey });
}

/** The content of the files that every lab has, by file name. */
export function fixedFiles(certificates: FixedCertificates): Files {
  const pairs = fixedRoles().map((role) => pair(fixedNames[role], certificates[role]));
  return Object.assign({ [rootsFile]: rootsOf(certificates) }, ...pairs);
}

export function rootsOf(certificates: FixedCertificates): string {
  return certificates.organizationRoot.certificate + certificates.cloudRoot.certificate;
}

/** Writes files and gives their entries in the manifest. */
export async function writeFiles(directory: string, files: Files): Promise<Manifest['files']> {
  const names = Object.keys(files);
  await Promise.all(names.map((name) => writeFileAtomically(join(directory, name), files[name] ?? '', fileMode)));
  return Object.fromEntries(Object.entries(files).map(([name, content]) => [name, sha256(content)]));
}

/** Reads and verifies every file that belongs to the store. */
export async function readCertificates(
  directory: string,
  manifest: Manifest,
): Promise<{ fixed: FixedCertificates; exchange: ReadonlyMap<string, StoredCertificate> }> {
  const names = [rootsFile, ...Object.values(fixedNames).flatMap(bothFiles), ...Object.keys(manifest.files)];
  const distinctNames = [...new Set(names)];
  const contents = await Promise.all(distinctNames.map((name) => readVerified(directory, name, manifest)));
  const files = new Map(distinctNames.map((name, index) => [name, contents[index] ?? '']));
  const read = (name: string) => keyedCertificate(directory, name, files);
  const fixed = Object.fromEntries(fixedRoles().map((role) => [role, read(fixedNames[role])]));
  return { fixed: fixed as unknown as FixedCertificates, exchange: exchangeCertificates(directory, files) };
}

function exchangeCertificates(directory: string, files: ReadonlyMap<string, string>): Map<string, StoredCertificate> {
  const certificates = new Map<string, StoredCertificate>();
  for (const file of files.keys()) {
    const thumbprint = thumbprintInName(file);
    if (thumbprint === undefined) continue;
    const certificate = storedCertificate(directory, file, files);
    if (thumbprintOf(certificate.certificate) !== thumbprint) {
      throw fileError('damaged', directory, file, 'holds a certificate with another thumbprint than its name says');
    }
    certificates.set(thumbprint, certificate);
  }
  return certificates;
}

/** With its key where the manifest lists one. */
function storedCertificate(directory: string, file: string, files: ReadonlyMap<string, string>): StoredCertificate {
  const name = file.replace(/\.crt$/, '');
  if (files.has(bothFiles(name)[1])) return keyedCertificate(directory, name, files);
  return { certificate: files.get(file) ?? '', privateKey: undefined };
}

async function readVerified(directory: string, file: string, manifest: Manifest): Promise<string> {
  const expected = manifest.files[file];
  if (expected === undefined) throw fileError('damaged', directory, manifestFile, `does not list ${file}`);
  const content = await readFile(join(directory, file)).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') throw fileError('incomplete', directory, file, 'is missing');
    throw unreadableFile(directory, file, error.code);
  });
  if (sha256(content) !== expected) {
    throw fileError(
      'damaged',
      directory,
      file,
      'was changed since the lab wrote it (manifest.json has another SHA-256)',
    );
  }
  return content.toString('utf8');
}

function keyedCertificate(directory: string, name: string, files: ReadonlyMap<string, string>): KeyedCertificate {
  const [certificateFile, keyFile] = bothFiles(name);
  const certificate = files.get(certificateFile);
  const privateKey = files.get(keyFile);
  if (certificate === undefined || privateKey === undefined) {
    throw fileError('damaged', directory, manifestFile, `does not list ${certificateFile} and ${keyFile} together`);
  }
  if (!isKeyOf(privateKey, certificate)) {
    throw fileError('damaged', directory, keyFile, `is not the private key of ${certificateFile}`);
  }
  return { certificate, privateKey };
}

function pair(name: string, { certificate, privateKey }: KeyedCertificate): Files {
  const [certificateFile, keyFile] = bothFiles(name);
  return { [certificateFile]: certificate, [keyFile]: privateKey };
}

function fixedRoles(): readonly (keyof FixedCertificates)[] {
  return Object.keys(fixedNames) as (keyof FixedCertificates)[];
}
