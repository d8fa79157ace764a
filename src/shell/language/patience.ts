import { createContext, runInContext } from 'node:vm';
import { EvaluationError } from './evaluation-error.js';

/** A pattern may take this long: one that goes back and forth for ever must not stop the lab. */
const patienceMs = 250;

/** Compares text with a pattern; gives up when it takes too long. */
export function withPatience<Result>(compare: () => Result): Result {
  const context = createContext({ compare });
  try {
    return runInContext('compare()', context, { timeout: patienceMs }) as Result;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error;
    throw new EvaluationError(
      '[lab] Comparing with this pattern takes too long; write one that does not repeat what is repeated already.',
      'InvalidArgument',
    );
  }
}
