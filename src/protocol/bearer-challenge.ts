import { challengeTokenTypes } from './well-known.js';

/** What a Bearer challenge of Exchange says (facts/oauth-inbound §2.1). */
export interface BearerChallenge {
  readonly clientId: string;
  /** Exchange names none; a partner does. */
  readonly realm?: string | undefined;
  /** Each `id@realm`. */
  readonly trustedIssuers: readonly string[];
  /** Newer servers name the token types they take; 2013 does not. */
  readonly offersTokenTypes: boolean;
  readonly authorizationUri?: string | undefined;
  /** A refused token adds `error="invalid_token"`, whatever the category. */
  readonly invalidToken: boolean;
}

/** The challenge as Exchange writes it: parameters in its order, the issuers one quoted list without blanks. */
export function formatBearerChallenge(challenge: BearerChallenge): string {
  const parts = [`client_id="${challenge.clientId}"`];
  if (challenge.realm !== undefined) parts.push(`realm="${challenge.realm}"`);
  if (challenge.trustedIssuers.length > 0) parts.push(`trusted_issuers="${challenge.trustedIssuers.join(',')}"`);
  if (challenge.offersTokenTypes) parts.push(`token_types="${challengeTokenTypes}"`);
  if (challenge.authorizationUri) parts.push(`authorization_uri="${challenge.authorizationUri}"`);
  if (challenge.invalidToken) parts.push('error="invalid_token"');
  return `Bearer ${parts.join(', ')}`;
}

/** A challenge as a client reads it. */
export interface ReceivedChallenge {
  /** Empty when the server names none. */
  readonly clientId: string;
  readonly realm: string;
  readonly trustedIssuers: readonly string[];
  /** The whole `trusted_issuers` value as received. */
  readonly trustedIssuersText: string;
}

/**
 * Reads the Bearer challenge out of a `WWW-Authenticate` value, which may hold other schemes joined with commas,
 * as .NET joins them. Undefined when there is no Bearer challenge.
 */
export function parseBearerChallenge(header: string): ReceivedChallenge | undefined {
  const unquoted = header.replace(/"[^"]*"/g, (quoted) => '"'.repeat(quoted.length)); // a realm may hold any words
  const start = /(?:^|,)\s*Bearer(?=\s|,|$)/i.exec(unquoted);
  if (!start) return undefined;
  const parameters = readParameters(header.slice(start.index + start[0].length));
  const trustedIssuersText = parameters.get('trusted_issuers') ?? '';
  return {
    clientId: parameters.get('client_id') ?? '',
    realm: parameters.get('realm') ?? '',
    trustedIssuersText,
    trustedIssuers: trustedIssuersText
      .split(',')
      .map((issuer) => issuer.trim())
      .filter((issuer) => issuer !== ''),
  };
}

/** Reads `name="value"` pairs up to the next scheme. */
function readParameters(text: string): Map<string, string> {
  const parameters = new Map<string, string>();
  const pair = /\s*,?\s*([\w.-]+)\s*=\s*(?:"([^"]*)"|([^\s,"]*))/y;
  for (let match = pair.exec(text); match; match = pair.exec(text)) {
    parameters.set((match[1] ?? '').toLowerCase(), match[2] ?? match[3] ?? '');
  }
  return parameters;
}
