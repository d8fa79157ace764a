import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { connect as tcpConnect } from 'node:net';
import { connect as tlsConnect } from 'node:tls';
import type { Lab } from '../../src/index.js';

/** An answer as it stood on the wire: names in their case and order. */
export interface Answer {
  readonly status: number;
  readonly statusText: string;
  readonly headers: readonly (readonly [name: string, value: string])[];
  readonly body: string;
  /** First value, undefined when missing. */
  header(name: string): string | undefined;
  all(name: string): readonly string[];
  /** Names in order, without the two that HTTP adds at the end. */
  readonly names: readonly string[];
}

export interface Call {
  readonly scheme?: 'https' | 'http';
  /** Where to send it; the on-premises listener of the scheme when left out. */
  readonly url?: string;
  readonly method?: string;
  readonly target?: string;
  /** Value of the Host header; none when null. */
  readonly host?: string | null;
  readonly token?: string;
  readonly headers?: readonly (readonly [string, string])[];
  readonly body?: string | Buffer;
}

export const owa = 'owa.msxfaq.de';
export const ewsTarget = '/ews/Exchange.asmx';

/** What Test-OAuthConnectivity sends. */
export function getFolder(shape = 'IdOnly', id = '<t:DistinguishedFolderId Id="inbox"/>', header = ''): string {
  return `<?xml version="1.0" encoding="utf-8"?><soap:Envelope xmlns:soap="http://schemas.xmlsoap.org/soap/envelope/" xmlns:t="http://schemas.microsoft.com/exchange/services/2006/types" xmlns:m="http://schemas.microsoft.com/exchange/services/2006/messages"><soap:Header><t:RequestServerVersion Version="Exchange2012"/>${header}</soap:Header><soap:Body><m:GetFolder><m:FolderShape><t:BaseShape>${shape}</t:BaseShape></m:FolderShape><m:FolderIds>${id}</m:FolderIds></m:GetFolder></soap:Body></soap:Envelope>`;
}

const httpAgent = new HttpAgent({ keepAlive: true, maxSockets: 4 });
const httpsAgent = new HttpsAgent({ keepAlive: true, maxSockets: 4 });

/** One request with Node's own client, connections reused. */
export function call(lab: Lab, options: Call = {}): Promise<Answer> {
  const { scheme = 'https', method = 'POST', target = ewsTarget, host = owa, token, headers = [], body } = options;
  const base = new URL(options.url ?? (scheme === 'https' ? lab.exchange.url : lab.exchange.httpUrl));
  const list = [
    ...(host === null ? [] : [['Host', host] as const]),
    ...(token === undefined ? [] : [['Authorization', `Bearer ${token}`] as const]),
    ...headers,
  ];
  const start = scheme === 'https' ? httpsRequest : httpRequest;
  return new Promise((resolve, reject) => {
    const outgoing = start(
      {
        host: base.hostname,
        port: base.port,
        method,
        path: target,
        headers: list.flat() as never,
        setHost: false,
        maxHeaderSize: 65_536, // a refusal may quote the token twice, as .NET clients can take it
        agent: scheme === 'https' ? httpsAgent : httpAgent,
        ...(scheme === 'https'
          ? { ca: lab.ca, servername: options.url === undefined || host === null ? owa : host }
          : {}),
      },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () =>
          resolve(
            makeAnswer(
              incoming.statusCode ?? 0,
              incoming.statusMessage ?? '',
              pairs(incoming.rawHeaders),
              Buffer.concat(chunks).toString(),
            ),
          ),
        );
      },
    );
    outgoing.setTimeout(20_000, () => outgoing.destroy(new Error(`no answer to ${method} ${target}`)));
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** A SOAP call with a token. */
export function ask(lab: Lab, token: string, options: Call = {}): Promise<Answer> {
  return call(lab, { headers: [['Content-Type', 'text/xml; charset=utf-8']], body: getFolder(), ...options, token });
}

export function closeAgents(): void {
  httpAgent.destroy();
  httpsAgent.destroy();
}

/** Writes bytes to a listener and gives back what came until the server closed the connection, or `enough` was read. */
export function writeRaw(
  lab: Lab,
  bytes: string | Buffer,
  options: {
    readonly transport?: 'tls' | 'tcp';
    readonly listener?: 'https' | 'http';
    /** Stop as soon as this has been read. */
    readonly enough?: (text: string) => boolean;
    /** What the client does once its bytes are out. */
    readonly leave?: 'wait' | 'end' | 'reset';
  } = {},
): Promise<string> {
  const { transport = 'tls', listener = 'https', enough = () => false, leave = 'wait' } = options;
  const { hostname, port } = new URL(listener === 'https' ? lab.exchange.url : lab.exchange.httpUrl);
  return new Promise((resolve) => {
    const target = { host: hostname, port: Number(port) };
    const socket =
      transport === 'tls' ? tlsConnect({ ...target, ca: lab.ca, servername: owa }, send) : tcpConnect(target, send);
    let text = '';
    const patience = setTimeout(() => socket.destroy(), 20_000);
    function send(): void {
      socket.write(bytes, () => {
        if (leave === 'end') socket.end();
        if (leave === 'reset') socket.destroy();
      });
    }
    socket.on('data', (chunk: Buffer) => {
      text += chunk.toString('latin1');
      if (enough(text)) socket.destroy();
    });
    socket.on('error', () => undefined); // a server that slams the door is an answer too
    socket.on('close', () => {
      clearTimeout(patience);
      resolve(text);
    });
  });
}

/** Takes the first answer out of raw text. */
export function parseAnswer(text: string): Answer {
  const end = text.indexOf('\r\n\r\n');
  const [statusLine = '', ...lines] = text.slice(0, end).split('\r\n');
  const [, status = '0', statusText = ''] = /^HTTP\/1\.1 (\d{3}) ?(.*)$/.exec(statusLine) ?? [];
  const headers = lines.map((line) => {
    const colon = line.indexOf(': ');
    return [line.slice(0, colon), line.slice(colon + 2)] as const;
  });
  const length = Number(headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1] ?? 0);
  return makeAnswer(Number(status), statusText, headers, text.slice(end + 4, end + 4 + length));
}

function makeAnswer(status: number, statusText: string, headers: Answer['headers'], body: string): Answer {
  const all = (name: string) =>
    headers.filter(([candidate]) => candidate.toLowerCase() === name.toLowerCase()).map(([, value]) => value);
  const names = headers.map(([name]) => name).filter((name) => name !== 'Date' && name !== 'Content-Length');
  return { status, statusText, headers, body, all, names, header: (name) => all(name)[0] };
}

function pairs(raw: readonly string[]): (readonly [string, string])[] {
  return raw.flatMap((name, index) => (index % 2 === 0 ? [[name, raw[index + 1] ?? ''] as const] : []));
}
