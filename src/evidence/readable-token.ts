import { Buffer } from 'node:buffer';
import { type Claims, parseJsonObject } from '../protocol/token.js';

/** A token as Exchange writes it into its logs, to be read by people: header and claims as they are, no signature. */
export interface ReadableToken {
  readonly header: Claims;
  /** As text, whatever they were; not all of them. */
  readonly claims: Claims;
  readonly actorToken?: ReadableToken | undefined;
}

/** `{"typ":"JWT","alg":"none"}."iss": "…" "aud": "…" ` (facts/oauth-outbound-admin §1.6). */
const onePart = String.raw`(\{"[^{}]{1,1000}\})\.((?:"[\w.-]{1,64}": ?"[^"]{0,4000}",? ?){1,60})`;
const readableForm = new RegExp(`${onePart}(?:; ?actor: ?${onePart})?`, 'g');
const claimForm = /"([\w.-]{1,64})": ?"([^"]*)"/g;

/** The readable tokens in a text, such as a Detail of Test-OAuthConnectivity. */
export function findReadableTokens(text: string): readonly ReadableToken[] {
  if (!/\}\.\\?"/.test(text)) return [];
  const plain = text
    .replaceAll('\\"', '"')
    .replace(/\r?\n {10,40}(?=\S)/g, '') // Format-List breaks lines in the middle of words
    .replace(/\s+/g, ' ');
  return [...plain.matchAll(readableForm)].flatMap(([, header = '', claims = '', actorHeader, actorClaims]) => {
    const outer = partOf(header, claims);
    const actorToken = actorHeader === undefined ? undefined : partOf(actorHeader, actorClaims ?? '');
    return outer ? [{ ...outer, actorToken }] : [];
  });
}

function partOf(encoded: string, listed: string): ReadableToken | undefined {
  const header = parseJsonObject(encoded);
  if (!header || !Object.hasOwn(header, 'alg')) return undefined;
  const claims = Object.fromEntries([...listed.matchAll(claimForm)].map(([, name = '', value = '']) => [name, value]));
  return { header, claims };
}

/** Begins with `{"` or with `eyJ`, encoded; shorter ones are no token. */
const base64Run = /(?<![\w+/.-])(?:eyJ|ZXlK)[\w+/-]{60,}={0,2}/g;

/**
 * The text with the tokens decoded that stand in base64 in it: OAuthToken of the HttpProxy log (facts/oauth-inbound §2.3: the
 * base64 of a readable token). What is followed by a dot is the first part of a token itself.
 */
export function withoutBase64(text: string): string {
  return text.replace(base64Run, (run: string, at: number) => {
    if (text[at + run.length] === '.') return run;
    const decoded = Buffer.from(run, 'base64').toString();
    return /^\{"[^{}]{1,1000}\}\."/.test(decoded) || /^eyJ[\w-]+\.[\w-]+\.[\w-]*$/.test(decoded) ? decoded : run;
  });
}
