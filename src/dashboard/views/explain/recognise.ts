import type { DecodeAnswer } from '../../../control/routes/tokens.js';
import type { Explanation } from '../../../evidence/explain/explain.js';
import { call } from '../../api/client.js';

/** What a token is judged for; empty texts are left to the lab: no host, https, its own time. */
export interface Circumstances {
  readonly host: string;
  readonly scheme: '' | 'https' | 'http';
  readonly time: string;
}

/** What the lab makes of a text. */
export interface Recognised {
  readonly explanation: Explanation;
  /** Where tokens stand in it: what they say. */
  readonly decoded?: DecodeAnswer | undefined;
}

/** Asks the lab what a text is; throws ApiError. */
export async function recognise(text: string, circumstances: Circumstances): Promise<Recognised> {
  const explanation = await call<Explanation>('POST', '/api/explain', { text });
  if (explanation.tokens === 0) return { explanation };
  const given = Object.fromEntries(Object.entries(circumstances).filter(([, value]) => value.trim() !== ''));
  return { explanation, decoded: await call<DecodeAnswer>('POST', '/api/decode', { token: text, ...given }) };
}
