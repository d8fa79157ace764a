import type { Session } from './cmdlet.js';
import type { GivenParameters } from './parameter-binder.js';
import type { Answers } from './prompt.js';
import type { CmdletOutcome } from './run-cmdlet.js';
import type { SessionRequest } from './session.js';

/** Runs the cmdlets of a shell: in this process, or in a running lab by its control API. Throws CmdletError. */
export interface CommandInvoker {
  invoke(
    name: string,
    parameters: GivenParameters,
    where: SessionRequest,
    answers: Answers,
  ): Promise<CmdletOutcome & { readonly session: Session }>;
}
