import { CmdletError, type ErrorCategory, type Session } from '../shell/cmdlet.js';
import type { CommandInvoker } from '../shell/command-invoker.js';
import type { GivenParameters } from '../shell/parameter-binder.js';
import type { Answers, Prompt } from '../shell/prompt.js';
import type { CmdletOutcome } from '../shell/run-cmdlet.js';
import type { SessionRequest } from '../shell/session.js';
import { type ControlAnswer, errorSentence, type LabClient } from './lab-client.js';

interface ErrorBody {
  readonly category?: ErrorCategory;
  readonly session?: Session;
  readonly prompt?: Prompt;
}

/** Runs cmdlets in a lab by its control API. What one asks is answered here, and the call repeated with the answers. */
export class RemoteInvoker implements CommandInvoker {
  readonly #client: LabClient;

  constructor(client: LabClient) {
    this.#client = client;
  }

  async invoke(
    name: string,
    parameters: GivenParameters,
    where: SessionRequest,
    answers: Answers,
  ): Promise<CmdletOutcome & { readonly session: Session }> {
    const given: string[] = [];
    for (;;) {
      const call = { parameters, answers: given, ...where };
      const answer = await this.#client.call('POST', `/api/cmdlets/${encodeURIComponent(name)}`, call);
      if (answer.status === 200) return answer.body as CmdletOutcome & { readonly session: Session };
      const { category = 'InvalidOperation', session, prompt } = errorOf(answer);
      const text = category === 'ConfirmationRequired' && prompt ? await answers.answer(prompt) : undefined;
      if (text === undefined) throw new CmdletError(category, errorSentence(answer), session, prompt);
      given.push(text);
    }
  }
}

function errorOf({ body }: ControlAnswer): ErrorBody {
  return (body as { error?: ErrorBody } | null)?.error ?? {};
}
