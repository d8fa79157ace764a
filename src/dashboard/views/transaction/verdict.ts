import type { TransactionDiagnosis } from '../../../evidence/renderers/diagnosis.js';
import type { TransactionView } from '../../../evidence/transaction-view.js';

export interface Verdict {
  readonly tone: 'good' | 'bad' | 'warn';
  /** One or two words, for a badge. */
  readonly word: string;
  /** What the heading says behind the status. */
  readonly heading: string;
}

type Judged = Pick<TransactionView, 'steps' | 'decodedToken'> & { readonly response: { readonly status: number } };

/** How a request ended, in words. */
export function verdictOf({ steps, response, decodedToken }: Judged, { normal }: TransactionDiagnosis): Verdict {
  const failed = steps.find(({ verdict }) => verdict === 'failed');
  if (failed) return { tone: 'bad', word: 'refused', heading: `refused at the step “${failed.name}”` };
  if (!normal) return { tone: 'bad', word: 'failed', heading: 'this is not as it should be' };
  if (response.status === 401) {
    return { tone: 'warn', word: 'normal first 401', heading: 'the server asks for a token; the first 401 is normal' };
  }
  if (response.status >= 400)
    return { tone: 'warn', word: 'normal', heading: 'answered, and nothing is wrong with it' };
  return decodedToken
    ? { tone: 'good', word: 'accepted', heading: 'the token was accepted' }
    : { tone: 'good', word: 'answered', heading: 'answered, and nothing is wrong with it' };
}
