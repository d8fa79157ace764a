import { exchangeApplicationId } from './well-known.js';

/** Audience of a server-to-server token: `appid/host@realm` (facts/oauth-inbound §1.4). */
export interface ServiceAudience {
  readonly applicationId: string;
  readonly host: string;
  readonly realm: string;
}

/** `00000002-…/owa.msxfaq.de@realm`: the audience a token needs for a host of Exchange. */
export function formatServiceAudience(host: string, realm: string, applicationId = exchangeApplicationId): string {
  return `${applicationId}/${host}@${realm}`;
}

/** Split at the first `/` and the last `@`; undefined when a part is missing or `@` stands before `/`. The realm may be empty. */
export function parseServiceAudience(audience: string): ServiceAudience | undefined {
  const slash = audience.indexOf('/');
  const at = audience.lastIndexOf('@');
  if (slash <= 0 || at <= slash + 1) return undefined;
  return {
    applicationId: audience.slice(0, slash),
    host: audience.slice(slash + 1, at),
    realm: audience.slice(at + 1),
  };
}

/** Issuer or nameid of a server-to-server token: `id@realm`; an optional `/host` behind the id is dropped. */
export interface QualifiedId {
  readonly id: string;
  readonly realm: string;
}

/** Undefined when there is no `@`. */
export function parseQualifiedId(value: string): QualifiedId | undefined {
  const trimmed = value.includes('\ufeff') ? value : value.trim(); // .NET's Trim leaves a byte order mark where it is
  const at = trimmed.lastIndexOf('@');
  if (at < 0) return undefined;
  const slash = trimmed.indexOf('/');
  return { id: trimmed.slice(0, slash < 0 ? at : Math.min(slash, at)), realm: trimmed.slice(at + 1) };
}

/** Ids, realms and hosts are compared without regard to case (facts/oauth-inbound §1.4, last line). */
export function sameText(a: string, b: string): boolean {
  return a === b || foldCase(a) === foldCase(b);
}

/**
 * The text in lower case, character by character, as .NET's OrdinalIgnoreCase has it: a pair of letters must be each
 * other's, so nothing outside ASCII becomes an ASCII letter (K the Kelvin sign, dotless i, long s), and one character
 * never becomes two (sharp s, the fullwidth letters stay what they are).
 */
export function foldCase(text: string): string {
  if (isLowerAscii(text)) return text;
  if (isAscii(text)) return text.toLowerCase();
  return Array.from(text, (character) => {
    const lower = character.toLowerCase();
    return lower.toUpperCase() === character ? lower : character;
  }).join('');
}

/** Most texts are so, and are compared for every request. */
function isLowerAscii(text: string): boolean {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code > 0x7f || (code >= 0x41 && code <= 0x5a)) return false;
  }
  return true;
}

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: all of ASCII is what is looked for
  return /^[\u0000-\u007f]*$/.test(text);
}

/** Clients that can't set DNS reach the lab by these names; all mean the same server, so they count as one. */
const loopbackNames: ReadonlySet<string> = new Set(['localhost', '127.0.0.1', '[::1]']);

/** Are both the same host, with the same port or none? */
export function sameAuthority(a: string, b: string): boolean {
  return sameText(a, b) || (loopbackNames.has(foldCase(a)) && loopbackNames.has(foldCase(b)));
}

/** Audience of a V1 token: what counts of an absolute URL (facts/oauth-inbound §1.4, V1 audience). */
export interface UrlAudience {
  /** In lower case, without colon. */
  readonly scheme: string;
  /** Host, with the port where it is not the scheme's default. */
  readonly authority: string;
}

const urlForm = /^([a-z][a-z0-9+.-]*):\/\/([^/?#\\\s@]+)(?:[/?#].*)?$/is;
const defaultPorts: Readonly<Record<string, string>> = { https: ':443', http: ':80' };

/** Takes a URL audience apart; undefined when it is no absolute URL with a host. */
export function parseUrlAudience(audience: string): UrlAudience | undefined {
  const [, written = '', host = ''] = urlForm.exec(audience) ?? [];
  if (host === '' || !URL.canParse(audience)) return undefined;
  const scheme = written.toLowerCase();
  const port = defaultPorts[scheme];
  const authority = foldCase(host); // .NET's Uri has it in lower case, and shows it so
  return { scheme, authority: port && authority.endsWith(port) ? authority.slice(0, -port.length) : authority };
}

/** An absolute URI, as the issuer of a V1 token must be. */
export function isAbsoluteUri(text: string): boolean {
  return /^[a-z][a-z0-9+.-]*:[^\s]+$/i.test(text) && URL.canParse(text);
}
