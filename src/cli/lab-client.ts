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

  /** Is a lab there? Throws NoLabError, which says what is there instead. */
  async reach(): Promise<void> {
    const { status, body } = await this.call('GET', '/api/health', undefined, healthTimeoutMs);
    const healthy = status === 200 && (body as { status?: unknown } | null)?.status === 'ok';
    if (healthy || status === 401) return;
    throw new NoLabError(`What answers at ${this.url} is no lab, or one that is not ready (${status}).`);
  }

  /** Calls the API; whatever the network does is a NoLabError. `timeoutMs` 0 waits as long as it takes. */
  async call(method: 'GET' | 'POST', path: string, body?: unknown, timeoutMs = 0): Promise<ControlAnswer> {
    const { request } = await import('undici');
    if (!/^https?:/i.test(this.url) || !URL.canParse(this.url)) {
      throw new NoLabError(`'${this.url}' is no address of a lab; write it as ${defaultLabUrl}.`);
    }
    try {
      const response = await request(new URL(path, this.url), {
        method,
        headers: {
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(this.#token ? { authorization: `Bearer ${this.#token}` } : {}),
        },
        body: body === undefined ? null : JSON.stringify(body),
        headersTimeout: timeoutMs,
        bodyTimeout: timeoutMs,
      });
      return { status: response.statusCode, body: await response.body.json() };
    } catch (error) {
      throw this.#noLab(error);
    }
  }

  #noLab(error: unknown): NoLabError {
    if (isRefused(error))
      return new NoLabError(`No lab answers at ${this.url}. Start one with: exchange-oauth-lab start`);
    const what = error instanceof SyntaxError ? 'it sent no JSON' : (error as Error).message.split('\n', 1)[0];
    return new NoLabError(`What answers at ${this.url} is no lab: ${what}.`);
  }
}

/** A lab that runs says so at once. */
const healthTimeoutMs = 3000;

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
