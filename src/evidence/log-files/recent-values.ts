import { RecentTexts } from '../../recent-texts.js';
import { cutSignature } from '../cut-signature.js';
import type { LoggingMemory } from '../logged-request.js';

/** Tokens whose form without signatures is at hand. */
const rememberedTokens = 64;

/** So many milliseconds are remembered. */
const rememberedTimes = 16;

/** Clients send a token again and again, and many requests come in one millisecond. */
export class RecentValues implements LoggingMemory {
  readonly #cutTokens = new RecentTexts<string>(rememberedTokens);
  readonly #times: { readonly time: number; readonly text: string }[] = [];

  cutToken(token: string): string | undefined {
    const known = this.#cutTokens.get(token);
    if (known !== undefined) return known;
    const cut = cutSignature(token);
    if (cut !== undefined) this.#cutTokens.put(token, cut);
    return cut;
  }

  isoTime(time: number): string {
    const whole = Math.floor(time);
    const place = whole % rememberedTimes;
    const known = this.#times[place];
    if (known?.time === whole) return known.text;
    const text = new Date(whole).toISOString();
    this.#times[place] = { time: whole, text };
    return text;
  }
}
