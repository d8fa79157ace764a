import type { CmdletAnswer } from '../../control/routes/cmdlets.js';
import type { Session } from '../../shell/cmdlet.js';
import type { Prompt } from '../../shell/prompt.js';
import { ApiError, call } from './client.js';

export interface CmdletCall {
  readonly name: string;
  readonly parameters: Readonly<Record<string, unknown>>;
  readonly session?: Session | undefined;
  readonly server?: string | undefined;
}

/** Puts a question to the reader; gives the key of the choice, or undefined when there is no answer. */
export type Ask = (prompt: Prompt) => Promise<string | undefined>;

/**
 * Runs a cmdlet; what it asks is put to the reader, and the call sent again with the answers. Gives undefined when a question
 * stays without an answer: then nothing was done. Throws ApiError.
 */
export async function runCmdlet(
  { name, parameters, session, server }: CmdletCall,
  ask: Ask,
): Promise<CmdletAnswer | undefined> {
  const answers: string[] = [];
  for (;;) {
    try {
      const body = { parameters, answers, ...(session ? { session } : {}), ...(server ? { server } : {}) };
      return await call<CmdletAnswer>('POST', `/api/cmdlets/${encodeURIComponent(name)}`, body);
    } catch (error) {
      if (!(error instanceof ApiError) || !error.prompt) throw error;
      const key = await ask(error.prompt);
      if (key === undefined) return undefined;
      answers.push(key);
    }
  }
}
