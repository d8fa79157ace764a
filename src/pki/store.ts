import { existsSync } from 'node:fs';
import { chmod, mkdir, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { CertificateSources, KeyedCertificate, StoredCertificate } from './certificate.js';
import { closeToOthers, type ExposedFiles } from './file-modes.js';
import { manifestFile, rootsFile } from './file-names.js';
import { type FixedCertificates, issueLabCertificates } from './lab-certificates.js';
import { makeAlone, whenMade } from './making.js';
import { type Manifest, manifestVersion, readManifest, writeManifest } from './manifest.js';
import {
  exchangeCertificateFiles,
  type Files,
  fixedFiles,
  readCertificates,
  rootsOf,
  writeFiles,
} from './store-files.js';
import { isKeyOf, thumbprintOf } from './thumbprint.js';
import { type CertificateWorld, cloudNameWithinOrganization } from './world.js';

/** The lab's keys and certificates: made on the first start, the same ever after. */
export interface CertificateStore extends FixedCertificates {
  readonly directory: string;
  /** What other users could read when the store was opened. */
  readonly exposedFiles: ExposedFiles;
  /** Absolute path of a PEM file with both roots. */
  readonly rootsFile: string;
  /** What is in that file. */
  readonly roots: string;
  /** Thumbprint of the auth certificate made on the first start, whether or not it is still there. */
  readonly initialAuthCertificateThumbprint: string;
  /** The certificates of the Exchange servers by thumbprint, as they are now; a map once taken never changes. */
  readonly exchangeCertificates: ReadonlyMap<string, StoredCertificate>;
  /** Keeps a certificate and gives its thumbprint; the same one again adds the key where it had none, and never takes one away. */
  addExchangeCertificate(certificate: StoredCertificate): Promise<string>;
  /** Deletes a certificate and its key; false if there is none of that thumbprint. */
  removeExchangeCertificate(thumbprint: string): Promise<boolean>;
}

interface Content {
  readonly manifest: Manifest;
  readonly fixed: FixedCertificates;
  readonly exchange: ReadonlyMap<string, StoredCertificate>;
}

/**
 * Opens the store in a directory; makes it if there is none. A store that can't be used as it is rejects with a
 * CertificateStoreError, and nothing in it is touched.
 */
export async function openCertificateStore(
  directory: string,
  world: CertificateWorld,
  sources: CertificateSources,
): Promise<CertificateStore> {
  const path = resolve(directory);
  await mkdir(path, { recursive: true, mode: 0o700 });
  for (;;) {
    await whenMade(path);
    const manifest = await readManifest(path, world);
    if (manifest) {
      const content = await readContent(path, manifest);
      return new DirectoryCertificateStore(path, content, await closeToOthers(path, Object.keys(manifest.files)));
    }
    await makeAlone(path, async () => {
      // Another lab may have made them between the look and now.
      if (!(await readManifest(path, world))) await createContent(path, world, sources);
    });
  }
}

/** Has a store been made in the directory? */
export function certificateStoreExists(directory: string): boolean {
  return existsSync(join(directory, manifestFile));
}

async function readContent(directory: string, manifest: Manifest): Promise<Content> {
  return { manifest, ...(await readCertificates(directory, manifest)) };
}

async function createContent(directory: string, world: CertificateWorld, sources: CertificateSources): Promise<void> {
  const cloudName = cloudNameWithinOrganization(world);
  if (cloudName !== undefined) {
    throw new RangeError(`${cloudName} is a name of the cloud; the organization's root must not cover it.`);
  }
  const { authCertificate, ...fixed } = await issueLabCertificates(world, sources);
  // The directory may have been there, readable by all. The files have a mode of their own where it can't be changed.
  await chmod(directory, 0o700).catch(() => {});
  const files = await writeFiles(directory, { ...fixedFiles(fixed), ...exchangeCertificateFiles(authCertificate) });
  const initialAuthCertificateThumbprint = thumbprintOf(authCertificate.certificate);
  await writeManifest(directory, { version: manifestVersion, world, initialAuthCertificateThumbprint, files });
}

class DirectoryCertificateStore implements CertificateStore {
  readonly directory: string;
  readonly exposedFiles: ExposedFiles;
  readonly rootsFile: string;
  readonly roots: string;
  readonly organizationRoot: KeyedCertificate;
  readonly cloudRoot: KeyedCertificate;
  readonly exchangeTls: KeyedCertificate;
  readonly cloudTls: KeyedCertificate;
  readonly tokenSigning: KeyedCertificate;
  #manifest: Manifest;
  #exchange: ReadonlyMap<string, StoredCertificate>;
  /** Changes go one after the other: each rewrites the manifest. */
  #lastChange: Promise<unknown> = Promise.resolve();

  constructor(directory: string, { manifest, fixed, exchange }: Content, exposedFiles: ExposedFiles) {
    this.directory = directory;
    this.exposedFiles = exposedFiles;
    this.rootsFile = join(directory, rootsFile);
    this.roots = rootsOf(fixed);
    this.organizationRoot = fixed.organizationRoot;
    this.cloudRoot = fixed.cloudRoot;
    this.exchangeTls = fixed.exchangeTls;
    this.cloudTls = fixed.cloudTls;
    this.tokenSigning = fixed.tokenSigning;
    this.#manifest = manifest;
    this.#exchange = exchange;
  }

  get initialAuthCertificateThumbprint(): string {
    return this.#manifest.initialAuthCertificateThumbprint;
  }

  get exchangeCertificates(): ReadonlyMap<string, StoredCertificate> {
    return this.#exchange;
  }

  async addExchangeCertificate(certificate: StoredCertificate): Promise<string> {
    const thumbprint = thumbprintOf(certificate.certificate);
    const { privateKey } = certificate;
    if (privateKey !== undefined && !isKeyOf(privateKey, certificate.certificate)) {
      throw new RangeError(`The private key is not that of the certificate ${thumbprint}.`);
    }
    await this.#change(async () => {
      const kept = this.#exchange.get(thumbprint);
      if (kept && (kept.privateKey !== undefined || privateKey === undefined)) return;
      const added = await writeFiles(this.directory, exchangeCertificateFiles(certificate));
      await this.#replaceFiles({ ...this.#manifest.files, ...added });
      this.#exchange = new Map([...this.#exchange, [thumbprint, certificate]]);
    });
    return thumbprint;
  }

  async removeExchangeCertificate(thumbprint: string): Promise<boolean> {
    const key = thumbprint.toUpperCase();
    return this.#change(async () => {
      const certificate = this.#exchange.get(key);
      if (certificate === undefined) return false;
      const removed = Object.keys(exchangeCertificateFiles(certificate));
      const kept = Object.entries(this.#manifest.files).filter(([file]) => !removed.includes(file));
      // The manifest first: files that it no longer names are no part of the store.
      await this.#replaceFiles(Object.fromEntries(kept));
      this.#exchange = new Map([...this.#exchange].filter(([other]) => other !== key));
      await Promise.all(removed.map((file) => rm(join(this.directory, file), { force: true })));
      return true;
    });
  }

  async #replaceFiles(files: Files): Promise<void> {
    const manifest = { ...this.#manifest, files };
    await writeManifest(this.directory, manifest);
    this.#manifest = manifest;
  }

  #change<T>(work: () => Promise<T>): Promise<T> {
    const change = this.#lastChange.then(work);
    this.#lastChange = change.catch(() => {});
    return change;
  }
}
