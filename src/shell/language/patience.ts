import { createContext, runInContext } from 'node:vm';
import { StoppedError } from './evaluation-error.js';

/** A pattern may take this long: one that goes back and forth for ever must not stop the lab. */
const patienceMs = 250;

/** Compares text with a pattern; when it takes too long, the script ends: a loop would ask for that patience each time. */
export function withPatience<Result>(compare: () => Result): Result {
  const context = createContext({ compare });
  try {
    return runInContext('compare()', context, { timeout: patienceMs }) as Result;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new StoppedError(
      '[lab] Comparing with this pattern takes too long; write one that does not repeat what is repeated already.',
      'InvalidArgument',
    );
  }
}
