import type { Console } from './console.js';

export const defaultLabUrl = 'http://127.0.0.1:8025';

/** An answer of the control API. */
export interface ControlAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** No lab answers where one was expected. */
export class NoLabError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'NoLabError';
  }
}

/** Where to look for a lab: the flag, the environment, or the default port. `named` tells whether anybody chose it. */
export function labAddress(
  flag: string | undefined,
  { environment }: Console,
): { readonly url: string; readonly named: boolean } {
  const url = flag ?? environment.EXCHANGE_OAUTH_LAB;
  return url ? { url: url.replace(/\/+$/, ''), named: true } : { url: defaultLabUrl, named: false };
}

/** A client of the control API. */
export class LabClient {
  readonly url: string;
  readonly #token: string | undefined;

  constructor(url: string, token: string | undefined) {
    this.url = url;
    this.#token = token;
  }

  /** Is a lab there? False when nothing answers; throws when something else does. */
  async answers(): Promise<boolean> {
    try {
      const { status, body } = await this.call('GET', '/api/health');
      if (status === 200 && (body as { status?: unknown }).status === 'ok') return true;
      if (status === 401) return true;
      throw new NoLabError(`What answers at ${this.url} is no lab, or one that is not ready (${status}).`);
    } catch (error) {
      if (isRefused(error)) return false;
      throw error;
    }
  }

  async call(method: 'GET' | 'POST', path: string, body?: unknown): Promise<ControlAnswer> {
    const { request } = await import('undici');
    if (!URL.canParse(this.url)) throw new NoLabError(`'${this.url}' is no URL; write it as ${defaultLabUrl}.`);
    const response = await request(new URL(path, this.url), {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
      },
      body: body === undefined ? null : JSON.stringify(body),
    });
    const text = await response.body.text();
    try {
      return { status: response.statusCode, body: JSON.parse(text) };
    } catch {
      throw new NoLabError(`What answers at ${this.url} is no lab: it sent no JSON.`);
    }
  }
}

function isRefused(error: unknown): boolean {
  return ['ECONNREFUSED', 'ENOTFOUND', 'EADDRNOTAVAIL', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT'].includes(
    (error as NodeJS.ErrnoException).code ?? '',
  );
}

/** The sentence of an error answer of the control API. */
export function errorSentence({ status, body }: ControlAnswer): string {
  const message = (body as { error?: { message?: unknown } } | null)?.error?.message;
  return typeof message === 'string' ? message : `The lab answered ${status}.`;
}
