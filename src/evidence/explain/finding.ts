import type { Cause } from '../knowledge/cause.js';
import type { PastedText } from './pasted-text.js';

/** The way a request went, where the text tells. */
export type Direction = 'cloud -> on-premises' | 'on-premises -> cloud';

/** Something in a pasted text that is known, and what it means. */
export interface Finding {
  /** What kind of trace it is. */
  readonly kind: string;
  /** The words it was recognised by. */
  readonly words: string;
  readonly meaning: string;
  readonly normal: boolean;
  /** The most likely first. */
  readonly causes: readonly Cause[];
  /** Names and values that stand in it. */
  readonly quoted: Readonly<Record<string, string>>;
  /** How much it says: of several findings the one that says most is the answer. */
  readonly weight: number;
  readonly direction?: Direction | undefined;
}

/** What knows one kind of trace; one small file each in recognisers/. */
export interface Recogniser {
  /** As the list of what was looked for has it. */
  readonly looksFor: string;
  find(text: PastedText): readonly Finding[];
}

/** From what says everything to what says hardly anything. */
export const weights = {
  diagnostics: 100,
  tokenService: 95,
  outbound: 90,
  soapFault: 85,
  freeBusy: 80,
  certificate: 78,
  mailbox: 76,
  event: 74,
  network: 70,
  request: 60,
  status: 50,
  token: 30,
  success: 20,
  normal: 10,
} as const;
