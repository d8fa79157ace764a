import { signal } from '@preact/signals';
import type { Prompt } from '../../shell/prompt.js';
import { keep, kept } from '../state/browser-storage.js';

/** What the lab has against a call: its sentence says what was wrong and what to do. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly status: number;
  /** In PowerShell's words where it has them: `InvalidArgument`, `ConfirmationRequired`. */
  readonly category: string;
  /** The question that wants an answer, of ConfirmationRequired. */
  readonly prompt: Prompt | undefined;

  constructor(status: number, category: string, message: string, prompt?: Prompt) {
    super(message);
    this.status = status;
    this.category = category;
    this.prompt = prompt;
  }
}

/** Whether the lab is reachable from elsewhere and wants its token, which the reader has not given yet. */
export const tokenWanted = signal(false);

const tokenKey = 'control-token';

/** The token that this lab has taken; the browser may keep it for the tab, or not. */
let ownToken = kept('sessionStorage', tokenKey);

/** Takes the lab's token when it is the one; this tab of the browser keeps it. Throws {@link ApiError}, with 401 when it is another. */
export async function takeToken(token: string): Promise<void> {
  await answerOf('GET', '/api/health', undefined, bearer(token));
  ownToken = token;
  keep('sessionStorage', tokenKey, token);
  tokenWanted.value = false;
}

type Headers = Readonly<Record<string, string>>;

/** Headers that a call to this lab needs. */
export function authorization(): Headers {
  return bearer(ownToken);
}

function bearer(token: string | undefined): Headers {
  return token === undefined ? {} : { Authorization: `Bearer ${token}` };
}

/** Asks for the token where an answer says that it is missing; not where it was given since the call was made. */
export function noteUnauthorized(status: number, sent: Headers): void {
  if (status === 401 && sent.Authorization === authorization().Authorization) tokenWanted.value = true;
}

/** A call of the control API. Throws {@link ApiError}. */
export async function call<Answer>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Answer> {
  const response = await answerOf(method, path, body);
  return bodyOf(response, () => response.json() as Promise<Answer>);
}

/** The text that a call of the control API gives: a log, a trace. Throws {@link ApiError}. */
export async function readText(path: string): Promise<string> {
  const response = await answerOf('GET', path);
  return bodyOf(response, () => response.text());
}

/** A file that a call of the control API gives, byte by byte. Throws {@link ApiError}. */
export async function readFile(path: string): Promise<Blob> {
  const response = await answerOf('GET', path);
  return bodyOf(response, () => response.blob());
}

async function answerOf(method: string, path: string, body?: object, sent = authorization()): Promise<Response> {
  const headers = { ...sent, ...(body ? { 'Content-Type': 'application/json' } : {}) };
  const response = await fetch(path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }).catch(() => {
    throw new ApiError(0, 'ConnectionError', 'The lab does not answer. Is it still running?');
  });
  if (response.ok) return response;
  noteUnauthorized(response.status, sent);
  throw await errorOf(response);
}

/** The lab's refusal in its own words. Throws {@link ApiError} where they don't come to their end. */
export async function errorOf(response: Response): Promise<ApiError> {
  const text = await bodyOf(response, () => response.text());
  try {
    const { error } = JSON.parse(text) as { error: { category: string; message: string; prompt?: Prompt } };
    return new ApiError(response.status, error.category, error.message, error.prompt);
  } catch {
    return new ApiError(response.status, 'InvalidOperation', text || `The lab answered HTTP ${response.status}.`);
  }
}

/** An answer can still break off after its headers, and need not be what it says. */
async function bodyOf<Body>({ status, url }: Response, read: () => Promise<Body>): Promise<Body> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof SyntaxError) {
      const message = `The answer of ${new URL(url).pathname} is no JSON: ${error.message}`;
      throw new ApiError(status, 'InvalidData', message);
    }
    throw new ApiError(0, 'ConnectionError', 'The lab’s answer broke off. Is it still running?');
  }
}
