import { posix } from 'node:path';

/** An HTTP exchange as plain values: what came over the wire and what went back, nothing of the server's machinery. */

export type HeaderList = readonly (readonly [name: string, value: string])[];

/** A request as it arrived, body aside. */
export interface WireRequest {
  readonly method: string;
  /** Request target as sent. */
  readonly target: string;
  readonly httpVersion: string;
  /** In the order and case of the wire, duplicates included. */
  readonly headers: HeaderList;
  readonly scheme: 'https' | 'http';
  readonly localAddress: string;
  readonly localPort: number;
  readonly remoteAddress: string;
  readonly remotePort: number;
}

/** A response to be written as it stands: header names in their own case, in this order. */
export interface WireResponse {
  readonly status: number;
  /** Reason phrase; the standard one when left out. */
  readonly statusText?: string | undefined;
  readonly headers: HeaderList;
  readonly body: string;
  /** The body as it goes over the wire, where it is encoded. */
  readonly encoded?: Buffer | undefined;
}

/** The header that offers an authentication scheme, or goes on with one (RFC 9110 §11.6.1). */
export function wwwAuthenticate(challenge: string): HeaderList[number] {
  return ['WWW-Authenticate', challenge];
}

/** First value of a header, undefined when it is missing; the name in lower case. */
export function headerValue(headers: HeaderList, name: string): string | undefined {
  for (const header of headers) if (isNamed(header[0], name)) return header[1]; // not taken apart: it is called very often
  return undefined;
}

/** All values of a header; the name in lower case. */
export function headerValues(headers: HeaderList, name: string): readonly string[] {
  const values: string[] = [];
  for (const [candidate, value] of headers) if (isNamed(candidate, name)) values.push(value);
  return values;
}

/** Most names differ in length already, so few are ever turned into lower case. */
function isNamed(candidate: string, name: string): boolean {
  return candidate.length === name.length && (candidate === name || candidate.toLowerCase() === name);
}

/** Path of a request target as http.sys hands it on: decoded, dot segments resolved, without query. */
export function canonicalPath(target: string): string {
  return decoded(pathOf(target));
}

/** Path of a request target as IIS compares it: canonical, in lower case, without trailing slash. */
export function normalizedPath(target: string): string {
  const path = canonicalPath(target).toLowerCase();
  return path.length > 1 && path.endsWith('/') ? path.slice(0, -1) : path;
}

/** What can't be decoded stays as it is, and is no path of anything. */
function decoded(path: string): string {
  if (!/[%\\]|\/[./]/.test(path)) return path;
  try {
    return posix.normalize(decodeURIComponent(path).replaceAll('\\', '/'));
  } catch {
    return path;
  }
}

/** Path of a request target as sent; an absolute-form target (RFC 9112 §3.2.2) loses scheme and authority. */
export function pathOf(target: string): string {
  const local = target.startsWith('/') ? target : target.replace(/^https?:\/\/[^/?#]*/i, '');
  const end = local.search(/[?#]/);
  return (end < 0 ? local : local.slice(0, end)) || '/';
}

/** Query of a request target, without the question mark; empty when there is none. */
export function queryOf(target: string): string {
  const mark = target.indexOf('?');
  return mark < 0 ? '' : target.slice(mark + 1);
}
