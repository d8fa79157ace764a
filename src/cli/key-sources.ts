import { rootCertificates } from 'node:tls';
import {
  KeySourceError,
  keysOfCertificates,
  keysOfJwks,
  keysOfMetadata,
  type VerificationKey,
} from '../evidence/token-report/verification-keys.js';
import { type Console, UsageError } from './console.js';
import { LabClient, labAddress, NoLabError } from './lab-client.js';
import { readBytes, readText } from './read-text.js';

/** Where keys come from, as the command line names it: files, or addresses. */
export interface KeySources {
  readonly ca?: readonly string[] | undefined;
  readonly jwks?: readonly string[] | undefined;
  readonly metadata?: readonly string[] | undefined;
}

/** The keys of all sources that were named. Throws UsageError, which names the one that is at fault. */
export async function keysFrom({ ca = [], jwks = [], metadata = [] }: KeySources): Promise<readonly VerificationKey[]> {
  const files = await Promise.all(ca.map(async (file) => ({ file, data: await readBytes(file) })));
  const trusted = files.map(({ data }) => data.toString('latin1')).filter((text) => text.includes('-----BEGIN'));
  const textOf = (source: string) => (/^https?:/i.test(source) ? fetchText(source, trusted) : readText(source));
  try {
    const lists = await Promise.all([
      ...files.map(({ file, data }) => keysOfCertificates(data, file)),
      ...jwks.map(async (source) => keysOfJwks(await textOf(source), source)),
      ...metadata.map(async (source) => keysOfMetadata(await textOf(source), source)),
    ]);
    return lists.flat();
  } catch (error) {
    throw error instanceof KeySourceError ? new UsageError(error.message) : error;
  }
}

const patienceMs = 20_000;
const mostBytes = 4 * 1024 * 1024;

/** What stands at an address that somebody named; no redirect is followed, as nobody named where it leads. */
async function fetchText(address: string, trusted: readonly string[]): Promise<string> {
  const { Agent, request } = await import('undici');
  if (!URL.canParse(address)) throw new UsageError(`'${address}' is no address.`);
  const connect = { ca: [...rootCertificates, ...trusted], timeout: patienceMs };
  const dispatcher = new Agent({ connect, maxResponseSize: mostBytes });
  try {
    const { statusCode, body } = await request(address, {
      dispatcher,
      headersTimeout: patienceMs,
      bodyTimeout: patienceMs,
    });
    const text = await body.text();
    if (statusCode === 200) return text;
    throw new UsageError(`${address} answered ${statusCode}, not with a document.`);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`${address} can't be read: ${(error as Error).message}.`);
  } finally {
    await dispatcher.close();
  }
}

/** Keys and clock of a lab. */
export interface LabKeys {
  readonly keys: readonly VerificationKey[];
  /** Milliseconds since 1970 by its clock. */
  readonly now: number;
  /** Somebody named this lab: a signer it does not know is wrong. */
  readonly named: boolean;
}

/** Those of the lab that was named, which must be there; else those of the lab on the default port, if one answers. */
export async function keysOfLab(flag: string | undefined, console: Console): Promise<LabKeys | undefined> {
  const { url } = labAddress(flag, console);
  try {
    const client = new LabClient(url, console.environment.EXCHANGE_OAUTH_LAB_TOKEN);
    await client.reach();
    const { status, body } = await client.call('GET', '/api/keys', undefined, patienceMs);
    if (status !== 200) throw new NoLabError(`The lab at ${url} does not give its keys (${status}).`);
    const keys = keysOfJwks(JSON.stringify(body), url);
    return { keys, now: Date.parse((body as { readonly time: string }).time), named: flag !== undefined };
  } catch (error) {
    if (flag !== undefined || !(error instanceof NoLabError)) throw error;
    return undefined; // decode works without a lab
  }
}
