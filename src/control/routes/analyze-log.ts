import { Buffer } from 'node:buffer';
import { setImmediate } from 'node:timers/promises';
import type { FastifyError, FastifyInstance, FastifyReply } from 'fastify';
import type { Cause } from '../../evidence/knowledge/cause.js';
import { analyzeSentLogs, type SentLog } from '../../evidence/log-analysis/analyze-sent-logs.js';
import type { LogReport } from '../../evidence/log-analysis/report.js';

interface AnalyzeOrder {
  readonly files: readonly { readonly name: string; readonly FileData: string }[];
  readonly redact?: boolean;
}

/** What `analyze-log --format json` prints, what it prints for readers, and the causes that both speak of. */
export interface LogAnswer extends LogReport {
  readonly text: string;
  readonly causes: readonly Cause[];
}

/** Of the whole body: base64 makes four characters of three bytes, so about 48 MB of logs. */
const mostMegabytes = 64;
const mostFiles = 500;

const schema = {
  type: 'object',
  additionalProperties: false,
  required: ['files'],
  properties: {
    files: {
      type: 'array',
      minItems: 1,
      maxItems: mostFiles,
      items: {
        type: 'object',
        additionalProperties: false,
        required: ['name', 'FileData'],
        properties: {
          name: { type: 'string', minLength: 1, maxLength: 1000 },
          FileData: { type: 'string' },
        },
      },
    },
    redact: { type: 'boolean' },
  },
} as const;

/** `analyze-log` for logs that are sent along: nothing is written, and no name is a path. */
export function analyzeLogRoutes(app: FastifyInstance): void {
  let busy = false;
  const refuseWhileBusy = async () => {
    if (!busy) return;
    throw app.httpErrors.conflict('Other logs are being analysed at the moment; send these again in a while.');
  };
  /** From when the body has come: who is slow to send it keeps nobody waiting. */
  const oneAtATime = async <T>(work: () => Promise<T>): Promise<T> => {
    await refuseWhileBusy();
    busy = true;
    try {
      return await work();
    } finally {
      busy = false;
    }
  };
  app.post<{ Body: AnalyzeOrder }>(
    '/api/analyze-log',
    {
      schema: { body: schema },
      bodyLimit: mostMegabytes * 1024 * 1024,
      onRequest: refuseWhileBusy,
      errorHandler: nameTheProgram,
    },
    ({ body }, reply) => oneAtATime(() => analyze(app, body, reply)),
  );
}

async function analyze(
  app: FastifyInstance,
  { files, redact = false }: AnalyzeOrder,
  reply: FastifyReply,
): Promise<LogAnswer> {
  const abort = new AbortController();
  reply.raw.once('close', () => abort.abort());
  const logs: SentLog[] = [];
  for (const file of files) {
    await setImmediate(); // a large one takes a moment, and other calls come between two
    logs.push(sentLog(app, file));
  }
  const { readable, report, text, causes } = await analyzeSentLogs(logs, { redact, signal: abort.signal });
  if (readable) return { ...report, text, causes };
  const told = report.problems.slice(0, 1).map(({ file, line, what }) => ` ${file}:${line}: ${what}.`);
  throw app.httpErrors.badRequest(`None of it is a log that can be read.${told.join('')}`);
}

function sentLog(app: FastifyInstance, { name, FileData }: AnalyzeOrder['files'][number]): SentLog {
  // A name begins no line of a report of its own.
  if (/\p{Cc}/u.test(name)) throw app.httpErrors.badRequest('The name of a file has no control characters.');
  const content = fromBase64(FileData);
  if (!content) throw app.httpErrors.badRequest(`The FileData of '${name}' is no base64.`);
  return { name, content };
}

/** Undefined where characters stand in it that are none of base64; line breaks may. */
function fromBase64(text: string): Buffer | undefined {
  const bare = /\s/.test(text) ? text.replaceAll(/\s+/g, '') : text;
  const digits = bare.endsWith('==') ? bare.length - 2 : bare.endsWith('=') ? bare.length - 1 : bare.length;
  const content = Buffer.from(bare, 'base64'); // leaves out what it can't read
  return digits % 4 !== 1 && content.length === Math.floor((digits * 3) / 4) ? content : undefined;
}

/** What is too large for a call is not too large for the program. */
function nameTheProgram(error: FastifyError): never {
  if (error.statusCode !== 413) throw error;
  throw Object.assign(error, {
    message: `These logs are too large for one call, which takes ${mostMegabytes} MB of JSON (about 48 MB of logs, or more packed by gzip). The program reads logs of any size: exchange-oauth-lab analyze-log FILE`,
  });
}
