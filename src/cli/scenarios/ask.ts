import { type ControlAnswer, errorSentence } from '../lab-client.js';
import { RefusedError, type VerbCall } from './verb.js';

/** Calls the lab; throws RefusedError when it refuses. */
export async function ask<Body>(
  { client }: VerbCall,
  method: 'GET' | 'POST',
  path: string,
  body?: unknown,
): Promise<Body> {
  const answer: ControlAnswer = await client.call(method, path, body);
  if (answer.status !== 200) throw new RefusedError(errorSentence(answer), answer);
  return answer.body as Body;
}

/** Nobody is told what is active then. */
export async function isMysteryOn(call: VerbCall): Promise<boolean> {
  return (await ask<{ readonly mystery: boolean }>(call, 'GET', '/api/lab')).mystery;
}

/** Prints the answer, as JSON where that is wanted. */
export function say({ console, values }: VerbCall, body: unknown, text: string): void {
  console.out(values.json ? `${JSON.stringify(body)}\n` : `${text}\n`);
}
