import {
  type Claims,
  clockSkewSeconds,
  decodeJsonObject,
  isReadable,
  type ParsedToken,
  parseToken,
  readTime,
  type UnreadableToken,
} from '../protocol/token.js';
import { RecentTexts } from '../recent-texts.js';
import type { SigningKey } from './signing-keys.js';
import { isSignedBy } from './signing-keys.js';

/**
 * What need not be worked out twice about a token: how its text is taken apart, and that a key has signed it, the very
 * text and no other. It belongs to one trust configuration and goes with it, so that no verdict outlives a change of keys
 * or of the directory; it ends with the token's own time; and it is about the signature alone: everything else is checked
 * for every request.
 */
export class TokenMemory {
  readonly #parsed = new RecentTexts<ParsedToken>();
  readonly #headers = new RecentTexts<Claims>();
  /** Whose key signed a token, and until when that needs no second look. */
  readonly #signed = new WeakMap<ParsedToken, { readonly key: SigningKey; readonly goodUntil: number }>();
  /** Tokens that came a second time: only for these a verdict is worth keeping. */
  readonly #known = new WeakSet<ParsedToken>();

  parse(token: string): ParsedToken | UnreadableToken {
    const known = this.#parsed.get(token);
    if (known) {
      this.#known.add(known);
      return known;
    }
    const parsed = parseToken(token, this.#decodeHeader);
    if (isReadable(parsed)) this.#parsed.put(token, parsed);
    return parsed;
  }

  readonly #decodeHeader = (encodedHeader: string): Claims | undefined => {
    const known = this.#headers.get(encodedHeader);
    if (known) return known;
    const header = decodeJsonObject(encodedHeader);
    if (header) this.#headers.put(encodedHeader, header);
    return header;
  };

  /** Has the token come before, so that more of it is worth remembering? */
  isKnown(token: ParsedToken): boolean {
    return this.#known.has(token);
  }

  /** Did this key sign the token? `now` in milliseconds since 1970. */
  isSignedBy(token: ParsedToken, key: SigningKey, now: number): boolean {
    if (!this.#known.has(token)) return isSignedBy(token, key);
    const verdict = this.#signed.get(token);
    if (verdict && verdict.key === key && now < verdict.goodUntil) return true;
    if (!isSignedBy(token, key)) return false;
    const expires = readTime(token.claims, 'exp');
    if (typeof expires === 'number') this.#signed.set(token, { key, goodUntil: (expires + clockSkewSeconds) * 1000 });
    return true;
  }
}
