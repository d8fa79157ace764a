import { type Claims, isNestedDeeper } from '../protocol/token.js';
import { signers, type TokenSignerName } from './token-keys.js';

export const tokenKinds = ['actAsUser', 'appOnly', 'hma', 'selfIssued', 'callback'] as const;
export type MadeTokenKind = (typeof tokenKinds)[number];

/**
 * A token made to measure (design §2.4). `claims` and `header` are those of the token in the Authorization header,
 * `actorClaims` and `actorHeader` those of the nested actor token; a value goes in verbatim, null removes.
 */
export interface TokenOrder {
  readonly kind: MadeTokenKind;
  readonly tenant?: string | undefined;
  readonly host?: string | undefined;
  readonly mailbox?: string | undefined;
  readonly claims?: Claims | undefined;
  readonly header?: Claims | undefined;
  readonly actorClaims?: Claims | undefined;
  readonly actorHeader?: Claims | undefined;
  readonly signWith?: TokenSignerName | undefined;
}

const orderParts = [
  ...['kind', 'tenant', 'host', 'mailbox'],
  ...['claims', 'header', 'actorClaims', 'actorHeader', 'signWith'],
] as const satisfies readonly (keyof TokenOrder)[];

/** The order can't be filled; the message says why and what to do. */
export class TokenOrderError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'TokenOrderError';
  }
}

/** What TypeScript and the API's schema promise, for callers who have neither; throws TokenOrderError. */
export function checkOrder(order: TokenOrder): void {
  if (typeof order !== 'object' || order === null) throw new TokenOrderError('An order is an object with a kind.');
  const { kind, signWith } = order;
  if (!tokenKinds.includes(kind)) throw new TokenOrderError(`kind is one of ${tokenKinds.join(', ')}, not '${kind}'.`);
  if (signWith !== undefined && !signers.includes(signWith)) {
    throw new TokenOrderError(`signWith is one of ${signers.join(', ')}, not '${signWith}'.`);
  }
  const stranger = Object.keys(order).find((name) => !(orderParts as readonly string[]).includes(name));
  if (stranger !== undefined)
    throw new TokenOrderError(`There is no '${stranger}' in an order; there are ${orderParts.join(', ')}.`);
  for (const part of ['claims', 'header', 'actorClaims', 'actorHeader'] as const) {
    const given: unknown = order[part];
    if (given !== undefined && (typeof given !== 'object' || given === null || Array.isArray(given))) {
      throw new TokenOrderError(`${part} is an object of claims, not ${JSON.stringify(given)}.`);
    }
    if (isNestedDeeper(given)) throw new TokenOrderError(`${part} is nested too deeply for a token.`);
  }
}
