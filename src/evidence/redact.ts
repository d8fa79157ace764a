import { redactToken } from '../protocol/token.js';
import type { HeaderList } from '../protocol/wire.js';
import { decodeToken } from './decoded-token.js';

/** Journals and pages show tokens without their signatures: what is left can be read, not used (design §2.4). */

/** A bearer token without any signature, the one of its actor token included. */
export function redactBearer(token: string): string {
  const decoded = decodeToken(token);
  if (!decoded) return token.length > 0 ? '<no token>' : '';
  if (!decoded.actorToken) return redactToken(token);
  const [header = ''] = token.split('.');
  return `${header}.${Buffer.from(JSON.stringify(decoded.claims)).toString('base64url')}.`;
}

const secretHeaders: ReadonlySet<string> = new Set(['authorization', 'cookie', 'set-cookie', 'proxy-authorization']);

/** Request or response headers fit to be shown. */
export function redactHeaders(headers: HeaderList): HeaderList {
  return headers.map(([name, value]) => {
    if (!secretHeaders.has(name.toLowerCase())) return [name, value];
    const bearer = /^(\s*bearer)(\s*)(\S.*)$/is.exec(value);
    if (bearer) return [name, `${bearer[1]} ${redactBearer((bearer[3] ?? '').trim())}`];
    const scheme = /^\s*[A-Za-z][\w-]*(?=\s*$|\s)/.exec(value)?.[0] ?? '';
    return [name, value.trim() === scheme.trim() ? value : `${scheme} <removed>`.trim()];
  });
}
