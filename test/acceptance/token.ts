import { type KeyObject, sign } from 'node:crypto';

/** Tokens put together by hand, without the product's code. */

export type JsonObject = { readonly [name: string]: unknown };

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

export function decodeClaims(token: string): JsonObject {
  return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as JsonObject;
}

export function decodeHeader(token: string): JsonObject {
  return JSON.parse(Buffer.from(token.split('.')[0] ?? '', 'base64url').toString()) as JsonObject;
}

export function signedToken(header: JsonObject, claims: JsonObject, key: KeyObject): string {
  const input = `${encode(header)}.${encode(claims)}`;
  return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`;
}

/** Three parts, the last whatever the test wants. */
export function tokenWithSignature(header: JsonObject, claims: unknown, signature = ''): string {
  return `${encode(header)}.${encode(claims)}.${signature}`;
}
