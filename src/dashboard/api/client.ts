import { signal } from '@preact/signals';
import type { Prompt } from '../../shell/prompt.js';

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

/** Takes the lab's token; this tab of the browser keeps it. */
export function takeToken(token: string): void {
  sessionStorage.setItem(tokenKey, token.trim());
  tokenWanted.value = false;
}

/** Headers that a call to this lab needs. */
export function authorization(): Readonly<Record<string, string>> {
  const token = sessionStorage.getItem(tokenKey);
  return token === null ? {} : { Authorization: `Bearer ${token}` };
}

/** A call of the control API. Throws {@link ApiError}. */
export async function call<Answer>(method: 'GET' | 'POST' | 'DELETE', path: string, body?: object): Promise<Answer> {
  return (await answerOf(method, path, body)).json() as Promise<Answer>;
}

/** The text that a call of the control API gives: a log, a trace. Throws {@link ApiError}. */
export async function readText(path: string): Promise<string> {
  return (await answerOf('GET', path)).text();
}

/** A file that a call of the control API gives, byte by byte. Throws {@link ApiError}. */
export async function readFile(path: string): Promise<Blob> {
  return (await answerOf('GET', path)).blob();
}

async function answerOf(method: string, path: string, body?: object): Promise<Response> {
  const headers = { ...authorization(), ...(body ? { 'Content-Type': 'application/json' } : {}) };
  const response = await fetch(path, { method, headers, ...(body ? { body: JSON.stringify(body) } : {}) }).catch(() => {
    throw new ApiError(0, 'ConnectionError', 'The lab does not answer. Is it still running?');
  });
  if (response.ok) return response;
  if (response.status === 401) tokenWanted.value = true;
  throw await errorOf(response);
}

async function errorOf(response: Response): Promise<ApiError> {
  const text = await response.text();
  try {
    const { error } = JSON.parse(text) as { error: { category: string; message: string; prompt?: Prompt } };
    return new ApiError(response.status, error.category, error.message, error.prompt);
  } catch {
    return new ApiError(response.status, 'InvalidOperation', text || `The lab answered HTTP ${response.status}.`);
  }
}
