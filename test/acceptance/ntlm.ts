import { createHash, createHmac } from 'node:crypto';
import { once } from 'node:events';
import { type Socket, connect as tcpConnect } from 'node:net';
import { type TLSSocket, connect as tlsConnect } from 'node:tls';
import { type AvPair, avId, readAvPairs, writeAvPairs } from '../../src/protocol/ntlm/av-pairs.js';
import { channelBindingHash, messageIntegrity, ntProof, responseKey } from '../../src/protocol/ntlm/ntlmv2.js';
import { rc4 } from '../../src/protocol/ntlm/rc4.js';
import { type Answer, parseAnswer } from './wire.js';

/** A Windows client in small: one connection, NTLMv2 on it, bound to the TLS it sees. */

export interface Credentials {
  readonly user: string;
  readonly domain?: string;
  readonly password: string;
}

export interface Manner {
  /** Body of the request with the first message; most clients send none. */
  readonly firstBody?: string;
  readonly scheme?: string;
  /** What the client binds itself to; the certificate it sees when left out. */
  readonly channel?: 'seen' | 'none' | 'zeros' | Buffer;
  readonly targetName?: string;
  readonly mic?: 'right' | 'wrong' | 'none' | 'announced';
  readonly keyExchange?: boolean;
  readonly oem?: boolean;
  readonly version?: 1 | 2;
}

const all = 0xe208_8235;
const utf16 = (text: string) => Buffer.from(text, 'utf16le');

export function negotiateMessage({ oem, keyExchange = true }: Manner = {}): Buffer {
  const message = Buffer.alloc(40);
  message.write('NTLMSSP\0', 'latin1');
  message.writeUInt32LE(1, 8);
  const flags = (all & ~(keyExchange ? 0 : 0x4000_0000) & ~(oem ? 1 : 0)) | (oem ? 2 : 0);
  message.writeUInt32LE(flags >>> 0, 12);
  return message;
}

/** The third message, made for a challenge. */
export function authenticateMessage(
  first: Buffer,
  challenge: Buffer,
  credentials: Credentials,
  manner: Manner & { readonly seen?: Buffer | undefined } = {},
): Buffer {
  const { user, domain = '', password } = credentials;
  const flags = challenge.readUInt32LE(20);
  const nonce = challenge.subarray(24, 32);
  const key = responseKey(user, domain, password);
  const infoStart = challenge.readUInt32LE(44);
  const info = readAvPairs(challenge.subarray(infoStart, infoStart + challenge.readUInt16LE(40)));
  const blob = Buffer.concat([
    Buffer.from('0101000000000000', 'hex'),
    info.find(([id]) => id === avId.timestamp)?.[1] ?? Buffer.alloc(8),
    Buffer.from('aaaaaaaaaaaaaaaa00000000', 'hex'),
    writeAvPairs([...info, ...ownAttributes(manner)]),
    Buffer.alloc(4),
  ]);
  const proof = ntProof(key, nonce, blob);
  const nt = manner.version === 1 ? Buffer.alloc(24, 7) : Buffer.concat([proof, blob]);
  const base = createHmac('md5', key).update(proof).digest();
  const wraps = (flags & 0x4000_0000) !== 0;
  const exported = wraps ? Buffer.alloc(16, 0x55) : base;
  const text = (value: string) => (flags & 1 ? utf16(value) : Buffer.from(value, 'latin1'));
  const values = [
    Buffer.alloc(24),
    nt,
    text(domain),
    text(user),
    text('CLIENT'),
    wraps ? rc4(base, exported) : Buffer.alloc(0),
  ];
  const message = layOut(values, flags, manner.mic !== 'announced');
  if (manner.mic === 'announced') return message;
  const mic = messageIntegrity(exported, [first, challenge, message]);
  if (manner.mic === 'wrong') mic[3] = (mic[3] ?? 0) ^ 1;
  if (manner.mic !== 'none') mic.copy(message, 72);
  return message;
}

function ownAttributes({
  channel = 'seen',
  targetName,
  mic = 'right',
  seen,
}: Manner & { readonly seen?: Buffer | undefined }) {
  const hash =
    channel === 'zeros' ? Buffer.alloc(16) : channel === 'seen' ? seen : channel === 'none' ? undefined : channel;
  const pairs: AvPair[] = [];
  if (mic !== 'none') pairs.push([avId.flags, Buffer.from('02000000', 'hex')]);
  if (hash) pairs.push([avId.channelBindings, hash]);
  if (targetName !== undefined) pairs.push([avId.targetName, utf16(targetName)]);
  return pairs;
}

function layOut(values: readonly Buffer[], flags: number, roomForMic: boolean): Buffer {
  const head = Buffer.alloc(roomForMic ? 88 : 64);
  head.write('NTLMSSP\0', 'latin1');
  head.writeUInt32LE(3, 8);
  let start = head.length;
  values.forEach((value, index) => {
    const offset = 12 + index * 8;
    head.writeUInt16LE(value.length, offset);
    head.writeUInt16LE(value.length, offset + 2);
    head.writeUInt32LE(start, offset + 4);
    start += value.length;
  });
  head.writeUInt32LE(flags, 60);
  return Buffer.concat([head, ...values]);
}

export interface Ask {
  readonly method?: string;
  readonly target?: string;
  readonly host?: string;
  readonly headers?: readonly string[];
  readonly body?: string;
}

/** One connection, one request after the other. */
export class WindowsClient implements AsyncDisposable {
  readonly #socket: Socket;
  #text = '';

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.on('error', () => undefined);
    socket.on('data', (chunk: Buffer) => {
      this.#text += chunk.toString('latin1');
    });
  }

  /** Connects to a listener; `ca` undefined on plain http. */
  static async connect(url: string, ca: string, servername = 'owa.msxfaq.de'): Promise<WindowsClient> {
    const { hostname, port, protocol } = new URL(url);
    const target = { host: hostname, port: Number(port) };
    const isTls = protocol === 'https:';
    const socket = isTls ? tlsConnect({ ...target, ca, servername }) : tcpConnect(target);
    await once(socket, isTls ? 'secureConnect' : 'connect');
    return new WindowsClient(socket);
  }

  /** The channel binding of what it is connected to. */
  get seen(): Buffer | undefined {
    if (!('getPeerCertificate' in this.#socket)) return undefined;
    const { raw } = (this.#socket as TLSSocket).getPeerCertificate();
    return channelBindingHash(createHash('sha256').update(raw).digest());
  }

  async ask({
    method = 'POST',
    target = '/ews/Exchange.asmx',
    host = 'owa.msxfaq.de',
    headers = [],
    body = '',
  }: Ask = {}) {
    this.#text = '';
    const lines = [
      `${method} ${target} HTTP/1.1`,
      `Host: ${host}`,
      ...headers,
      `Content-Length: ${Buffer.byteLength(body)}`,
    ];
    this.#socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`);
    while (!isWhole(this.#text)) {
      if (this.#socket.destroyed) throw new Error(`the connection ended: ${this.#text}`);
      await Promise.race([once(this.#socket, 'data'), once(this.#socket, 'close')]);
    }
    return parseAnswer(this.#text);
  }

  /** The whole conversation, with the request in its third message; the answer to that one. */
  async logon(credentials: Credentials, manner: Manner = {}, ask: Ask = {}): Promise<Answer> {
    const scheme = manner.scheme ?? 'NTLM';
    const first = negotiateMessage(manner);
    const challenged = await this.ask({
      ...ask,
      body: manner.firstBody ?? '',
      headers: [`Authorization: ${scheme} ${first.toString('base64')}`],
    });
    const [, challenge = ''] = /^\S+ (\S+)$/.exec(challenged.all('WWW-Authenticate')[0] ?? '') ?? [];
    if (challenge === '') return challenged;
    const third = authenticateMessage(first, Buffer.from(challenge, 'base64'), credentials, {
      ...manner,
      seen: this.seen,
    });
    return this.ask({
      ...ask,
      headers: [...(ask.headers ?? []), `Authorization: ${scheme} ${third.toString('base64')}`],
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#socket.destroy();
  }
}

function isWhole(text: string): boolean {
  const end = text.indexOf('\r\n\r\n');
  if (end < 0) return false;
  const length = /\r\ncontent-length: (\d+)/i.exec(text.slice(0, end))?.[1];
  return length !== undefined && text.length >= end + 4 + Number(length);
}
