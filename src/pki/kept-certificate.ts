import { readFile } from 'node:fs/promises';
import { writeFileAtomically } from './atomic-file.js';
import type { KeyedCertificate } from './certificate.js';
import { fileMode } from './manifest.js';
import { isKeyOf } from './thumbprint.js';

/**
 * A certificate with its key in one PEM file, made when it is first asked for and the same ever after. One file is there
 * as a whole or not at all, so no manifest has to list it.
 */
export class KeptCertificate {
  readonly #file: string;
  readonly #make: () => Promise<KeyedCertificate>;
  #certificate: Promise<KeyedCertificate> | undefined;

  constructor(file: string, make: () => Promise<KeyedCertificate>) {
    this.#file = file;
    this.#make = make;
  }

  /** Those who ask at the same time get the same; when it fails, the next one tries again. */
  get(): Promise<KeyedCertificate> {
    this.#certificate ??= this.#readOrMake().catch((error: unknown) => {
      this.#certificate = undefined;
      throw error;
    });
    return this.#certificate;
  }

  async #readOrMake(): Promise<KeyedCertificate> {
    const kept = await this.#read();
    if (kept) return kept;
    const made = await this.#make();
    await writeFileAtomically(this.#file, made.certificate + made.privateKey, fileMode);
    return made;
  }

  async #read(): Promise<KeyedCertificate | undefined> {
    let text: string;
    try {
      text = await readFile(this.#file, 'utf8');
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
    const [certificate = '', privateKey = ''] = ['CERTIFICATE', 'PRIVATE KEY'].map((label) => block(text, label));
    if (certificate === '' || privateKey === '' || !isKeyOf(privateKey, certificate)) {
      throw new Error(`${this.#file} holds no certificate with its key; delete it to have a new one made.`);
    }
    return { certificate, privateKey };
  }
}

function block(text: string, label: string): string {
  return new RegExp(`-----BEGIN ${label}-----[^-]+-----END ${label}-----\n?`).exec(text)?.[0] ?? '';
}
